"""The values of a series as lines: one thing, by one channel, in one unit. Drawn as bars in the rows of their table.

Nothing is computed of what a source gives, except which values stand on either side of a break. Pure Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from core.charts.axis import Axis, build_axis
from core.text.numbers import number, sentence_case

UNKNOWN_PERIOD = "Jaar niet gepubliceerd"
_PERCENT = "%"


class Value(NamedTuple):
    """A figure: `value` with `unit`, or `words`. `year` orders it and places it beside a break."""

    period: str
    year: int | None
    value: Decimal | None
    unit: str = ""
    words: str = ""
    qualifier: str = ""
    source_title: str = ""
    source_url: str = ""
    certainty: str = ""
    sample: str = ""

    @property
    def text(self) -> str:
        """`circa 390 mln contacten`; a percent sign stands against its number."""
        if self.value is None:
            return self.words
        space = "" if self.unit.startswith(_PERCENT) else " "
        return f"{self.qualifier} {number(self.value)}{space}{self.unit}".strip()

    @property
    def short(self) -> str:
        """The same without what its unit is of, for a row under a heading that says that."""
        if self.value is None:
            return self.words
        return f"{self.qualifier} {number(self.value)}{_PERCENT if self.unit.startswith(_PERCENT) else ''}".strip()

    @property
    def letters(self) -> list[str]:
        """The certainty letters, one or two."""
        return self.certainty.split("/") if self.certainty else []

    @property
    def when(self) -> str:
        return self.period or UNKNOWN_PERIOD


class Break(NamedTuple):
    from_year: int
    text: str


class Row(NamedTuple):
    """A value with the length of its bar (0 to 100, None without a number), below what changed just before it."""

    value: Value
    length: Decimal | None
    changed: str = ""


class Line(NamedTuple):
    """`key` is its place in an address. `sentences` say what the rows show."""

    key: str
    label: str
    channel: str
    unit: str
    rows: tuple[Row, ...]
    axis: Axis | None
    sentences: tuple[str, ...]

    @property
    def title(self) -> str:
        channel = self.channel[:1].lower() + self.channel[1:]
        parts = [part for part in (self.label, channel) if part]
        return sentence_case(", ".join(parts) or self.unit or "Wat de bron zegt")


def on_one_axis(lines: Sequence[Line]) -> list[Line]:
    """The lines with bars of one length for one value, so that they can be compared by eye. They share a unit."""
    known = [row.value.value for line in lines for row in line.rows if row.value.value is not None]
    if not known:
        return list(lines)
    axis = build_axis(known, number, is_share=lines[0].unit.startswith(_PERCENT))
    return [line._replace(axis=axis, rows=tuple(_on(axis, row) for row in line.rows)) for line in lines]


class Moment(NamedTuple):
    """A period with the row that each of two lines has of it; `changed` is what changed just before it."""

    when: str
    first: Row | None
    second: Row | None
    changed: str


def by_period(first: Line, second: Line) -> list[Moment]:
    """Every row of two lines, those of one period together, in the order of the years; what has no year stands last.

    Of several rows of one period the first stands with the first of the other line, and so on.
    """
    found: dict[tuple[bool, int, str, int], list[Row | None]] = {}
    for side, line in enumerate((first, second)):
        seen = Counter[str]()
        for row in line.rows:
            when, year = row.value.when, row.value.year
            key = (year is None, year or 0, when, seen[when])
            seen[when] += 1
            found.setdefault(key, [None, None])[side] = row
    return [
        Moment(key[2], mine, theirs, " ".join(row.changed for row in (mine, theirs) if row and row.changed))
        for key, (mine, theirs) in sorted(found.items(), key=lambda each: each[0][:2])
    ]


def _on(axis: Axis, row: Row) -> Row:
    return row._replace(length=None if row.value.value is None else axis.at(row.value.value))


def make_line(
    key: str, label: str, channel: str, unit: str, values: Iterable[Value], breaks: Sequence[Break] = ()
) -> Line:
    """A line of values in the order of their years; what has no year stands last."""
    ordered = sorted(values, key=lambda value: (value.year is None, value.year or 0))
    known = [value.value for value in ordered if value.value is not None]
    axis = build_axis(known, number, is_share=unit.startswith(_PERCENT)) if known else None
    parts = list(_unbroken(ordered, breaks))
    rows = [
        Row(value, None if axis is None or value.value is None else axis.at(value.value), change if not place else "")
        for change, part in parts
        for place, value in enumerate(part)
    ]
    said = [sentence for _, part in parts if (sentence := _sentence(part))]
    said += [f"Voor en na {each.from_year} is niet hetzelfde geteld." for each in _between(ordered, breaks)]
    return Line(key, label, channel, unit, tuple(rows), axis, tuple(said))


def _unbroken(values: Sequence[Value], breaks: Sequence[Break]) -> Iterator[tuple[str, list[Value]]]:
    """The values between two breaks, with what changed before the first of them; those without a year apart."""
    started = False
    for (_, is_unknown), part in groupby(values, lambda value: (_passed(value, breaks), value.year is None)):
        passed = list(part)
        crossed = _last(passed[0], breaks) if started and not is_unknown else None
        yield (f"Vanaf {crossed.from_year} anders geteld: {crossed.text}" if crossed else "", passed)
        started = True


def _passed(value: Value, breaks: Sequence[Break]) -> int:
    return sum(value.year is not None and value.year >= each.from_year for each in breaks)


def _last(value: Value, breaks: Sequence[Break]) -> Break | None:
    passed = [each for each in breaks if value.year is not None and value.year >= each.from_year]
    return max(passed, key=lambda each: each.from_year, default=None)


def _between(values: Sequence[Value], breaks: Sequence[Break]) -> list[Break]:
    """The breaks that have values on both sides."""
    years = [value.year for value in values if value.year is not None]
    if not years:
        return []
    return sorted(each for each in breaks if min(years) < each.from_year <= max(years))


def _sentence(values: Sequence[Value]) -> str:
    """`214.997 in 2016 en 163.408 in 2019.`; nothing when fewer than two have a number and a period."""
    known = [value for value in values if value.value is not None and value.period]
    if len(known) < 2:
        return ""
    first, last = known[0], known[-1]
    return f"{sentence_case(first.text)} in {first.period} en {last.text} in {last.period}."
