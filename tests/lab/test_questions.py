"""The drawn questions, and the checks that every answer is held against: each check finds a planted fault."""

from __future__ import annotations

from random import Random
from urllib.parse import parse_qsl

import pytest

from lab.answer_pages import AnswerPage, Card, read_answer
from lab.drawn_questions import WAYS, DrawnQuestion, draw_questions
from lab.hostile import hostile
from lab.markup import problems
from lab.question_checks import shows_words_of, wrong_counts, wrong_ways
from lab.questions import added
from search.contract import Facet, Kind, Question
from tests.search.records import make_record

FACETS = [{"soort": ["methode"], "familie": ["gemeente"], "kanaal": ["web"]}, {"soort": ["praktijkvoorbeeld"]}]
PAGE = "<!doctype html><html><head><title>Zoek</title></head><body>{}</body></html>"


@pytest.fixture(scope="module")
def drawn() -> list[DrawnQuestion]:
    return list(draw_questions(FACETS, 600, seed=1))


def test_the_same_seed_gives_the_same_questions(drawn: list[DrawnQuestion]) -> None:
    assert list(draw_questions(FACETS, 50, seed=1)) == drawn[:50]
    assert list(draw_questions(FACETS, 50, seed=2)) != drawn[:50]


def test_questions_are_different_and_of_every_kind(drawn: list[DrawnQuestion]) -> None:
    assert len({one.address for one in drawn}) == len(drawn)
    assert {one.way for one in drawn} == set(WAYS)
    asked = [name for one in drawn for name, _ in one.pairs]
    assert {"q", "soort", "familie", "kanaal", "sorteer", "pagina"} == set(asked)


def test_hostile_texts_hold_what_they_should() -> None:
    rng = Random(1)
    texts = [hostile(rng, ["brief", "formulier"]) for _ in range(1500)]
    for kind in ("\x00", "<mark>", '"', "\u202e", "\udcff", "😀", "رسالة", "title:*"):
        assert any(kind in text for text in texts), kind
    assert any(len(text) > 300 for text in texts)
    assert any("brief" in text for text in texts)


def test_addresses_are_ascii_and_hold_every_parameter(drawn: list[DrawnQuestion]) -> None:
    for one in drawn:
        assert one.address.isascii()
        query = one.address.partition("?")[2]
        found = parse_qsl(query, keep_blank_values=True, errors="surrogateescape", max_num_fields=200)
        assert tuple(found) == one.pairs


@pytest.mark.parametrize(
    "body",
    [
        '<p>gewoon &amp; <mark class="nl-mark">goed</mark></p>',
        '<svg aria-hidden="true"><use href="/i.svg#x"/></svg><br><input type="checkbox" checked>',
        '<script type="application/ld+json">{"a": "1 < 2 && 3"}</script>',
    ],
)
def test_good_markup_has_no_problems(body: str) -> None:
    assert problems(PAGE.format(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        "<p>niet dicht",
        "<p><mark>kruist</p></mark>",
        "<mark><b>diep</b></mark>",
        "<p>1 < 2</p>",
        "<p>1 > 2</p>",
        "<p>a & b</p>",
        "<p>stuur\x1bteken</p>",
        '<p title="a & b">x</p>',
        '<a href="x" href="y">x</a>',
        '<p id="een"></p><p id="een"></p>',
        "<p><div></div></p>",
        '<a href="x"><a href="y"></a></a>',
        '<p title="half>x</p>',
        "<p>te veel</p></p>",
        "<script>nooit dicht",
    ],
)
def test_each_kind_of_broken_markup_is_found(body: str) -> None:
    assert problems(PAGE.format(body))


ANSWER = """<!doctype html><link rel="canonical" href="https://www.example.nl/zoeken/?q=a&amp;soort=methode">
<h2 data-total="2">2 resultaten</h2>
<li data-facet="soort" data-value="methode" data-count="2"><input id="f" name="soort" value="methode" checked> x</li>
<li data-facet="familie" data-value="gemeente" data-count="0"><input id="g" name="familie" value="gemeente"> x</li>
<article class="od-method" data-kind="method" data-number="7"><h3><a class="od-titlelink" href="/m/7">Een
<mark class="nl-mark">brief</mark> &amp; meer</a></h3><p class="od-method__gist">Kern</p></article>"""


def test_an_answer_is_read_from_its_page() -> None:
    found = read_answer(ANSWER)
    assert (found.total, found.canonical) == (2, "/zoeken/?q=a&soort=methode")
    assert found.facets == {("soort", "methode"): 2, ("familie", "gemeente"): 0}
    assert found.chosen == {("soort", "methode")}
    assert found.cards == (Card("method", 7, "Een\nbrief & meer", "Kern", 1),)


def test_another_page_is_no_answer() -> None:
    with pytest.raises(ValueError, match="no page"):
        read_answer("<!doctype html><h1>Over</h1>")


def answer(total: int, facets: dict[tuple[str, str], int], chosen: frozenset[tuple[str, str]]) -> AnswerPage:
    return AnswerPage(total, (), facets, chosen, "", suggests=False, helps=False, ways=(), notices=0, degraded=False)


@pytest.mark.django_db
def test_false_counts_are_found() -> None:
    records = [make_record(1), make_record(2), make_record(3, kind=Kind.CASE)]
    question = Question(filters={Facet.KIND: ("methode",)})
    on = frozenset({("soort", "methode")})
    true = {("soort", "methode"): 2, ("soort", "praktijkvoorbeeld"): 1}
    assert list(wrong_counts(question, answer(2, true, on), records)) == []
    assert list(wrong_counts(question, answer(3, true, on), records))
    assert list(wrong_counts(question, answer(2, {**true, ("soort", "methode"): 1}, on), records))
    assert list(wrong_counts(question, answer(2, {("soort", "methode"): 2}, on), records))
    assert list(wrong_counts(question, answer(2, true, frozenset()), records))


def test_broken_words_under_a_mark_are_found() -> None:
    record = make_record(1, "Een brief", gist="De kern van de zaak", body="Lang verhaal over brieven")
    assert shows_words_of(Card("method", 1, "Een brief", "De kern van de zaak", 1), record)
    assert shows_words_of(Card("method", 1, "Een brief", "…verhaal over…", 1), record)
    assert not shows_words_of(Card("method", 1, "Een bref", "De kern van de zaak", 1), record)
    assert not shows_words_of(Card("method", 1, "Een brief", "verhaal ver", 1), record)


def test_counts_of_several_processes_are_added() -> None:
    assert added([{"a": 1, "b": 2}, {"b": 3, "c": 1}]) == [("b", 5), ("a", 1), ("c", 1)]


def test_a_dead_end_is_found() -> None:
    assert list(wrong_ways(answer(0, {}, frozenset()), 200)) == ["is a dead end"]
    assert list(wrong_ways(answer(0, {}, frozenset()), 404)) == []
    assert list(wrong_ways(answer(3, {}, frozenset()), 200)) == []


def test_ways_on_are_read_from_the_page() -> None:
    page = '<link rel="canonical" href="https://h/zoeken/"><p data-total="0"><a href="/zoeken/?a=1&amp;b=2" data-way>'
    assert read_answer(page).ways == ("/zoeken/?a=1&b=2",)
