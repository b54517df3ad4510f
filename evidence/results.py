"""One measured result, with all that the rules ask about it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from evidence.figures import Counts, Figures, Series, Shares, Values
from evidence.kinds import Better, Design, Relation, ReportedBy, Role


@dataclass(frozen=True)
class Result:
    """What one indicator did in one organisation.

    `organisation` and `indicator` are identities (equal text is the same one); `name` is how the organisation is
    called in a sentence, empty when unknown. `comparison` is what the same indicator did elsewhere in the same time;
    it is subtracted. `relation` is what the contrast tested of the method. `case` joins a guard to the results it was
    reported with. `reports_guard` says so directly. `totals_known`: the source gives the numbers of people behind the
    figure, even if they do not fit `Counts`. `months` is how long it was followed after the start; `measured_on` the
    last day measured.

    Raises ValueError when the comparison cannot be subtracted from the figures, or `months` is below zero.
    """

    organisation: str
    indicator: str
    figures: Figures
    better: Better = Better.HIGHER
    design: Design = Design.BEFORE_AFTER
    comparison: Series | None = None
    role: Role = Role.MAIN
    relation: Relation = Relation.ALONE
    name: str = ""
    case: str = ""
    reports_guard: bool = False
    totals_known: bool = False
    period_known: bool = False
    months: float | None = None
    measured_on: date | None = None
    reported_by: ReportedBy = ReportedBy.DOER
    source_opens: bool = False

    def __post_init__(self) -> None:
        if self.months is not None and not (math.isfinite(self.months) and self.months >= 0):
            raise ValueError(f"months must be zero or more, not {self.months!r}")
        if self.comparison is None:
            return
        if isinstance(self.figures, Counts | Shares):
            fits = isinstance(self.comparison, Counts | Shares)
        else:
            fits = isinstance(self.figures, Values) and isinstance(self.comparison, Values)
        if not fits:
            raise ValueError("a comparison series must be of the same kind as the figures it is subtracted from")

    @property
    def counted_design(self) -> Design:
        """The design it counts with: a subtracted trend makes a before-after a D2, nothing more."""
        if self.comparison is not None and self.design is Design.BEFORE_AFTER:
            return Design.WITH_TREND
        return self.design

    @property
    def has_totals(self) -> bool:
        """The numbers of people behind the figure are known."""
        return self.totals_known or isinstance(self.figures, Counts)

    @property
    def has_period(self) -> bool:
        """It is known when, or for how long, it was measured."""
        return self.period_known or self.months is not None or self.measured_on is not None
