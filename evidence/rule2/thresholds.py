"""The numbers of rule 2. Every text that explains the rule is written from these, so that it cannot go stale."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

VERSION = 2


@dataclass(frozen=True)
class Thresholds:
    """All choices of a rule. Counts are organisations unless said otherwise; fractions are exact.

    `pool_from`: with a variance, before anything is pooled. `range_from`: before a range for a next organisation is
    given; below `caution_below` that range comes with a caution. `agree_from`: the part that must share a direction.
    `disagree_from`: the part without the direction shown that makes it not consistent, as does `i2_from` (I squared,
    0 to 1). `weak_above`: a flaw counts when more than this part of the results has it; `weak_flaws` of them make it
    weakly reported. `oldest_years` and `shortest_months`: older, or followed shorter, is a flaw. `bundle_rung`: where
    nothing was tested alone, and no higher.
    """

    version: int = VERSION
    pool_from: int = 3
    range_from: int = 5
    caution_below: int = 10
    agree_from: Fraction = Fraction(3, 4)
    disagree_from: Fraction = Fraction(1, 4)
    i2_from: float = 0.75
    weak_above: Fraction = Fraction(1, 2)
    weak_flaws: int = 2
    oldest_years: int = 10
    shortest_months: int = 3
    cap_without_guard: int = 4
    floor: int = 1
    bundle_rung: int = 1
    rung2_compared: int = 1
    rung2_trend: int = 2
    rung2_measured: int = 3
    rung3_compared: int = 2
    rung4_compared: int = 3
    rung4_strong: int = 1
    rung5_compared: int = 5
    rung5_randomised: int = 2


RULE = Thresholds()
