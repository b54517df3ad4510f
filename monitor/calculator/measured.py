"""What was measured of a method, carried over to where the reader stands: a range where enough are pooled."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import Any

from cases.summaries.loader import inputs_of
from cases.summaries.read import live_summary
from core.text.numbers import NotANumber, number, read_number
from evidence import at_start
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
        """The first measure of a share that is better when it is higher, and of which a next range is known."""
        for indicator, summary in self._summaries:
            is_share = indicator.unit == Indicator.Unit.PERCENT and indicator.better == Indicator.Better.HIGHER
            if is_share and at_start(summary, 50).next_low is not None:
                return indicator, summary
        return None

    def expected(self, now: Range) -> Range | None:
        """The range for a next organisation, from a share that is digital now; None where too few are pooled."""
        points = [at_start(self.pooled[1], start) for start in _starts(now)] if self.pooled else []
        lows = [point.next_low for point in points if point.next_low is not None]
        highs = [point.next_high for point in points if point.next_high is not None]
        if not lows or not highs:
            return None
        return Range(Decimal(str(min(lows))) / _HUNDRED, Decimal(str(max(highs))) / _HUNDRED)

    def examples(self, now: Range) -> list[str]:
        """One sentence a measure and organisation. They are never filled in for the reader."""
        said: list[str] = []
        for indicator, summary in self._summaries:
            for start in _starts(now)[:1]:
                point = at_start(summary, start)
                if point.next_low is not None and point.next_high is not None:
                    low, high = _whole(point.next_low), _whole(point.next_high)
                    said.append(f"{indicator.label}: een volgende organisatie komt uit tussen {low} en {high}.")
                for example in point.examples:
                    name = example.name or "een andere organisatie"
                    said.append(f"{indicator.label}: ging het zoals bij {name}, dan {_whole(example.expected)}.")
        return said


def _starts(now: Range) -> list[float]:
    """The ends of a range in percent, as far as something can be carried over from there."""
    return [float(end * _HUNDRED) for end in dict.fromkeys((now.low, now.high)) if 0 < end < 1]


def _whole(share: float) -> str:
    return f"{number(round(share))} van de 100"
