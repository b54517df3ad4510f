"""What is stored of a method, as pages read it. Plain data: no figure of a case in it is shown without its table.

Effects and intervals are natural logarithms of an odds ratio or of a ratio (`scale`), second to first, not turned to
what is better; `evidence.carry_over` says them at a starting share.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from evidence import DIRECTION_NAMES, LEVEL_NAMES, Better, Direction, Kind, Reason, Role, Scale


@dataclass(frozen=True)
class Standing:
    """What a state of the history holds: levels and counts, no figures. Equal standings are the same state.

    `is_bundle`: what was measured, was never tested alone.
    """

    direction: Direction = Direction.NO_RESULT
    is_bundle: bool = False
    level: int = 0
    rung: int = 0
    organisations: int = 0
    compared: int = 0
    results: int = 0
    better: int = 0
    no_clear_change: int = 0
    worse: int = 0

    @property
    def direction_name(self) -> str:
        return DIRECTION_NAMES[self.direction]

    @property
    def level_name(self) -> str:
        return LEVEL_NAMES[self.level]


@dataclass(frozen=True)
class ScopeEvidence(Standing):
    """Direction and strength over one scope: a method with one indicator, or a method as a whole.

    `organisations` of which `compared` compared with and without, and `better`, `no_clear_change` and `worse` went that
    way; `is_bundle`: they tested it only together with other methods. `p` (0 to 1) is the sign test on better against
    worse. `results` are usable ones. `sentences` are Dutch. `state` is the permanent id under which this can be cited,
    empty when it was computed for now only.
    """

    p: float | None = None
    advice: str = ""
    sentences: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    state: str = ""

    @property
    def why(self) -> tuple[Reason, ...]:
        """The reasons behind the level: what set, capped, lowered or kept it."""
        return tuple(reason for reason in self.reasons if reason.kind is not Kind.NEXT)

    @property
    def next_steps(self) -> tuple[Reason, ...]:
        """The reasons that say what would raise the level."""
        return tuple(reason for reason in self.reasons if reason.kind is Kind.NEXT)

    @property
    def standing(self) -> Standing:
        return Standing(**{each.name: getattr(self, each.name) for each in fields(Standing)})


@dataclass(frozen=True)
class PooledEvidence:
    """The size: mean with 95% interval, and from five organisations the range for a next one."""

    scale: Scale
    k: int
    estimate: float
    low: float
    high: float
    next_low: float | None
    next_high: float | None
    caution: bool


@dataclass(frozen=True)
class IndicatorEvidence:
    """A method and one indicator. Without `pooled` too few, `with_variance`, published their totals."""

    indicator_id: int
    slug: str
    label: str
    better: Better
    role: Role
    scope: ScopeEvidence
    pooled: PooledEvidence | None
    with_variance: int


@dataclass(frozen=True)
class MethodEvidence:
    """A method: `whole` over its main `indicators`, and the `guards` beside them.

    `without_direction` counts results of main indicators that say nothing about better or worse.
    """

    method_id: int
    rule_version: int
    computed_on: date
    whole: ScopeEvidence
    indicators: tuple[IndicatorEvidence, ...]
    guards: tuple[IndicatorEvidence, ...]
    without_direction: int

    @property
    def all_indicators(self) -> tuple[IndicatorEvidence, ...]:
        return self.indicators + self.guards
