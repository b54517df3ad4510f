"""What a chart shows and the table beside it holds: named values of one thing, in one unit. Pure Python."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from core.text.numbers import amount


@dataclass(frozen=True)
class Series:
    """Values of one thing, in order; each has a name, such as a moment. `unit` is one that `amount` writes."""

    label: str
    points: tuple[tuple[str, Decimal], ...]
    unit: str

    @property
    def values(self) -> tuple[Decimal, ...]:
        return tuple(value for _, value in self.points)

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(self.text(value) for value in self.values)

    def text(self, value: Decimal) -> str:
        return amount(value, self.unit)
