"""What it would mean at your own starting share. For shares only: odds ratios travel, points and percentages do not.

Relative measures are steadier across starting points than differences, and what they mean is worked out per starting
point: Cochrane Handbook, chapter 15 (https://training.cochrane.org/handbook/current/chapter-15). Of those the odds
ratio cannot leave 0 to 100%.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence.effects import log_odds, share_of
from evidence.kinds import Scale
from evidence.pooling import effects_on
from evidence.summary import IndicatorSummary


class Refusal(StrEnum):
    """Why there is no answer, or no range for a next organisation."""

    TOO_FEW = "too_few_organisations"
    NOT_SHARES = "not_shares"


@dataclass(frozen=True)
class Example:
    """Arithmetic, not a forecast: where the odds ratio of one organisation leads from this start. In percent."""

    organisation: str
    name: str
    log_odds_ratio: float
    expected: float


@dataclass(frozen=True)
class StartingPoint:
    """All shares in percent, as `start`. Without `expected` there are `examples`, which are never joined to a range.

    `low` and `high`: 95% interval of the mean; `next_low` and `next_high`: 95% range for a next organisation.
    """

    start: float
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    next_low: float | None = None
    next_high: float | None = None
    caution: bool = False
    examples: tuple[Example, ...] = ()
    refusal: Refusal | None = None
    next_refusal: Refusal | None = None


def carry_over(start: float, log_odds_ratio: float) -> float:
    """Where an odds ratio (its natural logarithm) leads from a starting share; both shares in percent.

    Raises ValueError unless the start lies between 0 and 100: nobody and everybody have no odds.
    """
    if not 0 < start < 100:
        raise ValueError("the starting share must lie between 0 and 100 percent")
    return share_of(log_odds(start) + log_odds_ratio)


def at_start(summary: IndicatorSummary, start: float) -> StartingPoint:
    """The size of an indicator at a starting share in percent. Raises ValueError as `carry_over` does."""
    carry_over(start, 0)
    pooled = summary.pooled
    if pooled is not None and pooled.scale is Scale.LOG_ODDS:
        wide = pooled.next_low is not None and pooled.next_high is not None
        return StartingPoint(
            start=start,
            expected=carry_over(start, pooled.estimate),
            low=carry_over(start, pooled.low),
            high=carry_over(start, pooled.high),
            next_low=carry_over(start, pooled.next_low) if pooled.next_low is not None else None,
            next_high=carry_over(start, pooled.next_high) if pooled.next_high is not None else None,
            caution=pooled.caution,
            next_refusal=None if wide else Refusal.TOO_FEW,
        )
    examples = tuple(
        Example(each.organisation, each.name, each.estimate, carry_over(start, each.estimate))
        for each in effects_on(Scale.LOG_ODDS, summary.organisations)
    )
    refusal = Refusal.TOO_FEW if examples or not summary.organisations else Refusal.NOT_SHARES
    return StartingPoint(start=start, examples=examples, refusal=refusal, next_refusal=refusal)
