"""The published formulas, with vectors worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.scan.formulas import Level, Line, Mean, compare, quartiles, scan, whole
from tests.generated import draws

NOT, PARTLY, FULLY = Level


def test_twenty_exemptions_do_not_weigh_as_much_as_a_thousand_permits() -> None:
    """(100 + 0) / 2 = 50, but (20 * 100 + 1000 * 0) / 1020 = 1.96."""
    found = scan([Line("ontheffing", FULLY, FULLY, 20), Line("vergunning", NOT, FULLY, 1000)])
    assert found.plain == Mean(Fraction(50), 2)
    assert found.weighted == Mean(Fraction(2000, 1020), 2)
    assert (found.weighted.whole, found.plain_gap.whole, found.weighted_gap.whole) == (2, 50, 98)
    assert [(part.line.product, part.percent) for part in found.main_parts] == [("vergunning", 100)]


def test_the_distance_is_to_the_own_optimum() -> None:
    """Half digital is right where half is the optimum: (0 + 50) / 2 = 25."""
    found = scan([Line("huwelijk", PARTLY, PARTLY, 100), Line("vergunning", PARTLY, FULLY, 300)])
    assert (found.plain_gap.value, found.weighted_gap.value) == (25, Fraction(75, 2))


def test_a_product_above_its_optimum_is_said_and_makes_up_for_nothing() -> None:
    found = scan([Line("uitkering", FULLY, PARTLY, 500), Line("vergunning", PARTLY, FULLY, 500)])
    assert [line.product for line in found.above] == ["uitkering"]
    assert (found.plain_gap.value, found.weighted_gap.value) == (25, 25)
    assert scan([Line("melding", FULLY, FULLY, login_needed=False, login_asked=True)]).above
    assert not scan([Line("melding", FULLY, FULLY, login_needed=True, login_asked=True)]).above


@pytest.mark.parametrize("lines", [[], [Line("paspoort"), Line("rijbewijs")], [Line("paspoort", volume=0)]])
def test_nothing_filled_in_or_all_unknown_gives_no_number(lines: list[Line]) -> None:
    found = scan(lines)
    means = (found.plain, found.weighted, found.plain_gap, found.weighted_gap)
    assert means == (Mean(None, 0),) * 4
    assert (found.parts, found.main_parts, found.above) == ((), (), ())


def test_what_is_unknown_counts_nowhere() -> None:
    """A level without an optimum is in the means, not in the gap; one without a volume has no part of it."""
    found = scan([Line("a", FULLY), Line("b", NOT, FULLY), Line("c", PARTLY, FULLY, 10), Line("d", volume=9_999)])
    assert found.plain == Mean(Fraction(50), 3)
    assert found.weighted == Mean(Fraction(50), 1)
    assert found.plain_gap == Mean(Fraction(75), 2)
    assert [(part.line.product, part.percent) for part in found.parts] == [("c", 100), ("b", None)]


def test_a_product_that_nobody_asked_for_has_no_part() -> None:
    found = scan([Line("a", NOT, FULLY, 0), Line("b", NOT, FULLY, 5)])
    assert [(part.line.product, part.percent) for part in found.parts] == [("b", 100), ("a", 0)]
    assert scan([Line("a", NOT, FULLY, 0)]).parts[0].percent is None


def test_the_fewest_products_that_make_most_of_the_gap() -> None:
    """Gaps of 100 points times 500, 300, 150 and 50: 50% is not more than half, 80% is."""
    lines = [Line(name, NOT, FULLY, volume) for name, volume in (("a", 50), ("b", 300), ("c", 500), ("d", 150))]
    found = scan(lines)
    assert [part.line.product for part in found.main_parts] == ["c", "b"]
    assert [part.percent for part in found.parts] == [50, 30, 15, 5]


def test_requests_that_are_not_digital() -> None:
    assert Line("a", volume=1000, digital=Decimal("33.3")).not_digital == 667
    assert Line("a", volume=1000).not_digital is None


def test_two_years_compare_the_same_products_with_the_same_weights() -> None:
    then = [Line("a", NOT, volume=1), Line("b", PARTLY, volume=1), Line("gone", FULLY, volume=50)]
    now = [Line("a", FULLY, volume=30), Line("b", PARTLY, volume=10), Line("new", NOT, volume=9)]
    found = compare(then, now)
    assert [mean.value for mean in found.plain] == [25, 75]
    assert [mean.value for mean in found.weighted] == [Fraction(500, 40), Fraction(3500, 40)]
    assert [(was.level, row.level) for was, row in found.moved] == [(NOT, FULLY)]


def test_quartiles_from_eight_on() -> None:
    """Of 0, 10, … 70 the places are 1.75, 3.5 and 5.25."""
    assert quartiles([0, 10, 20, 30, 40, 50, 60]) is None
    assert quartiles([70, 60, 50, 40, 30, 20, 10, 0]) == (18, 35, 53)


def test_a_half_is_rounded_up() -> None:
    assert [whole(Fraction(value, 2)) for value in (1, 3, 4, 199)] == [1, 2, 2, 100]


lines = st.lists(
    st.builds(
        Line,
        product=st.text(min_size=1, max_size=3),
        level=st.none() | st.sampled_from(Level),
        optimum=st.none() | st.sampled_from(Level),
        volume=st.none() | st.integers(0, 10**12),
        login_needed=st.none() | st.booleans(),
        login_asked=st.none() | st.booleans(),
    ),
    max_size=12,
)


@pytest.mark.generated
@given(lines)
@settings(max_examples=draws(60, 5_000))
def test_every_mean_is_between_nothing_and_all_and_the_parts_are_the_whole(rows: list[Line]) -> None:
    found = scan(rows)
    for mean in (found.plain, found.weighted, found.plain_gap, found.weighted_gap):
        assert mean.value is None or 0 <= mean.value <= 100
    parts = [part.percent for part in found.parts if part.percent is not None]
    assert not parts or sum(parts) == 100
    assert not parts or sum(part.percent or 0 for part in found.main_parts) > 50
    without_volume = [Line(row.product, row.level, row.optimum) for row in rows]
    assert scan(without_volume).plain == found.plain
    assert compare(rows, rows).moved == () or len({row.product for row in rows}) < len(rows)
