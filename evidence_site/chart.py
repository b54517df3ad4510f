"""The one chart of the overview, drawn from what stands beside it in words. Indicators never share an axis.

Without a chosen indicator: how many results went which way, from 0. With one: each row from its first to its second
value, on one axis from 0, drawn in the very table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from cases.charts.indicator_table import indicator_tables
from cases.choices import Direction
from cases.results.result_row import ResultRow
from core.charts.axis import Axis, build_axis
from core.text.numbers import enumeration, number


@dataclass(frozen=True)
class Bar:
    """How many results went one way; `width` 0 to 100 of the axis."""

    name: str
    count: int
    width: Decimal


@dataclass(frozen=True)
class CountChart:
    axis: Axis
    bars: tuple[Bar, ...]
    sentence: str


@dataclass(frozen=True)
class Dumbbells:
    """Positions (0 to 100) of both values, by uuid of the result, on one axis. `undrawn` rows have no two values."""

    axis: Axis
    places: Mapping[UUID, tuple[Decimal, Decimal]]
    undrawn: int


def count_chart(
    counts: Mapping[Direction, int], *, one_indicator: bool = False, head_to_head: int = 0
) -> CountChart | None:
    """The counts per direction; None when there are none. The order is fixed: no direction goes first or last.

    How many compare two arms `head_to_head` is said beside it: they have no direction.
    """
    total = sum(counts.values())
    if not total:
        return None
    shown = [value for value in Direction if counts.get(value)]
    axis = build_axis([Decimal(counts[value]) for value in shown], number)
    parts = [f"{number(counts[value])} keer {str(value.label).lower()}" for value in shown]
    noun = "resultaat" if total == 1 else "resultaten"
    about = "" if one_indicator else "Ze gaan over verschillende dingen. "
    sentence = f"{number(total)} {noun}: {enumeration(parts)}. {about}Dit zegt niets over hoe groot een verandering is."
    if head_to_head:
        several = "vergelijken" if head_to_head > 1 else "vergelijkt"
        sentence += f" {number(head_to_head)} {several} twee aanpakken met elkaar en staat hier niet bij."
    bars = (Bar(str(value.label), counts[value], axis.at(Decimal(counts[value]))) for value in shown)
    return CountChart(axis, tuple(bars), sentence)


def dumbbells(rows: Sequence[ResultRow]) -> Dumbbells | None:
    """For rows of one indicator. Shares and plain values never share an axis: the larger group is drawn.

    None when no row is drawn, or when the rows are of more than one indicator.
    """
    if len({row.indicator.pk for row in rows}) > 1:
        return None
    table = max(indicator_tables(rows), key=lambda table: len(table.rows), default=None)
    if table is None:
        return None
    places = {row.uuid: (table.axis.at(row.sides[0]), table.axis.at(row.sides[1])) for row in table.rows if row.sides}
    return Dumbbells(table.axis, places, len(rows) - len(places))
