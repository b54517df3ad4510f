"""Convert published figures to the types of `evidence`. A missing figure stays missing. No database."""

from __future__ import annotations

from decimal import Decimal

from cases.choices import Contrast, Shape
from cases.figures.published_figures import PublishedFigures
from evidence import (
    Better,
    Counts,
    Figures,
    Points,
    Relative,
    RelativeRange,
    Result,
    Series,
    Shares,
    Single,
    Spoken,
    Values,
    Words,
)


def measured(published: PublishedFigures) -> Result:
    """The figures with the side that is better, for `evidence`; whose they are is not said.

    :raises ValueError: when the figures cannot be.
    """
    better = Better.HIGHER if published.higher_is_better else Better.LOWER
    return Result("", "", figures_of(published), better, comparison=comparison_of(published))


def figures_of(published: PublishedFigures) -> Figures:
    """The figures in the shape of the source; `Single` when there is nothing to compare or something is missing.

    :raises ValueError: when the figures cannot be.
    """
    if published.contrast == Contrast.NONE:
        return Single()
    found: Figures | None = None
    match published.shape:
        case Shape.COUNTS:
            found = _counts(published)
        case Shape.SHARE if published.first is not None and published.second is not None:
            found = Shares(float(published.first), float(published.second))
        case Shape.VALUE if published.first is not None and published.second is not None:
            found = Values(float(published.first), float(published.second))
        case Shape.POINTS if published.change_points is not None:
            found = Points(float(published.change_points))
        case Shape.RELATIVE if published.change_factor is not None:
            found = Relative(float((published.change_factor - 1) * 100))
        case Shape.RELATIVE if published.change_relative is not None:
            found = Relative(float(published.change_relative))
        case Shape.RANGE if published.change_low is not None and published.change_high is not None:
            found = RelativeRange(float(published.change_low), float(published.change_high))
        case Shape.TEXT if published.outcome:
            found = Words(Spoken(published.outcome))
    return found or Single()


def comparison_of(published: PublishedFigures) -> Series | None:
    """What the same indicator did elsewhere in the same time: only beside a before and after, with both its figures.

    Beside ‘without and with’ the other group is one of the two sides already, so nothing is subtracted twice.

    :raises ValueError: when its figures cannot be.
    """
    first, second = published.comparison_first, published.comparison_second
    if first is None or second is None or published.contrast != Contrast.BEFORE_AFTER:
        return None
    if published.shape == Shape.VALUE:
        return Values(float(first), float(second))
    if published.shape not in (Shape.COUNTS, Shape.SHARE):
        return None
    totals = published.comparison_first_total, published.comparison_second_total
    if totals[0] and totals[1]:
        return Counts(_events(first, totals[0]), totals[0], _events(second, totals[1]), totals[1])
    return Shares(float(first), float(second))


def _counts(published: PublishedFigures) -> Counts | None:
    cells = (published.first_events, published.first_total, published.second_events, published.second_total)
    if any(cell is None for cell in cells):
        return None
    return Counts(*(cell or 0 for cell in cells))


def _events(share: Decimal, total: int) -> int:
    """The whole number that the published share comes from."""
    return round(float(share) * total / 100)
