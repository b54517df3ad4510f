"""Filters from an address and back: whatever stands there, it is no error and costs no time."""

from __future__ import annotations

import time

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from core.http.query_filters import FARTHEST_PAGE, PAGE, Filter, FilterSet, distinct_values, first_value, page_number

FILTERS = FilterSet(
    (
        Filter("kleur", "Kleur", lambda: {"rood": "Rood", "groen": "Groen"}),
        Filter("jaar", "Jaar", lambda: {"2025": "2025"}),
    ),
    things="dingen",
)


@pytest.mark.parametrize(
    ("query", "values", "page", "url"),
    [
        ("", {}, 1, "/lijst/"),
        ("jaar=2025&kleur=rood", {"kleur": "rood", "jaar": "2025"}, 1, "/lijst/?kleur=rood&jaar=2025"),
        ("kleur=%20ROOD%20&pagina=3", {"kleur": "rood"}, 3, "/lijst/?kleur=rood&pagina=3"),
        ("kleur=&kleur=groen&kleur=rood", {"kleur": "groen"}, 1, "/lijst/?kleur=groen"),
        ("pagina=0&onzin=1", {}, 1, "/lijst/"),
    ],
)
def test_what_an_address_asks(query: str, values: dict[str, str], page: int, url: str) -> None:
    chosen = FILTERS.read(QueryDict(query))
    assert (dict(chosen.values), chosen.page, chosen.notices) == (values, page, ())
    assert chosen.url("/lijst/", page=chosen.page) == url


def test_an_unknown_value_is_left_out_and_said() -> None:
    chosen = FILTERS.read(QueryDict(f"kleur=paars&jaar={'9' * 50}"))
    assert dict(chosen.values) == {}
    assert chosen.notices == (
        "We hebben geen dingen met ‘paars’ bij ‘Kleur’. Dat filter telt niet mee.",
        f"We hebben geen dingen met ‘{'9' * 40}…’ bij ‘Jaar’. Dat filter telt niet mee.",
    )


def test_each_chip_is_the_list_without_that_filter() -> None:
    chosen = FILTERS.read(QueryDict("kleur=rood&jaar=2025&pagina=2"))
    assert [(chip.label, chip.url) for chip in chosen.chips("/lijst/")] == [
        ("Kleur: Rood", "/lijst/?jaar=2025"),
        ("Jaar: 2025", "/lijst/?kleur=rood"),
    ]
    assert [[choice.selected for choice in each.choices] for each in chosen.filters] == [[True, False], [True]]


@pytest.mark.parametrize(
    ("value", "page"),
    [
        *(("7", 7), (" 007\t", 7), ("000", 1), ("0", 1), ("", 1), ("-1", 1), ("1e3", 1), ("abc", 1), ("²", 1)),
        *(("٣", 1), ("999999", 999_999), ("1000000", FARTHEST_PAGE), ("9" * 4000, FARTHEST_PAGE), ("0" * 900 + "5", 5)),
    ],
)
def test_a_page_number(value: str, page: int) -> None:
    data = QueryDict(mutable=True)
    data[PAGE] = value
    assert page_number(data) == page


@pytest.mark.parametrize("text", ["0" * 60_000 + "x", " " * 60_000 + "x", "0" * 60_000, "\u3000" * 20_000 + "1"])
def test_a_hostile_page_number_takes_no_time(text: str) -> None:
    data = QueryDict(mutable=True)
    data[PAGE] = text
    started = time.process_time()
    page_number(data)
    assert time.process_time() - started < 0.5  # quadratic, it took seconds


@given(st.text(max_size=60), st.text(max_size=60))
def test_anything_may_stand_there(value: str, page: str) -> None:
    data = QueryDict(mutable=True)
    data.setlist("kleur", [value, page])
    data[PAGE] = page
    chosen = FILTERS.read(data)
    assert FILTERS.read(QueryDict(chosen.url("", page=chosen.page).removeprefix("?"))).values == chosen.values
    assert first_value(data, "kleur").lower() in ["", *distinct_values(data, "kleur")]
