"""Compounds: the parts of a word, never junk, and two words that form one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dutch.words.compounds import join, split
from search.dutch.words.segmentation import segment
from search.dutch.words.stems import stem

COMPOUNDS = """
briefherinnering brief herinnering
uitkeringsaanvraag uitkering aanvraag
woningcorporatie woning corporatie
woningcorporaties woning corporatie
waterschapsbelasting waterschap belasting
inkomensondersteuning inkomen ondersteuning
aanvraagformulier aanvraag formulier
aanvraagformulieren aanvraag formulier
gemeentehuis gemeente huis
telefoongesprek telefoon gesprek
telefoongesprekken telefoon gesprek
betalingsregeling betaling regeling
betalingsregelingen betaling regeling
klantcontactcentrum klant contact centrum
gebruikersonderzoek gebruiker onderzoek
baliebezoek balie bezoek
schoolkledingtoelage school kleding toelage
verhuisformulier verhuis formulier
afspraakherinnering afspraak herinnering
afspraakherinneringen afspraak herinnering
websitebezoek website bezoek
webformulier web formulier
brievenbus brief bus
klachtenregeling klacht regeling
paspoortaanvraag paspoort aanvraag
bijstandsuitkering bijstand uitkering
parkeervergunning parkeer vergunning
afvalkalender afval kalender
belastingaangifte belasting aangifte
kanaalsturing kanaal sturing
gebruiksgemak gebruik gemak
procesaanpak proces aanpak
informatieveiligheid informatie veiligheid
kinderopvangtoeslag kinder opvang toeslag
schuldhulpverlening schuld hulp verlening
huurtoeslag huur toeslag
verlengingsbrief verlenging brief
aanmaningsbrief aanmaning brief
standaardbrief standaard brief
overheidsbrieven overheid brief
gedragsinzichten gedrag inzicht
gedragsverandering gedrag verandering
klantreis klant reis
klanttevredenheid klant tevredenheid
nieuwsbrief nieuws brief
keuzemenu keuze menu
ontvangstbevestiging ontvangst bevestiging
bezwaarschrift bezwaar schrift
contactpersoon contact persoon
adreswijziging adres wijziging
geboorteaangifte geboorte aangifte
kinderalimentatie kinder alimentatie
omgevingsvergunning omgeving vergunning
telefoonnummer telefoon nummer
statuspagina status pagina
boetebrief boete brief
smsherinneringen sms herinnering
inlogscherm inlog scherm
uitvoeringsorganisatie uitvoering organisatie
doelgroep doel groep
dienstverlening dienst verlening
basisregistratie basis registratie
burgerservicenummer burger service nummer
controlegroep controle groep
foutmelding fout melding
zoekfunctie zoek functie
wijkteams wijk team
energiebedrijf energie bedrijf
"""

WHOLE = """
gemeente onderzoek verhuizing samenwerking organisatie medewerker inwoner handtekening maatregel leeftijd voorbeeld
voorwaarde belangrijk wethouder maandag uitkering herinnering aanvraag berichtenbox mijnoverheid eherkenning digid
toegankelijkheid bereikbaarheid verantwoordelijkheid gemeentelijke werkende bellen informatie communicatie
participatie evaluatie minister kenmerk waarschijnlijk vaardigheid laaggeletterd overheid telefoon bibliotheek
"""

JUNK = "kering erin ring raag schap ende eren teer tering loos baar heid ling lijk"


@pytest.mark.parametrize("line", COMPOUNDS.strip().splitlines())
def test_parts(line: str) -> None:
    word, *parts = line.split()
    assert split(word) == tuple(map(stem, parts))


def test_there_are_enough_compounds() -> None:
    assert len(COMPOUNDS.strip().splitlines()) >= 60


@pytest.mark.parametrize("word", WHOLE.split())
def test_whole_words(word: str) -> None:
    assert split(word) == ()


def test_no_junk() -> None:
    words = (line.split()[0] for line in COMPOUNDS.strip().splitlines())
    assert not {part for word in words for part in split(word)} & set(map(stem, JUNK.split()))


@pytest.mark.parametrize(
    ("left", "right", "compound"),
    [
        ("digitaal", "formulier", "digitaalformulier"),
        ("formulier", "aanvraag", "aanvraagformulier"),
        ("aanvraag", "formulier", "aanvraagformulier"),
        ("betaling", "regeling", "betalingsregeling"),
        ("klachten", "regeling", "klachtenregeling"),
        ("afspraak", "herinneringen", "afspraakherinnering"),
        ("mijn", "overheid", "mijnoverheid"),
        ("vraag", "aan", "aanvraag"),
        ("stuur", "op", "opsturen"),
        ("e", "formulier", "eformulier"),
    ],
)
def test_neighbours_form_a_compound(left: str, right: str, compound: str) -> None:
    assert stem(compound) in join(left, right)


def test_no_compound_of_digits_stop_words_or_monsters() -> None:
    assert join("m31", "brief") == ()
    assert join("brief", "het", right_is_stopword=True) == ()
    assert join("a" * 50, "b" * 50) == ()


@given(st.text(max_size=80))
def test_any_text_splits_into_two_or_more_or_nothing(text: str) -> None:
    assert len(split(text)) != 1


@given(st.text(alphabet="aenstrgiklbo", min_size=7, max_size=70))
def test_parts_cover_no_more_than_the_word(word: str) -> None:
    parts = segment(word)
    assert sum(map(len, parts)) <= len(word) + 2 * len(parts)
