from __future__ import annotations

from decimal import Decimal

import pytest

from core.charts.columns import HEIGHT, column_chart
from core.charts.series import Series

D = Decimal
SERIES = (("2014", D(58)), ("2015", D(68)), ("2017", D(75)))


def test_columns_stand_on_zero_and_inside_the_drawing() -> None:
    chart = column_chart(Series("digitale volwassenheid", SERIES, "percent"))
    assert chart is not None
    floors = {column.top + column.height for column in chart.columns}
    assert len(floors) == 1
    assert floors == {chart.lines[0].y}
    assert chart.lines[0].text == "0%"
    assert all(column.x >= 0 and column.x + column.width <= 100 for column in chart.columns)
    assert all(0 < column.value_at < HEIGHT for column in chart.columns)
    assert [column.is_last for column in chart.columns] == [False, False, True]
    assert chart.sentence == "Digitale volwassenheid: 58% in 2014 en 75% in 2017."


def test_heights_are_in_proportion() -> None:
    chart = column_chart(Series("telling", (("a", D(10)), ("b", D(20))), "count"))
    assert chart is not None
    low, high = chart.columns
    assert high.height == low.height * 2


def test_one_measurement_or_a_negative_one_is_no_drawing() -> None:
    assert column_chart(Series("telling", SERIES[:1], "count")) is None
    assert column_chart(Series("telling", (("a", D(-1)), ("b", D(2))), "count")) is None


@pytest.mark.parametrize(
    ("unit", "values", "texts", "end"),
    [
        ("percent", [58, 75], ["58%", "75%"], "100%"),
        ("count", [3000, 5848], ["3.000", "5.848"], "6.000"),
        ("count", [0, 0], ["0", "0"], "1"),
    ],
)
def test_numbers_are_written_with_their_unit(unit: str, values: list[int], texts: list[str], end: str) -> None:
    points = tuple((str(2014 + place), D(value)) for place, value in enumerate(values))
    chart = column_chart(Series("telling", points, unit))
    assert chart is not None
    assert [column.value for column in chart.columns] == texts
    assert chart.lines[-1].text == end
