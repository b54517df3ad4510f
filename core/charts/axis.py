"""An axis from zero: where it ends and which numbers stand along it. Pure Python."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

_HUNDRED = Decimal(100)
_NICE_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
_HALF = Decimal(50)


@dataclass(frozen=True)
class Axis:
    """From 0 to `end`. `ticks` are positions (0 to 100) with their text, the first at 0 and the last at 100."""

    end: Decimal
    ticks: tuple[tuple[Decimal, str], ...]

    def at(self, value: Decimal) -> Decimal:
        """The position of a value, 0 to 100."""
        return value * _HUNDRED / self.end

    @property
    def labels(self) -> tuple[tuple[Decimal, str], ...]:
        """The ticks that are named where there is little room: both ends, and the middle when there is one."""
        middle = self.ticks[len(self.ticks) // 2 : len(self.ticks) // 2 + len(self.ticks) % 2]
        return (self.ticks[0], *middle, self.ticks[-1])

    @property
    def first(self) -> str:
        return self.ticks[0][1]

    @property
    def last(self) -> str:
        return self.ticks[-1][1]


def build_axis(values: Iterable[Decimal], spoken: Callable[[Decimal], str], *, is_share: bool = False) -> Axis:
    """The axis for these values (none below 0): three or four equal parts, whichever ends nearest to the largest.

    A share above half gets the whole from 0 to 100%. `spoken` writes a number with its unit.
    """
    largest = max(values, default=Decimal(0))
    end, parts = nearest_end(largest)
    if is_share and (largest > _HALF or end > _HUNDRED or largest <= 0):
        end, parts = _HUNDRED, 4
    ticks = tuple((_HUNDRED * place / parts, spoken(end * place / parts)) for place in range(parts + 1))
    return Axis(end, ticks)


def nearest_end(largest: Decimal) -> tuple[Decimal, int]:
    """The end of an axis and its number of parts: round numbers, not below `largest` and as near as can be."""
    if largest <= 0:
        return Decimal(1), 4
    return min((_nice(largest / parts) * parts, parts) for parts in (3, 4))


def _nice(value: Decimal) -> Decimal:
    """The first round number (1, 2, 2.5 or 5 times a power of ten) not below `value`."""
    power = Decimal(1).scaleb(value.adjusted())
    return next(step * power for step in _NICE_STEPS if step * power >= value)
