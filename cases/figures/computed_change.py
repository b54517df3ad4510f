"""What a result says, computed from what was published. Pure Python.

Nothing here is ever typed by an editor: the change in points, the relative change and whether it is better all follow
from the published numbers and from which direction is better for the indicator. What does not follow stays None:
points are not turned into percentages, a relative change not into points. The direction is that of rule 1 (`evidence`),
so a row never says anything else than the summary it counts in.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cases.choices import Direction, Shape
from cases.figures.evidence_adapter import judge
from cases.figures.published_figures import Published
from evidence import Effect, LeftAfterTrend

_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Change:
    """The computed side of a result: start and end, difference, and whether that is better.

    `effect` and `left` (after the trend beside it, where there is one) are what `evidence` computes with.
    """

    first: Decimal | None
    second: Decimal | None
    points: Decimal | None
    relative: Decimal | None
    direction: Direction
    effect: Effect
    left: LeftAfterTrend | None


def share(events: int | None, total: int | None) -> Decimal | None:
    """A share in percent, unrounded; None when a number is missing or the total is 0."""
    if events is None or not total:
        return None
    return Decimal(events) * _HUNDRED / Decimal(total)


def compute_change(published: Published) -> Change:
    """Everything that follows from the published numbers (see the module)."""
    first, second = published.first, published.second
    if published.shape == Shape.COUNTS:
        first = share(published.first_events, published.first_total)
        second = share(published.second_events, published.second_total)
    points = published.change_points
    relative = published.change_relative
    if published.change_factor is not None:
        relative = (published.change_factor - 1) * _HUNDRED
    if first is not None and second is not None:
        if published.shape in (Shape.COUNTS, Shape.SHARE):
            points = second - first
        if first != 0:
            relative = (second - first) * _HUNDRED / first
    judged = judge(published)
    return Change(first, second, points, relative, judged.direction, judged.effect, judged.left)
