"""Highlighting: the right words, and HTML that is always safe."""

import html
import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dutch.highlight import ELLIPSIS, Terms, highlight, snippet
from search.dutch.questions import analyse_question
from tests.search.dutch.test_tokens import NASTY

ANY_TEXT = NASTY | st.lists(
    st.sampled_from(["brief", "brieven", "<b>", "&amp;", "e-mail", "\n", "aanvraagformulier", "</mark>", '"', "de"])
).map(" ".join)
ANY_TERMS = st.builds(
    Terms,
    st.frozensets(st.sampled_from(["brief", "email", "formulier", "b", "mark", "amp", "a"])),
    st.lists(st.sampled_from(["br", "aan", "a", "m"]), max_size=2).map(tuple),
)


def terms(question: str, synonyms: Iterable[str] = ()) -> Terms:
    """The words of the question without stop words and single letters, their parts, joined compounds, synonyms."""
    query = analyse_question(question)
    stems = {stem for word in query.content_words for stem in (word.stem, *word.parts)}
    stems.update(stem for compound in query.compounds for stem in compound.stems)
    stems.update(synonyms)
    is_content = any(word.folded == query.prefix for word in query.content_words)
    prefixes = (query.prefix,) if query.prefix is not None and is_content else ()
    return Terms(frozenset({stem for stem in stems if len(stem) > 1} or stems), prefixes)


def without_marks(marked: str) -> str:
    return marked.replace("<mark>", "").replace("</mark>", "")


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("brief ", "Brieven helpen.", "<mark>Brieven</mark> helpen."),
        ("aanvragen ", "Is het aangevraagd?", "Is het <mark>aangevraagd</mark>?"),
        ("formulier ", "Het aanvraagformulier", "Het <mark>aanvraagformulier</mark>"),
        ("aanvraagformulier ", "een formulier", "een <mark>formulier</mark>"),
        ("form", "een formulier", "een <mark>formulier</mark>"),
        ("form ", "een formulier", "een formulier"),
        ("email ", "Stuur een e-mail", "Stuur een <mark>e-mail</mark>"),
        ("financiele ", "financiële hulp", "<mark>financiële</mark> hulp"),
        ("de brief ", "De brief", "De <mark>brief</mark>"),
        ("digitaal formulier ", "digitaal-formulier", "<mark>digitaal-formulier</mark>"),
        ("brief ", "<b>brief</b> & 'co'", "&lt;b&gt;<mark>brief</mark>&lt;/b&gt; &amp; &#x27;co&#x27;"),
        ("script ", "<script>alert(1)</script>", "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;"),
        ("amp lt ", "a &amp; b", "a &amp;<mark>amp</mark>; b"),
        ("meten ", "met een brief meten", "met een brief <mark>meten</mark>"),
        ("telefoon -brief ", "brief of telefoon", "brief of <mark>telefoon</mark>"),
        ("", "brief", "brief"),
    ],
)
def test_marks(question: str, text: str, marked: str) -> None:
    assert highlight(text, terms(question)) == marked


def test_synonyms_are_marked_too() -> None:
    found = terms("loket ", synonyms=["balie"])
    assert highlight("de balie", found) == "de <mark>balie</mark>"


@given(ANY_TEXT, ANY_TERMS)
def test_only_mark_is_added_and_nothing_is_lost(text: str, found: Terms) -> None:
    marked = highlight(text, found)
    assert "<" not in without_marks(marked)
    assert re.fullmatch(r"(?:[^<]|<mark>[^<]+</mark>)*", marked)
    assert without_marks(marked) == html.escape(re.sub("[\ud800-\udfff]", "\ufffd", text))
    marked.encode()


@given(ANY_TEXT, ANY_TERMS, st.integers(1, 80))
def test_snippets_are_short_safe_pieces_of_the_text(text: str, found: Terms, length: int) -> None:
    piece = snippet(text, found, length)
    assert re.fullmatch(r"(?:[^<]|<mark>[^<]+</mark>)*", piece)
    plain = html.unescape(without_marks(piece)) if "&" not in text else without_marks(piece)
    if "&" not in text:
        assert len(plain) <= length + 2
    piece.encode()


@given(ANY_TEXT, ANY_TERMS)
def test_a_short_text_is_shown_whole(text: str, found: Terms) -> None:
    assert snippet(text, found, max(1, len(text))) == re.sub(r"\s+", " ", highlight(text, found)).strip()


LONG = "Eerst een zin over niets. " * 20 + "Een brief en een formulier helpen samen. " + "Nog een brief hier. " * 20


def test_snippet_takes_the_piece_with_the_most_different_answers() -> None:
    piece = snippet(LONG, terms("brief formulier "), 80)
    assert "<mark>brief</mark> en een <mark>formulier</mark>" in piece
    assert piece.startswith(ELLIPSIS)
    assert piece.endswith(ELLIPSIS)


def test_snippet_breaks_between_words() -> None:
    words = set(re.findall(r"\w+", LONG))
    for length in range(10, 120, 7):
        piece = without_marks(snippet(LONG, terms("formulier "), length)).strip(ELLIPSIS)
        assert set(re.findall(r"\w+", piece)) <= words


def test_snippet_without_an_answer_is_the_beginning() -> None:
    assert snippet(LONG, terms("waterschap "), 30) == "Eerst een zin over niets" + ELLIPSIS


def test_snippet_joins_lines() -> None:
    assert snippet("Een\n\n  brief\t helpt", terms("brief ")) == "Een <mark>brief</mark> helpt"


def test_snippet_of_nothing() -> None:
    assert snippet("", terms("brief")) == ""
    with pytest.raises(ValueError, match="at least 1"):
        snippet("brief", terms("brief"), 0)


def test_single_letters_are_not_marked_beside_words() -> None:
    assert highlight("A een proef", terms("a/b-test proef ")) == "A een <mark>proef</mark>"
