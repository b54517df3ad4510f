"""What was measured of a method, carried over to where the reader stands: a range where three or more are pooled.

Rule 2 gives the range for a next organisation from five on (`evidence/rule2/thresholds.py`), because it says little of
fewer. A calculator that does not give it leaves a reader with her own guess, which is narrower. So it gives the range
of three and four too, which is wide, and says so.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any

from cases.summaries.loader import inputs_of
from cases.summaries.read import live_summary
from core.text.numbers import NotANumber, number, read_number
from evidence import RULE, Scale, at_start, carry_over
from methods.models import MethodPage
from monitor.calculator.formulas import Range
from vocabulary.models import Indicator

_HUNDRED = Decimal(100)


def share_of(text: str) -> Range | None:
    """A share of 0 to 100 as somebody types it, as 0 to 1; None for anything else."""
    try:
        share = read_number(text.strip().removesuffix("%")) / _HUNDRED
    except NotANumber:
        return None
    return Range(share, share) if 0 < share < 1 else None


class Measured:
    """The results of one method, or of none. Two queries, when they are first asked for."""

    def __init__(self, method: MethodPage | None) -> None:
        self.method = method

    @cached_property
    def _summaries(self) -> list[tuple[Indicator, Any]]:
        if self.method is None:
            return []
        found = live_summary(inputs_of([self.method.pk])[self.method.pk]).indicators
        known = {each.slug: each for each in Indicator.objects.filter(slug__in=[one.indicator for one in found])}
        return [(known[one.indicator], one) for one in found if one.indicator in known]

    @cached_property
    def pooled(self) -> tuple[Indicator, Any] | None:
        """The first measure of a share that is better when it is higher, with what its organisations give together."""
        for indicator, summary in self._summaries:
            is_share = indicator.unit == Indicator.Unit.PERCENT and indicator.better == Indicator.Better.HIGHER
            if is_share and summary.pooled and summary.pooled.scale is Scale.LOG_ODDS:
                return indicator, summary.pooled
        return None

    @property
    def is_uncertain(self) -> bool:
        """Whether so few are pooled that the page of the method gives no range."""
        return self.pooled is not None and self.pooled[1].k < RULE.range_from

    def expected(self, now: Range) -> Range | None:
        """The range for a next organisation, from a share that is digital now; None where too few are pooled."""
        if not self.pooled or not (starts := _starts(now)):
            return None
        low, high = self.pooled[1].statistics.prediction
        return Range(_share(min(starts), low), _share(max(starts), high))

    def examples(self, now: Range) -> list[str]:
        """One sentence a measure and organisation. They are never filled in for the reader."""
        said: list[str] = []
        if self.pooled and (found := self.expected(now)):
            low, high = (_whole(float(end * _HUNDRED)) for end in (found.low, found.high))
            label, count = self.pooled[0].label, self.pooled[1].k
            said.append(f"{label}: na {count} organisaties komt een volgende uit tussen {low} en {high}.")
        for indicator, summary in self._summaries:
            for start in _starts(now)[:1]:
                for example in at_start(summary, start).examples:
                    name = example.name or "een andere organisatie"
                    said.append(f"{indicator.label}: ging het zoals bij {name}, dan {_whole(example.expected)}.")
        return said


def _starts(now: Range) -> list[float]:
    """The ends of a range in percent, as far as something can be carried over from there."""
    return [float(end * _HUNDRED) for end in dict.fromkeys((now.low, now.high)) if 0 < end < 1]


def _share(start: float, log_odds_ratio: float) -> Decimal:
    """Where an odds ratio leads from a start in percent, as 0 to 1."""
    return Decimal(str(carry_over(start, log_odds_ratio))) / _HUNDRED


def _whole(share: float) -> str:
    return f"{number(round(share))} van de 100"
