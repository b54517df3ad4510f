"""Valid results in every shape, for property tests, and short ways to write the ones a test is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from evidence import (
    Better,
    Counts,
    Design,
    Points,
    Relative,
    RelativeRange,
    ReportedBy,
    Result,
    Role,
    Shares,
    Single,
    Spoken,
    Values,
    Words,
)
from evidence.figures import LARGEST

DAY = date(2026, 11, 1)
# What a well reported result has, so that a test of one rule is not about another.
WELL = {"period_known": True, "source_opens": True, "months": 6, "measured_on": date(2025, 6, 1)}


def result(organisation: str, figures: Any = None, design: Design = Design.BEFORE_AFTER, **more: Any) -> Result:
    """A well reported result: 34% to 50% of a thousand unless told otherwise."""
    figures = figures if figures is not None else Counts(340, 1000, 500, 1000)
    return Result(organisation=organisation, figures=figures, design=design, **{"indicator": "aandeel", **WELL, **more})


def side() -> st.SearchStrategy[tuple[int, int]]:
    """Events and total: one person, nobody, everybody and more than there are people in the world included."""
    totals = st.one_of(st.integers(1, 12), st.integers(1, 5000), st.integers(10**6, 10**10), st.just(LARGEST))
    return totals.flatmap(
        lambda total: st.one_of(st.integers(0, total), st.sampled_from([0, total])).map(lambda events: (events, total))
    )


COUNTS = st.tuples(side(), side()).map(lambda both: Counts(*both[0], *both[1]))
PERCENT = st.floats(0, 100)
VALUE = st.floats(-LARGEST, LARGEST)
ERROR = st.none() | st.floats(0, LARGEST)
SHARES = st.builds(Shares, PERCENT, PERCENT)
VALUES = st.builds(Values, VALUE, VALUE, ERROR, ERROR)
RELATIVE = st.floats(-100, LARGEST)
FIGURES = st.one_of(
    COUNTS,
    SHARES,
    VALUES,
    st.builds(Points, st.floats(-100, 100)),
    st.builds(Relative, RELATIVE),
    st.builds(RelativeRange, RELATIVE, RELATIVE),
    st.builds(Words, st.sampled_from(Spoken)),
    st.just(Single()),
)


def _with_comparison(drawn: Result) -> st.SearchStrategy[Result]:
    if isinstance(drawn.figures, Counts | Shares):
        series: st.SearchStrategy[Any] = st.none() | COUNTS | SHARES
    elif isinstance(drawn.figures, Values):
        series = st.none() | VALUES
    else:
        series = st.none()
    return series.map(lambda found: Result(**{**drawn.__dict__, "comparison": found}))


def results(figures: st.SearchStrategy[Any] = FIGURES, organisations: int = 6) -> st.SearchStrategy[Result]:
    """One valid result. An indicator is always better in the same way and of the same role."""
    indicators = st.sampled_from(
        [
            ("gemist", Better.LOWER, Role.MAIN),
            ("digitaal", Better.HIGHER, Role.MAIN),
            ("tevreden", Better.HIGHER, Role.GUARD),
        ]
    )
    return (
        st.tuples(
            st.sampled_from([f"organisatie {number}" for number in range(organisations)]),
            indicators,
            figures,
            st.sampled_from(Design),
            st.none() | st.floats(0, 200),
            st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)),
            st.sampled_from(ReportedBy),
            st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
        )
        .map(_built)
        .flatmap(_with_comparison)
    )


def _built(drawn: tuple[Any, ...]) -> Result:
    organisation, (indicator, better, role), figures, design, months, measured_on, reported_by, flags = drawn
    guard, totals, period, opens = flags
    return Result(
        organisation=organisation,
        name=organisation.title(),
        indicator=indicator,
        better=better,
        role=role,
        figures=figures,
        design=design,
        months=months,
        measured_on=measured_on,
        reported_by=reported_by,
        reports_guard=guard,
        totals_known=totals,
        period_known=period,
        source_opens=opens,
    )
