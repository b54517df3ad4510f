"""One indicator as a table with a chart: which rows are drawn, and on which axis."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest

from cases.charts.indicator_table import indicator_tables, is_drawn
from cases.choices import Shape
from cases.figures.computed_change import compute_change
from cases.figures.display import build_figure
from cases.figures.published_figures import Published
from cases.results.result_row import ResultRow, Trend
from vocabulary.models import Indicator

D = Decimal
CALLS = Indicator(slug="gebeld", label="telefoontjes", unit="count", better="lower")


def row(shape: str, first: Decimal | None, second: Decimal | None, relative: Decimal | None = None) -> ResultRow:
    published = Published(shape=shape, higher_is_better=True, first=first, second=second, change_relative=relative)
    return ResultRow(
        uuid=UUID(int=0),
        case_id=1,
        case_number=1,
        case_title="Praktijk",
        case_url="/praktijk/een/",
        organisations=("Kredietbank",),
        indicator=CALLS,
        figure=build_figure(published, compute_change(published), "count", "before-after"),
        as_published="",
        contrast="before-after",
        contrast_words=("voor", "na"),
        contrast_labels=("", ""),
        design="before_after",
        design_label="",
        reported_by="doer",
        period="2025",
        period_known=True,
        period_note="",
        totals_known=False,
        totals=("", ""),
        first_derived=False,
        sample="",
        note="",
        sources=(),
        comparison="",
    )


SHARES, VALUES = row(Shape.SHARE, D(34), D(50)), row(Shape.VALUE, D(900), D(700))
BELOW_ZERO, RELATIVE = row(Shape.VALUE, D(-5), D(7)), row(Shape.RELATIVE, None, None, D(44))
TREND = Trend("elders", "30", "48", D(30), D(48), "")


@pytest.mark.parametrize(
    ("one", "drawn"),
    [
        (SHARES, True),
        (VALUES, True),
        (BELOW_ZERO, False),
        (RELATIVE, False),
        (replace(SHARES, trend=TREND), True),
        (replace(SHARES, trend=replace(TREND, second_value=D(-1))), False),
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
        ([replace(SHARES, trend=replace(TREND, second_value=D(80)))], [("0%", "100%")]),
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
    [table] = indicator_tables([replace(SHARES, contrast_words=each) for each in words])
    assert table.words == named


def test_positions_are_those_of_the_numbers_and_of_the_trend() -> None:
    [table] = indicator_tables([replace(SHARES, trend=TREND)])
    [drawn] = table.rows
    assert (drawn.first_at, drawn.second_at) == (table.axis.at(D(34)), table.axis.at(D(50)))
    assert drawn.trend is not None
    assert (drawn.trend.first_at, drawn.trend.second_at) == (D(50), D(80))
    assert table.pooled is None
