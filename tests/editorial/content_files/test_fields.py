"""Fields of a content file: what text becomes, what is refused in Dutch, and how it is written back."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from editorial.content_files.fields import (
    Address,
    Choice,
    Day,
    Field,
    Flag,
    Group,
    Integer,
    Many,
    Moment,
    Number,
    Series,
    Text,
    Word,
)
from editorial.content_files.formats.problems import Problem, Where
from editorial.content_files.formats.yaml_files import FlowList, read_yaml, write_yaml
from editorial.content_files.rich_text_field import RunningText

KNOWN = {"channels": frozenset({"post", "web"}), "addresses": frozenset({"methode:18"})}
CHANNEL = Word(vocabulary="channels")
GROUP = Group(fields={"title": Text(required=True), "count": Integer()})


def where() -> Where:
    return Where("methods/001.yaml", "steps[2]", KNOWN)


@pytest.mark.parametrize(
    ("field", "raw", "value", "written"),
    [
        (Text(), "  een \n twee ", "een twee", "een twee"),
        (Text(multiline=True), "een  \n\ntwee\n", "een\n\ntwee", "een\n\ntwee"),
        (Address(), "https://bron.example/a?b=1", "https://bron.example/a?b=1", "https://bron.example/a?b=1"),
        (Integer(), "12", 12, "12"),
        (Number(), "12.50", Decimal("12.50"), "12.5"),
        (Number(), "1000", Decimal(1000), "1000"),
        (Number(), "1.2340", Decimal("1.234"), "1.2340"),
        (Number(), "1234.567", Decimal("1234.567"), "1234.567"),
        (Integer(), "12.000", 12000, "12000"),
        (Day(), "2026-11-23", date(2026, 11, 23), "2026-11-23"),
        (Moment(), "2026-11-23T09:00:00+00:00", datetime(2026, 11, 23, 9, tzinfo=UTC), "2026-11-23T09:00:00+00:00"),
        (Flag(), "true", True, "true"),
        (Flag(), "false", False, "false"),
        (Choice(choices=("a", "b")), "b", "b", "b"),
        (CHANNEL, "post", "post", "post"),
        (Series(), {"2014": "58", "2015": "68"}, "2014: 58\n2015: 68", {"2014": "58", "2015": "68"}),
        (Many(of=CHANNEL, inline=True), ["web", "post"], ["web", "post"], FlowList(["web", "post"])),
        (GROUP, {"title": "Een"}, {"title": "Een", "count": None}, {"title": "Een"}),
        (RunningText(), "Zie [18](methode:18).", "Zie [18](methode:18).", "Zie [18](methode:18).\n"),
    ],
)
def test_read_and_written_back(field: Field, raw: Any, value: Any, written: Any) -> None:
    place = where()
    assert field.clean(raw, place) == value
    assert place.problems == []
    assert field.write(value) == written


@pytest.mark.parametrize(
    ("field", "raw", "message"),
    [
        (Text(), ["een"], "steps[2]: moet tekst zijn"),
        (Text(max_length=3), "vier", "steps[2]: is te lang: 4 tekens, hoogstens 3"),
        (Text(required=True), "", "steps[2]: ontbreekt of is leeg"),
        (Address(), "ftp://bron.example/", "steps[2]: ‘ftp://bron.example/’ is geen webadres"),
        (Address(), "https:///pad", "steps[2]: ‘https:///pad’ is geen webadres"),
        (Integer(), "1.5", "steps[2]: ‘1.5’ is geen geheel getal"),
        (Number(), "Infinity", "steps[2]: ‘Infinity’ is geen getal"),
        (Number(), "12,5", "steps[2]: ‘12,5’ is geen getal"),
        (Number(), "33.000", "steps[2]: ‘33.000’ kan twee getallen zijn; schrijf 33000 of 33.0000"),
        (Number(), "1e5", "steps[2]: ‘1e5’ is geen getal"),
        (Number(), "9" * 13, f"steps[2]: ‘{'9' * 13}’ is geen getal"),
        (Number(), ["1"], "steps[2]: ‘['1']’ is geen getal"),
        (Integer(), "6,000", "steps[2]: ‘6,000’ is geen geheel getal"),
        (Integer(), "1_000", "steps[2]: ‘1_000’ is geen geheel getal"),
        (Day(), "23-11-2026", "steps[2]: ‘23-11-2026’ is geen datum zoals 2026-11-23"),
        (Moment(), "2026-11-23T09:00:00", "steps[2]: ‘2026-11-23T09:00:00’ is geen moment zoals "
                                          "2026-11-23T09:00:00+00:00"),
        (Flag(), "ja", "steps[2]: ‘ja’ moet true of false zijn"),
        (Choice(choices=("a", "b")), "c", "steps[2]: ‘c’ bestaat niet; kies uit a, b"),
        (CHANNEL, "fax", "steps[2]: ‘fax’ staat niet in de lijst channels"),
        (Series(), ["2014"], "steps[2]: moet regels ‘moment: waarde’ hebben"),
        (Many(of=CHANNEL), "post", "steps[2]: moet een lijst zijn"),
        (Many(of=CHANNEL), ["post", "fax"], "steps[2][1]: ‘fax’ staat niet in de lijst channels"),
        (Many(of=CHANNEL, inline=True), ["post", "post"], "steps[2]: noemt iets twee keer"),
        (GROUP, "Een", "steps[2]: moet velden met een naam hebben"),
        (GROUP, {"title": "Een", "kleur": "rood"}, "steps[2].kleur: bestaat niet"),
        (GROUP, {"count": "3"}, "steps[2].title: ontbreekt of is leeg"),
        (RunningText(), ["een"], "steps[2]: moet tekst zijn"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_place(field: Field, raw: Any, message: str) -> None:
    place = where()
    field.clean(raw, place)
    assert [str(problem) for problem in place.problems] == [f"methods/001.yaml: {message}"]


@pytest.mark.parametrize(
    ("field", "empty"),
    [(Text(), ""), (Integer(), None), (Flag(), False), (Many(), []), (GROUP, {"title": "", "count": None})],
)
@pytest.mark.parametrize("raw", [None, "", {}])
def test_what_is_not_there_is_empty(field: Field, empty: Any, raw: Any) -> None:
    place = where()
    assert field.clean(raw, place) == empty
    assert place.problems == []


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("waar: yes\ndag: 2026-11-23\ngetal: 010\nniets: null\n", {"waar": "yes", "dag": "2026-11-23", "getal": "010",
                                                                   "niets": "null"}),
        ("\N{BOM}titel: Eén\n", {"titel": "Eén"}),
        ("lijst: [web, post]\n", {"lijst": ["web", "post"]}),
    ],
)  # fmt: skip
def test_every_scalar_of_a_file_is_text(tmp_path: Path, text: str, data: Any) -> None:
    path = tmp_path / "een.yaml"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    assert read_yaml(path, "een.yaml", problems) == data
    assert problems == []


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"titel: een\ntitel: twee\n", "een.yaml: regel 2: geen leesbare YAML: 'titel' staat er twee keer"),
        (b"titel: [een\n", "een.yaml: regel 2: geen leesbare YAML"),
        (b"titel: \xff\n", "een.yaml: niet te lezen"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "een.yaml"
    path.write_bytes(data)
    problems: list[Problem] = []
    assert read_yaml(path, "een.yaml", problems) is None
    assert [str(found)[: len(problem)] for found in problems] == [problem]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"titel": "yes", "dag": "2026-11-23"}, "titel: yes\ndag: 2026-11-23\n"),
        ({"kanalen": FlowList(["web", "post"])}, "kanalen: [web, post]\n"),
        ({"tekst": "een\ntwee\n"}, "tekst: |\n  een\n  twee\n"),
        ({"stappen": [{"titel": "een"}]}, "stappen:\n  - titel: een\n"),
    ],
)
def test_there_is_one_way_to_write_a_file(data: Any, text: str) -> None:
    assert write_yaml(data) == text
