"""Stems: which words are found under one form, and which are not."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dutch.words import lists
from search.dutch.words.base_forms import base_form
from search.dutch.words.stems import stem
from search.dutch.words.stopwords import STOPWORDS

SAME = """
brief brieven briefje briefjes
Groningen Groningse Gronings Groninger Groningers
Haag Haagse Hagenaar
Nijmegen Nijmeegse
Dordrecht Dordtse
Pijnacker Pijnackerse
Australië Australische Australisch
Denemarken Deense Denen
organisatie organisaties
methode methodes methoden
huis huizen huisje
gezin gezinnen
kind kinderen kindje
stad steden
lid leden
formulier formulieren formuliertje
toeslag toeslagen
schuld schulden
gemeente gemeenten gemeentes
provincie provincies
waterschap waterschappen
inwoner inwoners
burger burgers
ondernemer ondernemers
medewerker medewerkers
klant klanten
klantreis klantreizen
maatregel maatregelen
resultaat resultaten
procent procenten
website websites
foto foto's foto\u2019s
video video's
telefoon telefoontje telefoontjes
gesprek gesprekken
afspraak afspraken afspraakje
uitspraak uitspraken
aanvraag aanvragen aangevraagd aanvraagt aanvroeg aanvroegen
bellen bel belt gebeld belde belden
betalen betaal betaalt betaald betaalde betaling betalingen
herinneren herinnert herinnerd herinnering herinneringen
invullen invult ingevuld invulde invulling
opsturen opstuurt opgestuurd
aanmelden aangemeld aanmelding aanmeldingen
inloggen ingelogd inlogt
melden gemeld melding meldingen
verhuizen verhuist verhuisd verhuizing verhuizingen
schrijven schrijft schreef geschreven
herschrijven herschreven herschrijft
lezen leest gelezen
vragen vraagt gevraagd
gebruiken gebruikt gebruikte gebruik
gebruiker gebruikers
vernieuwen vernieuwd vernieuwing
behandelen behandelt behandeld behandeling
beschrijven beschreven beschrijving
bestellen besteld bestelling bestellingen
afspreken afgesproken
terugbellen teruggebeld terugbelt
terugsturen teruggestuurd
doorverwijzen doorverwezen doorverwijst
kiezen gekozen koos kiest
krijgen kreeg gekregen krijgt
begrijpen begrepen begrijpt
vinden gevonden vindt
verzenden verzonden verzendt
ontvangen ontvangt ontving
helpen geholpen hielp
stijgen gestegen stijgt
meten meet gemeten meting metingen
proef proeven
bedrijf bedrijven
brochure brochures
regeling regelingen
rekening rekeningen
woning woningen
instelling instellingen
vergunning vergunningen
machtiging machtigingen
voorziening voorzieningen
uitkering uitkeringen
mogelijkheid mogelijkheden
overheid overheden
digitaal digitale
duidelijk duidelijke
slim slimme
positief positieve
film filmpje filmpjes
kaart kaarten kaartje
museum musea
criterium criteria
idee ideeën ideeen
categorie categorieën
financieel financiële
belemmering belemmeringen
kanaal kanalen
thema thema's
app apps appje appjes appen geappt
e-mail email e-mails
afspraakbrief afspraakbrieven
woningcorporatie woningcorporaties
DigiD digid DigiD's
VOG VOG's vog
"""

DIFFERENT = """
gemeente gemeen
gesprek sprek
machtiging macht
gebied bied
geval val
gezin zin
gezond zon
gedicht dicht
gerecht recht
gemiddeld middel
markt mark
kust kus
staart staar
reden rijd
kans kan
wens wen
plaats plaat
mens men
reeks rek
arts art
regeling regel
woning won
rekening rek
koning kon
overheid over
meten met
afspraak spraak
uitgave gave
leeftijd leef
zeven zeef
beetje beet
meisje meis
voorwaarde voorraad
bezwaar zwaar
besluit sluiten
toeslag slag
aanslag slagen
digitaal digit
bericht recht
brief brievenbus
kind kinderopvang
formulier aanvraagformulier
klacht kracht
loket lokaal
balie baal
schuld schul
chatbot chat
stad staat
boete boeten2
post poster
"""


def pairs(table: str) -> list[tuple[str, str]]:
    """Return every pair of words that stand on one line."""
    return [pair for line in table.strip().splitlines() for pair in combinations(line.split(), 2)]


def test_there_are_enough_pairs() -> None:
    assert len(pairs(SAME)) + len(pairs(DIFFERENT)) >= 150


@pytest.mark.parametrize(("left", "right"), pairs(SAME))
def test_same_stem(left: str, right: str) -> None:
    assert stem(left) == stem(right)


@pytest.mark.parametrize(("left", "right"), pairs(DIFFERENT))
def test_other_stem(left: str, right: str) -> None:
    assert stem(left) != stem(right)


@pytest.mark.parametrize("name", ["DigiD", "MijnOverheid", "Berichtenbox", "eHerkenning", "Utrecht", "Pijnacker"])
def test_names_stay_whole(name: str) -> None:
    assert stem(name) == name.lower()


@pytest.mark.parametrize("word", ["M31", "1.510", "b1", "5,2"])
def test_words_with_a_digit_stay_whole(word: str) -> None:
    assert stem(word) == word.lower().replace("1.510", "1510")


def test_stop_words_are_their_own_stem_and_nobody_elses() -> None:
    assert all(stem(word) == word for word in STOPWORDS)
    others = set(lists.base_forms()) - STOPWORDS
    assert {stem(word) for word in others}.isdisjoint(STOPWORDS)


def test_base_forms_are_final() -> None:
    assert all(base_form(base_form(form)) == base_form(form) for form in lists.base_forms())


@given(st.text(max_size=60))
def test_any_text_has_a_stem_without_spaces(text: str) -> None:
    assert not any(character.isspace() for character in stem(text))


@given(st.sampled_from(sorted(lists.base_forms())))
def test_a_form_has_the_stem_of_its_base(form: str) -> None:
    fixed = lists.own_stems()
    base = lists.base_forms()[form]
    if form not in STOPWORDS and form not in fixed:
        assert stem(form) == stem(base)


@pytest.mark.parametrize(
    ("forms", "other"),
    [
        ("lezen lees leest gelezen", "lessen"),
        ("weten weet wisten", "wetten"),
        ("nieuws", "nieuwe"),
        ("regelen regelt geregeld", "regels"),
        ("steeds", "steden"),
    ],
)
def test_words_that_only_look_alike(forms: str, other: str) -> None:
    stems = {stem(form) for form in forms.split()}
    assert len(stems) == 1
    assert stem(other) not in stems
