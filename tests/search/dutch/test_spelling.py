"""Spelling: what was probably meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dutch.spelling import Speller, max_distance

WORDS = """
gemeente gemeenten formulier formulieren aanvraag aanvragen brief brieven herinnering herinneringen aanmaning
organisatie telefoon telefoongesprek klantcontactcentrum uitkering uitkeringsaanvraag digitaal machtiging belasting
waterschap provincie afspraak afspraken vergunning parkeervergunning balie loket website eherkenning digid
berichtenbox gedragsinzichten nudging toegankelijkheid begrijpelijke taal inwoner inwoners ondernemer betalen
betalingsregeling kanaalsturing gebruiksgemak commitment laaggeletterd informatieveiligheid onderzoek resultaat
methode schulden verhuizen paspoort rijbewijs toeslag experiment inclusie samenwerking m31
"""
SPELLER = Speller({word: 50 - index % 40 for index, word in enumerate(WORDS.split())})

TYPOS = """
gemeetne gemeente
gemente gemeente
gemeennte gemeente
formuleir formulier
fromulier formulier
formullier formulier
formulieern formulieren
aanvraga aanvraag
aanvrag aanvraag
aavragen aanvragen
breif brief
herinering herinnering
herrinering herinnering
herinneirng herinnering
aanmanning aanmaning
organistatie organisatie
orgnisatie organisatie
telefoom telefoon
telefon telefoon
telefoongepsrek telefoongesprek
klantcontactcetrum klantcontactcentrum
uitkerign uitkering
uitkeringsaanvrag uitkeringsaanvraag
uitkeringaanvraag uitkeringsaanvraag
digtaal digitaal
digitall digitaal
machtigin machtiging
belastign belasting
watershcap waterschap
provinsie provincie
afspraka afspraak
vergunnning vergunning
parkeervergunnig parkeervergunning
webiste website
eherkening eherkenning
berichtebox berichtenbox
gedraginzichten gedragsinzichten
toegangkelijkheid toegankelijkheid
begrijpenlijke begrijpelijke
inwonner inwoner
ondernemr ondernemer
kanalsturing kanaalsturing
gebruisgemak gebruiksgemak
committment commitment
laaggeleterd laaggeletterd
informatievelligheid informatieveiligheid
onderzoke onderzoek
resultat resultaat
paspoordt paspoort
rijbewijz rijbewijs
experment experiment
"""


def test_there_are_enough_typos() -> None:
    assert len(TYPOS.strip().splitlines()) >= 40


@pytest.mark.parametrize("line", TYPOS.strip().splitlines())
def test_typos(line: str) -> None:
    wrong, right = line.split()
    assert SPELLER.suggest(wrong) == right


@pytest.mark.parametrize(
    "word", ["gemeente", "brieven", "Digitaal", "DigiD", "huis", "briefje", "gebeld", "de", "met", "bomen"]
)
def test_known_words_stay(word: str) -> None:
    assert SPELLER.suggest(word) is None


@pytest.mark.parametrize("word", ["bel", "bal", "m32", "1.510", "2024", "", "\U0001f600", "q" * 10_000, "xqzwvk"])
def test_short_words_numbers_and_noise_stay(word: str) -> None:
    assert SPELLER.suggest(word) is None


@pytest.mark.parametrize(("word", "near"), [("bomen", "boven"), ("cloud", "aloud"), ("bieb", "bied")])
def test_another_word_is_no_slip(word: str, near: str) -> None:
    assert Speller({near: 3}).suggest(word) is None


def test_most_frequent_of_equals() -> None:
    speller = Speller({"balie": 2, "malie": 9, "balts": 1})
    assert speller.suggest("balje") == "balie"
    assert Speller({"kaalt": 2, "kaant": 9}).suggest("kaazt") == "kaant"


def test_corrects_the_wrong_part_of_a_compound() -> None:
    assert SPELLER.suggest("toeslagafspraka") == "toeslagafspraak"
    assert SPELLER.suggest("brieforganistatie") == "brieforganisatie"


@pytest.mark.parametrize(
    ("question", "corrected"),
    [
        ('Hoe kan ik "mijn formuleir" aanvragen?', 'Hoe kan ik "mijn formulier" aanvragen?'),
        ("Gemeetne  brieven", "Gemeente  brieven"),
        ("telefon -balie", "telefoon -balie"),
        ("digtaal fromulier", "digitaal formulier"),
        ("gemeente brieven", None),
        ("", None),
    ],
)
def test_questions_keep_the_rest_as_typed(question: str, corrected: str | None) -> None:
    assert SPELLER.correct(question) == corrected


@pytest.mark.parametrize(("length", "distance"), [(3, 0), (4, 1), (7, 1), (8, 2), (30, 2)])
def test_distance(length: int, distance: int) -> None:
    assert max_distance("x" * length) == distance


def test_empty_vocabulary() -> None:
    assert Speller({}).correct("gemeetne brieven") is None


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    corrected = SPELLER.correct(text)
    assert corrected is None or corrected != text
    assert SPELLER.correct(corrected or "") is None or corrected != SPELLER.correct(corrected or "")


@given(st.sampled_from(WORDS.split()), st.integers(0, 30))
def test_a_doubled_letter_is_forgiven(word: str, place: int) -> None:
    place %= len(word)
    wrong = word[:place] + word[place] + word[place:]
    if len(word) >= 7 and not SPELLER.knows(wrong):
        assert SPELLER.suggest(wrong) is not None
