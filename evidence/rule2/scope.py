"""What strength is judged over: a method with one indicator, or a method as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from evidence.kinds import Design, Direction
from evidence.rule2.organisations import Measured, OrganisationEvidence


@dataclass(frozen=True)
class Scope:
    """The organisations with a usable result, their direction together, and what pooling said where there was any.

    `is_bundle`: nothing was tested alone, so the organisations are those that tested it together with other methods.

    `i2` (0 to 1) and `range_one_sided` come from pooling, so only with one indicator. `guard_reported`: a result in
    this scope came with a guard. `rung5_elsewhere`: one of the indicators of this method has rung 5 by itself.
    """

    organisations: tuple[OrganisationEvidence, ...]
    direction: Direction
    as_of: date
    one_indicator: bool
    is_bundle: bool = False
    i2: float | None = None
    range_one_sided: bool = False
    guard_reported: bool = False
    rung5_elsewhere: bool = False

    @property
    def best_design(self) -> Design | None:
        """The strongest design of any organisation."""
        return max((each.design for each in self.organisations), key=lambda design: design.rank, default=None)

    @property
    def usable(self) -> tuple[Measured, ...]:
        """Every usable result in the scope."""
        return tuple(measured for each in self.organisations for measured in each.measured)


@dataclass(frozen=True)
class Tally:
    """How many organisations measured, had a trend (D2), compared (D3 or better), D4 or D5, and D5 alone."""

    measured: int
    trend: int
    compared: int
    strong: int
    randomised: int

    @classmethod
    def of(cls, organisations: Sequence[OrganisationEvidence]) -> Tally:
        designs = [each.design for each in organisations]
        return cls(
            measured=len(designs),
            trend=designs.count(Design.WITH_TREND),
            compared=sum(design.is_compared for design in designs),
            strong=sum(design.is_strong for design in designs),
            randomised=designs.count(Design.RANDOMISED),
        )
