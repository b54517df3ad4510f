from __future__ import annotations

from decimal import Decimal

import pytest

from core.charts.series import Series

D = Decimal


@pytest.mark.parametrize(
    ("unit", "value", "text"),
    [
        ("percent", D("34.5"), "34,5%"),
        ("percent", D(-3), "\N{MINUS SIGN}3%"),
        ("eur", D(33000), "€ 33.000"),
        ("gbp", D("6.62"), "£ 6,62"),
        ("count", D(850_000), "850.000"),
    ],
)
def test_a_value_is_written_in_its_unit(unit: str, value: Decimal, text: str) -> None:
    series = Series("iets", (("2024", value),), unit)
    assert (series.values, series.texts) == ((value,), (text,))
