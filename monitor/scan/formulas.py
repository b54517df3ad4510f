"""How far products are digital, and how far from the optimum that is stated for them. Pure Python.

    points        niet = 0, deels = 50, helemaal = 100; that `deels` counts for half is a choice of ours
    n             products of which what the formula needs is known; what is unknown counts nowhere, never as 0
    v             requests a year of a product

    plain         = sum(points(level)) / n                            every product counts the same
    weighted      = sum(v * points(level)) / sum(v)                   every request counts the same
    gap           = max(0, points(optimum) - points(level))           of one product
    above         = max(0, points(level) - points(optimum))           of one product; never makes up for another's gap
    plain gap     = sum(gap) / n
    weighted gap  = sum(v * gap) / sum(v)
    part          = v * gap / sum(v * gap)                            of one product in the gap; in percent
    not digital   = v * (1 - share done digitally)                    requests a year of one product

None of these is a score of a published monitor: the middle step of that scale is not known to us. Everything is counted
in fractions, so nothing is rounded before it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from statistics import quantiles

# So many organisations of one family must have published before theirs are compared.
LEAST_COMPARED = 8
_HUNDRED = Fraction(100)


class Level(StrEnum):
    """How far a product is digital. The values stand in forms, files and the database."""

    NOT = "niet"
    PARTLY = "deels"
    FULLY = "helemaal"

    @property
    def points(self) -> Fraction:
        return {Level.NOT: Fraction(0), Level.PARTLY: Fraction(50), Level.FULLY: _HUNDRED}[self]


@dataclass(frozen=True)
class Line:
    """One product. None is unknown. `digital` is the percentage of its requests that is done digitally."""

    product: str
    level: Level | None = None
    optimum: Level | None = None
    volume: int | None = None
    login_needed: bool | None = None
    login_asked: bool | None = None
    digital: Decimal | None = None

    @property
    def gap(self) -> Fraction | None:
        """Points that are missing to the stated optimum; 0 at or above it."""
        if self.level is None or self.optimum is None:
            return None
        return max(Fraction(0), self.optimum.points - self.level.points)

    @property
    def is_above(self) -> bool:
        """Whether it is more digital than its optimum."""
        return self.level is not None and self.optimum is not None and self.level.points > self.optimum.points

    @property
    def has_needless_login(self) -> bool:
        return self.login_needed is False and self.login_asked is True

    @property
    def not_digital(self) -> int | None:
        """Requests a year that are not done digitally."""
        if self.volume is None or self.digital is None:
            return None
        return whole(self.volume * (1 - Fraction(self.digital) / 100))


@dataclass(frozen=True)
class Mean:
    """A mean of 0 to 100 points, and of how many products it is; `value` is None when it is of none."""

    value: Fraction | None
    products: int

    @property
    def whole(self) -> int | None:
        return None if self.value is None else whole(self.value)


@dataclass(frozen=True)
class Part:
    """A product that is below its optimum, and what percentage of the gap it makes; None without volumes."""

    line: Line
    gap: Fraction
    percent: Fraction | None


@dataclass(frozen=True)
class Outcome:
    """`parts` are the products below their optimum, the one that weighs most first, those without a volume last."""

    plain: Mean
    weighted: Mean
    plain_gap: Mean
    weighted_gap: Mean
    parts: tuple[Part, ...]
    above: tuple[Line, ...]

    @property
    def main_parts(self) -> tuple[Part, ...]:
        """The fewest products that together make more than half of the gap."""
        found, total = [], Fraction(0)
        for part in self.parts:
            if part.percent is None or total > _HUNDRED / 2:
                break
            found.append(part)
            total += part.percent
        return tuple(found)


@dataclass(frozen=True)
class Change:
    """Two years beside each other: only products of which the level is known in both.

    Both years are weighed with the volumes of the later one, so that a change is one of levels. `moved` are the
    products with another level, as what they were and what they are.
    """

    plain: tuple[Mean, Mean]
    weighted: tuple[Mean, Mean]
    moved: tuple[tuple[Line, Line], ...]


def scan(lines: Iterable[Line]) -> Outcome:
    rows = list(lines)
    gaps = [(row, gap) for row in rows if (gap := row.gap)]
    total = sum((gap * row.volume for row, gap in gaps if row.volume), Fraction(0))
    parts = [
        Part(row, gap, gap * row.volume / total * _HUNDRED if total and row.volume is not None else None)
        for row, gap in gaps
    ]
    return Outcome(
        plain=_mean(rows, _points),
        weighted=_weighted(rows, _points),
        plain_gap=_mean(rows, lambda row: row.gap),
        weighted_gap=_weighted(rows, lambda row: row.gap),
        parts=tuple(sorted(parts, key=lambda part: (part.percent is None, -(part.percent or 0), -part.gap))),
        above=tuple(row for row in rows if row.is_above or row.has_needless_login),
    )


def compare(then: Iterable[Line], now: Iterable[Line]) -> Change:
    before: Mapping[str, Line] = {row.product: row for row in then if row.level}
    after = [row for row in now if row.level and row.product in before]

    def was(row: Line) -> Fraction | None:
        return _points(before[row.product])

    moved = ((before[row.product], row) for row in after if before[row.product].level != row.level)
    return Change(
        plain=(_mean(after, was), _mean(after, _points)),
        weighted=(_weighted(after, was), _weighted(after, _points)),
        moved=tuple(moved),
    )


def quartiles(values: Sequence[int]) -> tuple[int, int, int] | None:
    """What a quarter, half and three quarters are at or below, in whole points; None for fewer than eight.

    Between two values it is interpolated, the lowest and the highest included (`inclusive`).
    """
    if len(values) < LEAST_COMPARED:
        return None
    low, middle, high = quantiles([Fraction(value) for value in values], n=4, method="inclusive")
    return whole(low), whole(middle), whole(high)


def whole(value: Fraction) -> int:
    """Rounded, halves up."""
    return (value + Fraction(1, 2)).__floor__()


def _points(row: Line) -> Fraction | None:
    return row.level.points if row.level else None


_Of = Callable[[Line], Fraction | None]


def _mean(rows: Iterable[Line], of: _Of) -> Mean:
    found = [value for row in rows if (value := of(row)) is not None]
    return Mean(sum(found, Fraction(0)) / len(found) if found else None, len(found))


def _weighted(rows: Iterable[Line], of: _Of) -> Mean:
    found = [(row.volume, value) for row in rows if row.volume and (value := of(row)) is not None]
    total = sum(volume for volume, _ in found)
    return Mean(sum((volume * value for volume, value in found), Fraction(0)) / total if total else None, len(found))
