"""What pages read of the evidence.

- `method_evidence(page_id)`: all of one method, one query; computed now while what is stored is stale.
- `evidence_of(page_ids)`: the same of many.
- `evidence_levels(page_ids)`: direction, level and count of many, for cards and lists, in the same way.
- `stored_evidence`, `computed_evidence`, `live_summary`, `family_evidence`: for who has read the results.
- `companions(inputs, case_id)`: what one case adds to each of these methods.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from cases.choices import Direction as SiteDirection
from cases.choices import direction_of
from cases.models.evidence import EvidenceSummary
from cases.summaries.build import build
from cases.summaries.dto import MethodEvidence
from cases.summaries.history_writer import with_known_states
from cases.summaries.loader import CountedResult, inputs_of
from cases.summaries.payload import from_payload, standings
from cases.summaries.stale import holding
from core.http.cache.validity import do_not_keep, valid_before, valid_until
from evidence import (
    DIRECTION_NAMES,
    LEVEL_NAMES,
    RULE,
    Direction,
    MethodSummary,
    Relation,
    Role,
    effect_of,
    result_direction,
    summarise,
)


@dataclass(frozen=True)
class EvidenceLevel:
    """Direction and strength of a method as a whole, for a card; `is_bundle` when it was never tested alone."""

    direction: Direction
    level: int
    organisations: int
    is_bundle: bool = False

    @property
    def direction_name(self) -> str:
        return DIRECTION_NAMES[self.direction]

    @property
    def facet(self) -> SiteDirection:
        """Where a method stands among the directions to filter by."""
        return SiteDirection.BUNDLE if self.is_bundle else direction_of(self.direction)

    @property
    def level_name(self) -> str:
        return LEVEL_NAMES[self.level]


NO_EVIDENCE = EvidenceLevel(Direction.NO_RESULT, 0, 0)


def method_evidence(method_id: int) -> MethodEvidence:
    """What is stored of a method; computed for now where nothing is stored, or that does not hold any more."""
    return stored_evidence(method_id) or computed_evidence(inputs_of([method_id]))[method_id]


def evidence_of(method_ids: Collection[int]) -> dict[int, MethodEvidence]:
    """As `method_evidence`, of many methods. One query, more only for what must be computed."""
    found = {}
    for row in holding(EvidenceSummary.objects.filter(method_id__in=method_ids)):
        valid_until(row.fresh_until)
        with suppress(ValueError):
            found[row.method_id] = from_payload(row.payload)
    return found | computed_evidence(inputs_of(set(method_ids) - found.keys()))


def stored_evidence(method_id: int) -> MethodEvidence | None:
    """The stored summary of a method; None when there is none or it no longer holds. One query."""
    for payload, fresh_until in holding(EvidenceSummary.objects.filter(method_id=method_id)).values_list(
        "payload", "fresh_until"
    ):
        valid_until(fresh_until)
        with suppress(ValueError):  # Written by another version of the code, until the command has run.
            return from_payload(payload)
    return None


def evidence_levels(
    method_ids: Collection[int], inputs: Mapping[int, Sequence[CountedResult]] | None = None
) -> dict[int, EvidenceLevel]:
    """Of each of these methods, computed for now (from `inputs` when given) if nothing that holds is stored."""
    rows = holding(EvidenceSummary.objects.filter(method_id__in=method_ids))
    found = {}
    for method_id, direction, level, organisations, is_bundle, fresh_until in rows.values_list(
        "method_id", "direction", "level", "organisations", "is_bundle", "fresh_until"
    ):
        valid_until(fresh_until)
        found[method_id] = EvidenceLevel(Direction(direction), level, organisations, is_bundle)
    missing = set(method_ids) - found.keys()
    known = inputs_of(missing) if inputs is None else {method_id: inputs[method_id] for method_id in missing}
    for method_id, evidence in computed_evidence(known).items():
        whole = evidence.whole
        found[method_id] = EvidenceLevel(whole.direction, whole.level, whole.organisations, whole.is_bundle)
    return found


def computed_evidence(inputs: Mapping[int, Sequence[CountedResult]]) -> dict[int, MethodEvidence]:
    """Computed for now, by method. What is said as before can be cited as before. One query, none for no methods."""
    if not inputs:
        return {}
    do_not_keep()
    today = timezone.localdate()
    stored = EvidenceSummary.objects.filter(method_id__in=inputs, rule_version=RULE.version)
    before = {method_id: standings(payload) for method_id, payload in stored.values_list("method_id", "payload")}
    return {
        method_id: with_known_states(build(method_id, counted, today), before.get(method_id, {}))
        for method_id, counted in inputs.items()
    }


def live_summary(counted: Iterable[CountedResult]) -> MethodSummary:
    """The summary of these results as `evidence` gives it, on this day.

    `IndicatorSummary.indicator` is the slug of the indicator, `organisation` the key of the organisation as text.
    """
    return summarise((each.result for each in counted), as_of=_today())


def family_evidence(method_id: int, counted: Sequence[CountedResult]) -> MethodEvidence:
    """What can be said of a method from these results, of one family, alone. Nothing of it is stored."""
    return build(method_id, counted, _today())


@dataclass(frozen=True)
class Companions:
    """Whether a case counts for a method, and which other organisations do.

    `counts`: it has a result with a direction of a main indicator; `guards`: of a guard. `others` is how many other
    organisations count, `family_id` the family that all of them and its own share, None when they do not.
    """

    counts: bool
    guards: bool
    others: int
    family_id: int | None


def companions(inputs: Mapping[int, Sequence[CountedResult]], case_id: int) -> dict[int, Companions]:
    """For each of the methods with these inputs."""
    return {method_id: _companions(counted, str(case_id)) for method_id, counted in inputs.items()}


def _companions(counted: Sequence[CountedResult], case: str) -> Companions:
    alone = [each for each in counted if each.result.relation is Relation.ALONE]
    usable = [each for each in alone if result_direction(effect_of(each.result), each.result.better) is not None]
    main = [each for each in usable if each.result.role is Role.MAIN]
    own = {each.result.organisation for each in main if each.result.case == case}
    families = frozenset.intersection(*(each.families for each in main)) if main else frozenset()
    return Companions(
        counts=bool(own),
        guards=any(each.result.role is Role.GUARD and each.result.case == case for each in usable),
        others=len({each.result.organisation for each in main} - own),
        family_id=min(families, default=None),
    )


def _today() -> date:
    """The day on which ages are counted. A page that shows what is computed for it is right until that day ends."""
    today = timezone.localdate()
    valid_before(today + timedelta(days=1))
    return today
