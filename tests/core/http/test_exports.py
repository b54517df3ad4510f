"""One list of columns, two forms: what goes in comes out, numbers can be counted with, and no cell is a formula."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.http.exports import Cell, Column, csv_parts, download, json_parts
from core.text.sanitise import plain_text

COLUMNS: list[Column[dict[str, Cell]]] = [
    Column("naam", "Hoe het heet", lambda row: row["naam"]),
    Column(
        "voor", "Stand voor", lambda row: row["voor"], unit=lambda row: "procent" if row["voor"] is not None else ""
    ),
    Column("namen", "Wie erbij zijn", lambda row: row["namen"]),
]
FORMULA = ("=", "+", "-", "@", "|", "%")
texts = st.text(st.characters(blacklist_categories=["Cs"]), max_size=20)
numbers = st.none() | st.integers(-(10**9), 10**9) | st.decimals(-(10**6), 10**6, places=4)


def cells(row: dict[str, Cell], **more: Cell) -> dict[str, Cell]:
    return {"naam": "", "voor": None, "namen": [], **row, **more}


def read(parts: Iterator[str]) -> list[list[str]]:
    text = "".join(parts)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


@pytest.mark.parametrize(
    ("value", "text", "machine"),
    [
        (None, "", None),
        (0, "0", 0),
        (1200, "1200", 1200),
        (Decimal("-3.50"), "-3,5", -3.5),
        (Decimal("100.0000"), "100", 100),
        (Decimal("0.0001"), "0,0001", 0.0001),
    ],
)
def test_a_number_stays_a_number_and_its_unit_stands_beside_it(value: Any, text: str, machine: Any) -> None:
    rows = [cells({"voor": value})]
    unit = "procent" if value is not None else ""
    assert read(csv_parts(COLUMNS, rows)) == [["naam", "voor", "voor_eenheid", "namen"], ["", text, unit, ""]]
    found = json.loads("".join(json_parts(COLUMNS, rows, about={}, things="rijen")))
    assert found["rijen"] == [{"naam": "", "voor": machine, "voor_eenheid": unit, "namen": []}]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2", "@som", "  =1", "\t=1", "|cmd", "＝1"])
def test_no_text_is_a_formula(text: str) -> None:
    [_, row] = read(csv_parts(COLUMNS, [cells({"naam": text, "namen": [text, "b"]})]))
    assert row[0] == f"'{text}" and row[3] == f"'{text} | b"


@given(st.lists(st.tuples(texts, numbers, st.lists(texts, max_size=3)), max_size=5))
def test_both_forms_hold_what_was_put_in(made: list[tuple[str, Any, list[str]]]) -> None:
    rows = [cells({"naam": name, "voor": value, "namen": names}) for name, value, names in made]
    [_, *lines] = read(csv_parts(COLUMNS, rows))
    for (name, value, names), line in zip(made, lines, strict=True):
        assert line[0].removeprefix("'") == plain_text(name).removeprefix("'")
        assert line[3].removeprefix("'") == plain_text(" | ".join(names)).removeprefix("'")
        assert (Decimal(line[1].replace(",", ".")) if line[1] else None) == value
        assert not line[0].startswith(FORMULA) and not line[3].startswith(FORMULA)
    found = json.loads("".join(json_parts(COLUMNS, rows, about={}, things="rijen")))["rijen"]
    assert [(row["naam"], row["namen"]) for row in found] == [(name, names) for name, _, names in made]
    assert [row["voor"] for row in found] == [float(value) if value is not None else None for _, value, _ in made]


def test_the_machine_form_says_what_it_is() -> None:
    text = "".join(json_parts(COLUMNS, [], about={"licentie": "CC0-1.0"}, things="resultaten"))
    assert json.loads(text) == {
        "licentie": "CC0-1.0",
        "kolommen": {"naam": "Hoe het heet", "voor": "Stand voor", "namen": "Wie erbij zijn"},
        "resultaten": [],
    }


def test_rows_are_written_while_they_come() -> None:
    taken = []

    def rows() -> Iterator[dict[str, Cell]]:
        for number in range(1000):
            taken.append(number)
            yield cells({"voor": number})

    parts = csv_parts(COLUMNS, rows())
    next(parts), next(parts)
    assert 0 < len(taken) < 1000
    assert len(read(csv_parts(COLUMNS, rows()))) == 1001


@pytest.mark.parametrize("is_short", [True, False])
def test_a_download_has_a_name_and_is_not_indexed(is_short: bool) -> None:
    response: Any = download(["a", "b"], "lijst.csv", is_short=is_short)
    assert response.getvalue() == b"ab"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="lijst.csv"'
    assert response["X-Robots-Tag"] == "noindex"
    assert response.streaming is not is_short
    assert download([], "lijst.json")["Content-Type"] == "application/json"
