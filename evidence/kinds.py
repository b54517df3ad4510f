"""The few fixed words the computation knows. The values are stable: they stand in files and in answers."""

from __future__ import annotations

from enum import StrEnum


class Better(StrEnum):
    """Which way an indicator must move to be better."""

    HIGHER = "higher"
    LOWER = "lower"

    @property
    def sign(self) -> int:
        """1 when higher is better, -1 when lower is."""
        return 1 if self is Better.HIGHER else -1


class Design(StrEnum):
    """How it was measured, weakest first (D1 to D5 of the method description)."""

    BEFORE_AFTER = "before_after"
    WITH_TREND = "with_trend"
    COMPARISON = "comparison"
    STAGGERED = "staggered"
    RANDOMISED = "randomised"

    @property
    def rank(self) -> int:
        """1 (before-after) to 5 (randomised)."""
        return list(Design).index(self) + 1

    @property
    def is_compared(self) -> bool:
        """With and without were compared: D3 or better."""
        return self.rank >= Design.COMPARISON.rank

    @property
    def is_strong(self) -> bool:
        """D4 or D5."""
        return self.rank >= Design.STAGGERED.rank


class Direction(StrEnum):
    """Where it went, seen from what is better. `MIXED` and `NO_RESULT` only exist for several results together."""

    BETTER = "better"
    NO_CLEAR_CHANGE = "no_clear_change"
    MIXED = "mixed"
    WORSE = "worse"
    NO_RESULT = "no_result_yet"

    @property
    def sign(self) -> int:
        """1 for better, -1 for worse, 0 for the rest."""
        return {Direction.BETTER: 1, Direction.WORSE: -1}.get(self, 0)


class Spoken(StrEnum):
    """What a source says of the indicator in words, when it gives no figure."""

    ROSE = "rose"
    SAME = "same"
    FELL = "fell"
    MIXED = "mixed"

    @property
    def sign(self) -> int:
        return {Spoken.ROSE: 1, Spoken.FELL: -1}.get(self, 0)


class Scale(StrEnum):
    """The scale of an effect. Effects on different scales are never put together."""

    LOG_ODDS = "log_odds"
    LOG_RATIO = "log_ratio"


class Role(StrEnum):
    """What an indicator is for a method: what it aims at, or what must not suffer."""

    MAIN = "main"
    GUARD = "guard"


class Relation(StrEnum):
    """What the contrast of a result tested of one method."""

    ALONE = "alone"  # the two sides differ by this method only
    BUNDLE = "bundle"  # by this method together with others
    VERSUS = "versus"  # two named arms head to head: says which did better, not whether either works
    UNKNOWN = "unknown"  # the source does not say what differed


class ReportedBy(StrEnum):
    """Who reported the result."""

    DOER = "doer"
    PRESS = "press"
    RESEARCH = "research"
