"""The numbers of one result as its source gives them. Pure Python."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from cases.choices import Contrast


@dataclass(frozen=True)
class Published:
    """The published numbers of one result; what the source does not give is None.

    `first` and `second` are shares in percent (0-100) for `share`, plain values for `value`, `single` and `series`.
    `change_*` are signed: points, or percent for the relative ones; `change_factor` 2 means twice as much.
    """

    shape: str
    higher_is_better: bool
    first: Decimal | None = None
    second: Decimal | None = None
    first_events: int | None = None
    first_total: int | None = None
    second_events: int | None = None
    second_total: int | None = None
    change_points: Decimal | None = None
    change_relative: Decimal | None = None
    change_factor: Decimal | None = None
    change_low: Decimal | None = None
    change_high: Decimal | None = None
    outcome: str = ""
    contrast: str = Contrast.BEFORE_AFTER
    comparison_first: Decimal | None = None
    comparison_second: Decimal | None = None
    comparison_first_total: int | None = None
    comparison_second_total: int | None = None
