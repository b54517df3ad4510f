"""Analysis of texts and questions."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dutch.analysis import analyse
from search.dutch.fingerprint import CODE_VERSION, FINGERPRINT
from search.dutch.questions import MOST_TOKENS, analyse_question
from search.dutch.words.stems import stem
from tests.search.dutch.test_tokens import NASTY
from tests.search.dutch.words.test_compounds import COMPOUNDS
from tests.search.dutch.words.test_stems import DIFFERENT, SAME


def test_one_word_with_everything() -> None:
    token = analyse("De Uitkeringsaanvragen!")[1]
    assert (token.surface, token.folded, token.position) == ("Uitkeringsaanvragen", "uitkeringsaanvragen", 1)
    assert token.stem == stem("uitkeringsaanvraag")
    assert token.parts == (stem("uitkering"), stem("aanvraag"))
    assert (token.start, token.end, token.is_stopword) == (3, 22, False)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("DigiD-account", ("digid", "account")),
        ("e-mail", ("mail",)),
        ("e-formulieren", ("formulier",)),
        ("wmo-aanvraagformulier", ("wmo", "aanvraagformulier", "aanvraag", "formulier")),
        ("no-show", ("no", "show")),
        ("ww-uitkering", ("ww", "uitkering")),
        ("brief", ()),
        ("MijnOverheid", ()),
    ],
)
def test_parts(word: str, parts: tuple[str, ...]) -> None:
    assert analyse(word)[0].parts == tuple(map(stem, parts))


@given(NASTY)
def test_any_text(text: str) -> None:
    for token in analyse(text):
        assert text[token.start : token.end] == token.surface
        assert token.stem
        assert not any(part.isspace() or not part for part in (token.stem, *token.parts))
    assert analyse(text) == analyse(text)


@given(st.lists(st.sampled_from(["brief", "e-mail", "aanvragen", "de", "1.510", "DigiD"]), max_size=8))
def test_analysis_of_folded_words_changes_nothing(words: list[str]) -> None:
    once = analyse(" ".join(words))
    again = analyse(" ".join(token.folded for token in once))
    assert [token.stem for token in again] == [token.stem for token in once]


def test_question() -> None:
    query = analyse_question('brieven over "sociale norm" -telefoon -"papieren formulier" bijstandsuitk')
    assert [word.folded for word in query.words] == ["brieven", "over", "sociale", "norm", "bijstandsuitk"]
    assert [word.folded for word in query.content_words] == ["brieven", "sociale", "norm", "bijstandsuitk"]
    assert [[word.folded for word in phrase] for phrase in query.phrases] == [["sociale", "norm"]]
    assert [[word.folded for word in phrase] for phrase in query.excluded_phrases] == [
        ["telefoon"],
        ["papieren", "formulier"],
    ]
    assert query.prefix == "bijstandsuitk"


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("digitaal form", "form"),
        ("digitaal form ", None),
        ("digitaal formulier?", None),
        ('"digitaal form"', None),
        ("brief -tel", None),
        ("b", None),
        ("", None),
    ],
)
def test_last_word_may_be_unfinished(text: str, prefix: str | None) -> None:
    assert analyse_question(text).prefix == prefix


@pytest.mark.parametrize("text", ["de het een", "en of", "van"])
def test_question_of_stop_words_keeps_them(text: str) -> None:
    assert [word.folded for word in analyse_question(text).content_words] == text.split()


@pytest.mark.parametrize(
    "text", ['"aanvraag', "a AND", "foo:bar", "- -", '""', '"" ""', "-", "e-mail -", "\u201czo\u201d"]
)
def test_nothing_is_a_syntax_error(text: str) -> None:
    query = analyse_question(text)
    assert all(word.folded for word in query.words)


def test_minus_inside_a_word_leaves_nothing_out() -> None:
    assert not analyse_question("e-mail niet-digitaal 24-7").excluded_phrases


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("digitaal formulier", "digitaalformulier"),
        ("formulier aanvraag", "aanvraagformulier"),
        ("hoe vraag aan", "aanvraag"),
        ("te veel betaling regeling", "betalingsregeling"),
    ],
)
def test_joined_compounds(text: str, compound: str) -> None:
    query = analyse_question(text)
    assert stem(compound) in {found for joined in query.compounds for found in joined.stems}


def test_joined_compounds_say_which_words() -> None:
    query = analyse_question("-papier digitaal formulier")
    assert [joined.first for joined in query.compounds] == [0]
    assert not analyse_question('"digitaal formulier"').compounds


def test_long_question_is_cut() -> None:
    assert len(analyse_question("brief " * 10_000).tokens) == MOST_TOKENS


@given(NASTY | st.text(alphabet='"-\u201c\u201d ab', max_size=30))
def test_any_question(text: str) -> None:
    query = analyse_question(text)
    assert len(query.content_words) <= len(query.words) <= len(query.tokens)
    assert bool(query.content_words) == bool(query.words)
    assert all(0 <= joined.first < len(query.words) - 1 for joined in query.compounds)


DIGEST = {6: "2fce94fe1fbffedc"}


def test_output_only_changes_with_the_fingerprint() -> None:
    """Fails when stems or parts change: write the new digest here, and raise CODE_VERSION if code did it."""
    tokens = analyse(SAME + DIFFERENT + COMPOUNDS)
    text = "\n".join(f"{token.folded} {token.stem} {' '.join(token.parts)}" for token in tokens)
    assert {CODE_VERSION: hashlib.sha256(text.encode()).hexdigest()[:16]} == DIGEST


def test_fingerprint_is_one_word() -> None:
    assert FINGERPRINT.startswith(f"dutch{CODE_VERSION}-")
    assert not any(map(str.isspace, FINGERPRINT))
