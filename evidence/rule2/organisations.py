"""Organisations count once: with their best design, and the direction most of their results have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.effects import Effect, effect_of
from evidence.kinds import Design, Direction
from evidence.results import Result
from evidence.rule2.direction import organisation_direction, result_direction


@dataclass(frozen=True)
class Measured:
    """A result with what was computed from it. `direction` is None when it has none, so when it is not usable."""

    result: Result
    effect: Effect
    direction: Direction | None


@dataclass(frozen=True)
class OrganisationEvidence:
    """What one organisation adds to a scope, from its usable results."""

    organisation: str
    name: str
    design: Design
    direction: Direction
    measured: tuple[Measured, ...]


def measure(results: Iterable[Result]) -> tuple[Measured, ...]:
    """Every result with its effect and direction, in a fixed order that does not depend on the order given."""
    found = []
    for result in results:
        effect = effect_of(result)
        found.append(Measured(result, effect, result_direction(effect, result.better)))
    return tuple(sorted(found, key=lambda each: (each.result.organisation, each.result.indicator, repr(each.result))))


def organisations_of(measured: Iterable[Measured]) -> tuple[OrganisationEvidence, ...]:
    """One entry per organisation with a usable result, by name. Results without a direction are left out."""
    found: dict[str, list[tuple[Measured, Direction]]] = defaultdict(list)
    for each in measured:
        if each.direction is not None:
            found[each.result.organisation].append((each, each.direction))
    return tuple(
        OrganisationEvidence(
            organisation=organisation,
            name=max((each.result.name for each, _ in rows), default=""),
            design=max((each.result.counted_design for each, _ in rows), key=lambda design: design.rank),
            direction=organisation_direction([direction for _, direction in rows]),
            measured=tuple(each for each, _ in rows),
        )
        for organisation, rows in sorted(found.items())
    )
