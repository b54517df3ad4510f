"""The tree of clauses that a query is. Plain data: `search.query.planner` builds it, each engine translates it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Everything:
    """Every page."""


@dataclass(frozen=True)
class Term:
    """Pages with this token in the field; `counted` when how often it stands there matters to the score."""

    field: str
    value: str
    counted: bool = True


@dataclass(frozen=True)
class Stem:
    """Pages with this stem in any text, as a word or part of a compound; `high_value_only`: in a high-value field."""

    value: str
    high_value_only: bool = False


@dataclass(frozen=True)
class Phrase:
    """Pages with these tokens next to each other, in this order."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class OneOf:
    """Pages with one of these values in the field, without a score of its own."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class Constant:
    """What the clause finds, all with the same score."""

    clause: Clause
    score: float


@dataclass(frozen=True)
class Boost:
    """What the clause finds, with its score times `factor`."""

    clause: Clause
    factor: float


@dataclass(frozen=True)
class Best:
    """What any of these finds, with the best score and `others` times the rest."""

    clauses: tuple[Clause, ...]
    others: float = 0.0


@dataclass(frozen=True)
class Together:
    """Pages found by all of `must`, none of `without`, and `minimum` of `should`; the score is the sum."""

    must: tuple[Clause, ...] = ()
    should: tuple[Clause, ...] = ()
    without: tuple[Clause, ...] = ()
    minimum: int = 0


Clause = Everything | Term | Stem | Phrase | OneOf | Constant | Boost | Best | Together
