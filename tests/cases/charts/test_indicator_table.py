"""One indicator as a table with a chart: which rows are drawn, and on which axis."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from cases.charts.indicator_table import indicator_tables, is_drawn
from cases.choices import Contrast, Shape
from cases.results.result_row import ResultRow
from tests.cases.published import row as a_row
from vocabulary.models import Indicator

D = Decimal
CALLS = Indicator(slug="gebeld", label="telefoontjes", unit="count", better="lower")


def row(shape: str, first: Decimal | None, second: Decimal | None, **values: Any) -> ResultRow:
    return a_row(shape, indicator=CALLS, first=first, second=second, **values)


SHARES, VALUES = row(Shape.SHARE, D(34), D(50)), row(Shape.VALUE, D(900), D(700))
BELOW_ZERO, RELATIVE = row(Shape.VALUE, D(-5), D(7)), row(Shape.RELATIVE, None, None, change_relative=D(44))
WITH_TREND = row(Shape.SHARE, D(34), D(50), comparison_first=D(30), comparison_second=D(48))
TREND_TO_80 = row(Shape.SHARE, D(34), D(50), comparison_first=D(30), comparison_second=D(80))


@pytest.mark.parametrize(
    ("one", "drawn"),
    [
        (SHARES, True),
        (VALUES, True),
        (BELOW_ZERO, False),
        (RELATIVE, False),
        (WITH_TREND, True),
    ],
)
def test_what_is_drawn(one: ResultRow, drawn: bool) -> None:
    assert is_drawn(one) is drawn
    assert len(indicator_tables([one])) == drawn


@pytest.mark.parametrize(
    ("rows", "axes"),
    [
        ([], []),
        ([BELOW_ZERO, RELATIVE], []),
        ([SHARES], [("0%", "60%")]),
        ([VALUES, SHARES], [("0%", "60%"), ("0", "1.000")]),
        ([SHARES, row(Shape.SHARE, D(40), D(77))], [("0%", "100%")]),
        ([TREND_TO_80], [("0%", "100%")]),
    ],
)
def test_shares_and_values_never_share_an_axis(rows: list[ResultRow], axes: list[tuple[str, str]]) -> None:
    assert [(table.axis.first, table.axis.last) for table in indicator_tables(rows)] == axes


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ([("voor", "na"), ("voor", "na")], ("voor", "na")),
        ([("voor", "na"), ("zonder", "met")], ("voor of zonder", "na of met")),
    ],
)
def test_the_words_above_the_columns(words: list[tuple[str, str]], named: tuple[str, str]) -> None:
    contrasts = [Contrast.WITHOUT_WITH if each == ("zonder", "met") else Contrast.BEFORE_AFTER for each in words]
    [table] = indicator_tables([row(Shape.SHARE, D(34), D(50), contrast=contrast) for contrast in contrasts])
    assert table.words == named


def test_positions_are_those_of_the_numbers_and_of_the_trend() -> None:
    [table] = indicator_tables([WITH_TREND])
    [drawn] = table.rows
    assert (drawn.sides, table.axis.last) == ((D(34), D(50)), "60%")
    assert drawn.trend is not None
    assert tuple(map(table.axis.at, drawn.trend.values)) == (D(50), D(80))
    assert table.pooled is None
