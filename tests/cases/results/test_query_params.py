"""What a reader asks of the evidence, as it stands in an address."""

from __future__ import annotations

import pytest

from cases.results.query_params import NO_PARAMS, QueryParams, read_params

NO_NUMBER = "Dit is geen getal tussen 0 en 100. Vul een getal in zoals 34 of 8,5."


@pytest.mark.parametrize(
    ("typed", "share", "problem"),
    [
        ("34", 34.0, ""),
        (" 8,5 % ", 8.5, ""),
        ("8.5", 8.5, ""),
        ("99,9", 99.9, ""),
        ("0", None, "Bij 0 of 100 valt er niets te rekenen. Vul een getal in, meer dan 0 en minder dan 100."),
        ("100%", None, "Bij 0 of 100 valt er niets te rekenen. Vul een getal in, meer dan 0 en minder dan 100."),
        (" ", None, "Vul een getal in, meer dan 0 en minder dan 100."),
        ("1.000", None, NO_NUMBER),
        ("-3", None, NO_NUMBER),
        ("٣٤", None, NO_NUMBER),
        ("3e1", None, NO_NUMBER),
    ],
)
def test_a_starting_share(typed: str, share: float | None, problem: str) -> None:
    asked = QueryParams(start=typed)
    assert (asked.share, asked.problem) == (share, problem)


@pytest.mark.parametrize(
    ("parameters", "asked"),
    [
        ({}, NO_PARAMS),
        ({"familie": " gemeente ", "maat": "digitaal", "start": "34"}, QueryParams("gemeente", "digitaal", "34")),
        ({"start": ""}, QueryParams(start="")),
        ({"q": "brief"}, NO_PARAMS),
    ],
)
def test_what_an_address_asks(parameters: dict[str, str], asked: QueryParams) -> None:
    assert read_params(parameters) == asked
    assert asked.is_empty == (asked == NO_PARAMS)


@pytest.mark.parametrize(
    ("changed", "query"),
    [
        ({}, "familie=gemeente&start=34"),
        ({"familie": ""}, "start=34"),
        ({"maat": "digitaal"}, "familie=gemeente&maat=digitaal&start=34"),
    ],
)
def test_the_same_question_changed(changed: dict[str, str], query: str) -> None:
    assert QueryParams("gemeente", start="34").query(**changed) == query
