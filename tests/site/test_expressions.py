"""No regular expression on what a stranger sends takes work by the square of its length."""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Iterator
from types import ModuleType
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from cases.results import query_params
from core.http import csv_safety, middleware, query_filters
from core.submissions import personal_data
from core.submissions.personal_data import looks_personal
from core.text import sanitise
from search.analytics import bots
from search.analytics.query_normalisation import question_in
from search.contract import MAX_TEXT
from search.dutch import highlight, questions, tokens
from search.dutch.words import folding, orthography
from search.query import page_numbers
from tests.expression_steps import Matcher, steps

MODULES = [
    *(query_params, csv_safety, middleware, query_filters, personal_data, sanitise, bots),
    *(highlight, questions, tokens, folding, orthography, page_numbers),
]
# These are asked of a whole text.
OF_A_WHOLE = {"_BARE", "_THOUSANDS", "_DECIMAL", "_NUMBER", "_YEARS", "_ROUND"}
# Twice the text is twice the work, and a little.
LENGTH, MOST = 40, 2.6
# Steps a character that nobody has to explain.
FEW = 8
# What stands here comes in on one line: `one_line`, `_plain`.
HOSTILE = (
    *("0", "1", "a", "m", "é", "-", ".", "(", "@", "_", "'", '"', "a ", "1 ", "x1", "1x", "1 mei", "mei"),
    *("1-", "1.", "1,", "a@", "geb ", "geboorte", "bsn ", "tel", " at a", "straat", "astraat ", "laan1", "nl12abcd"),
    *("#", '-"', "2024 ", "jan", "http", "bot", "M.", "(at", "abcd "),
)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in MODULES:
        yield from of(module)


def of(module: ModuleType) -> Iterator[tuple[str, re.Pattern[str]]]:
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
            yield f"{module.__name__}.{name}", value


def too_heavy(pattern: re.Pattern[str], *, whole: bool = False) -> list[str]:
    """The pieces of which a row that is twice as long costs much more than twice as much."""
    found = []
    for piece in HOSTILE:
        for text in (f"{piece * 2 * LENGTH}!", f"1 {piece * 2 * LENGTH}"):
            short, long = (" ".join(text[: size - 1].split()) + text[-1] for size in (LENGTH, 2 * LENGTH))
            work = steps(pattern, long, whole=whole)
            if work > FEW * len(long) and work > MOST * steps(pattern, short, whole=whole):
                found.append(text[:12])
    return found


@pytest.fixture(autouse=True)
def deep() -> Iterator[None]:
    """A repeated group is as many calls deep as it is repeated."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


def named(one: object) -> str:
    return one if isinstance(one, str) else ""


@pytest.mark.parametrize(("name", "pattern"), list(patterns()), ids=named)
def test_work_grows_with_the_length(name: str, pattern: re.Pattern[str]) -> None:
    assert too_heavy(pattern, whole=name.rpartition(".")[2] in OF_A_WHOLE) == []


QUADRATIC = [r"0*([0-9]+)x", r"geb\b.*\d{2}x", r"[a-z]{3,}straat!", r"(?:1-?)+x", r"\sat\s.*dot"]


@pytest.mark.parametrize("pattern", QUADRATIC)
def test_the_count_sees_what_is_quadratic(pattern: str) -> None:
    assert too_heavy(re.compile(pattern))


@pytest.mark.parametrize(("name", "pattern"), list(of(personal_data)), ids=named)
def test_the_count_finds_what_the_expression_finds(name: str, pattern: re.Pattern[str]) -> None:
    pieces = ("1234", " ab", "nl", "-", "@", "jan", " at ", "straat", " 12", "geb", "2024", ".", "12-ab-cd")
    chance = random.Random(name)
    for _ in range(60):
        text = "".join(chance.choice(pieces) for _ in range(chance.randrange(1, 7)))
        assert Matcher(pattern, text, 10**7).search() is bool(pattern.search(text)), text


@pytest.mark.parametrize(
    "near", ["jan at {} example punt nl", "geboren {} in 1985", "kenteken {} 1234", "1 {} 1985 - 02 - 01"]
)
def test_a_detail_is_seen_some_words_further(near: str) -> None:
    assert looks_personal(near.format("ergens in een dorp in het noorden"))


def test_a_choice_is_counted_for_the_question_as_the_search_page_cuts_it() -> None:
    long = question_in(QueryDict(urlencode({"q": "1 " + "mei" * 1300})))
    assert len(long.text) == MAX_TEXT


def test_a_page_number_of_thousands_of_zeros_is_read_at_once() -> None:
    """Without an expression: the work is that of looking at each character."""
    for text, page in (("0" * 20_000 + "7", 7), ("0" * 20_000 + "x", 1), (" " * 20_000 + "3", 3)):
        assert query_filters.page_number(QueryDict(urlencode({query_filters.PAGE: text}))) == page
