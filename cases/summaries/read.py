"""What pages read of the evidence.

- `method_evidence(page_id)`: all of one method, one query; computed now while what is stored is stale.
- `evidence_levels(page_ids)`: direction, level and count of many, for cards and lists, in the same way.
- `live_summary(page_id, family_id)`: computed now with `evidence`, for `evidence.at_start` and for one family.
- `family_evidence(page_id, family_id)`: as `method_evidence`, computed now from the organisations of one family.
- `companions(page_ids, case_id)`: what one case adds to each of these methods.
- `measured_results(page_id, family_id)`: each counting result by uuid with its effect, direction and what is left after
  its trend; the rows and charts beside a summary use these, so that both say the same.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from cases.models.evidence import EvidenceSummary
from cases.summaries.build import build
from cases.summaries.dto import MethodEvidence
from cases.summaries.history_writer import with_known_states
from cases.summaries.loader import CountedResult, inputs_of
from cases.summaries.payload import from_payload, standings
from cases.summaries.stale import holding
from core.http.kept import each_by_stamp
from core.http.validity import do_not_keep, valid_before, valid_until
from evidence import (
    DIRECTION_NAMES,
    LEVEL_NAMES,
    RULE,
    Direction,
    Effect,
    LeftAfterTrend,
    MethodSummary,
    Role,
    effect_of,
    left_after_trend,
    result_direction,
    summarise,
)


@dataclass(frozen=True)
class EvidenceLevel:
    """Direction and strength of a method as a whole, for a card."""

    direction: Direction
    level: int
    organisations: int

    @property
    def direction_name(self) -> str:
        return DIRECTION_NAMES[self.direction]

    @property
    def level_name(self) -> str:
        return LEVEL_NAMES[self.level]


NO_EVIDENCE = EvidenceLevel(Direction.NO_RESULT, 0, 0)


def method_evidence(method_id: int) -> MethodEvidence:
    """What is stored of a method; computed for now where nothing is stored, or that does not hold any more."""
    row = holding(EvidenceSummary.objects.filter(method_id=method_id)).first()
    if row is not None:
        valid_until(row.fresh_until)
        try:
            return from_payload(row.payload)
        except ValueError:
            pass  # Written by another version of the code, until the command has run.
    return computed_evidence([method_id])[method_id]


def evidence_levels(method_ids: Collection[int]) -> dict[int, EvidenceLevel]:
    """Of each of these methods, computed for now where nothing that holds is stored."""
    rows = holding(EvidenceSummary.objects.filter(method_id__in=method_ids))
    found = {}
    for method_id, direction, level, organisations, fresh_until in rows.values_list(
        "method_id", "direction", "level", "organisations", "fresh_until"
    ):
        valid_until(fresh_until)
        found[method_id] = EvidenceLevel(Direction(direction), level, organisations)
    for method_id, evidence in computed_evidence(set(method_ids) - found.keys()).items():
        whole = evidence.whole
        found[method_id] = EvidenceLevel(whole.direction, whole.level, whole.organisations)
    return found


def computed_evidence(method_ids: Collection[int]) -> dict[int, MethodEvidence]:
    """Computed for now. What is said as before can be cited as before. Seven queries, none for no methods."""
    if not method_ids:
        return {}
    do_not_keep()
    today, inputs = timezone.localdate(), inputs_of(method_ids)
    stored = EvidenceSummary.objects.filter(method_id__in=method_ids, rule_version=RULE.version)
    before = {method_id: standings(payload) for method_id, payload in stored.values_list("method_id", "payload")}
    return {
        method_id: with_known_states(build(method_id, counted, today), before.get(method_id, {}))
        for method_id, counted in inputs.items()
    }


@dataclass(frozen=True)
class MeasuredResult:
    """A counting result with what `evidence` says of it; `direction` is None for a single measurement."""

    uuid: UUID
    indicator_id: int
    role: Role
    effect: Effect
    direction: Direction | None
    left: LeftAfterTrend | None


def measured_results(method_id: int, family_id: int | None = None) -> list[MeasuredResult]:
    """The results that count for a method now, or those of one family. Six queries."""
    return [
        MeasuredResult(
            uuid=each.uuid,
            indicator_id=each.indicator.pk,
            role=each.result.role,
            effect=(effect := effect_of(each.result)),
            direction=result_direction(effect, each.result.better),
            left=left_after_trend(each.result),
        )
        for each in _chosen(method_id, family_id)
    ]


def live_summary(method_id: int, family_id: int | None = None) -> MethodSummary:
    """The summary as `evidence` gives it, from all that counts now or from the organisations of one family.

    `IndicatorSummary.indicator` is the slug of the indicator, `organisation` the key of the organisation as text.
    """
    return summarise((each.result for each in _chosen(method_id, family_id)), as_of=_today())


def family_evidence(method_id: int, family_id: int) -> MethodEvidence:
    """What can be said of a method from the organisations of one family alone. Nothing of it is stored."""
    return build(method_id, _chosen(method_id, family_id), _today())


@dataclass(frozen=True)
class Companions:
    """What a case adds to a method: whether it counts there, and who else does.

    `counts`: it has a result with a direction of a main indicator; `guards`: of a guard. `others` is how many other
    organisations count, `family_id` the family that all of them and its own share, None when they do not.
    """

    counts: bool
    guards: bool
    others: int
    family_id: int | None


def companions(method_ids: Collection[int], case_id: int) -> dict[int, Companions]:
    """For each of these methods. Five queries, none for methods that another case asked for in this public state."""
    found = _counted_lately(method_ids)
    return {method_id: _companions(counted, str(case_id)) for method_id, counted in found.items()}


@each_by_stamp
def _counted_lately(method_ids: Collection[int]) -> dict[int, list[CountedResult]]:
    return dict(inputs_of(method_ids, with_sources=False))


def _companions(counted: list[CountedResult], case: str) -> Companions:
    usable = [each for each in counted if result_direction(effect_of(each.result), each.result.better) is not None]
    main = [each for each in usable if each.result.role is Role.MAIN]
    own = {each.result.organisation for each in main if each.result.case == case}
    families = frozenset.intersection(*(each.families for each in main)) if main else frozenset()
    return Companions(
        counts=bool(own),
        guards=any(each.result.role is Role.GUARD and each.result.case == case for each in usable),
        others=len({each.result.organisation for each in main} - own),
        family_id=min(families, default=None),
    )


def _chosen(method_id: int, family_id: int | None) -> list[CountedResult]:
    counted = inputs_of([method_id])[method_id]
    return [each for each in counted if family_id is None or family_id in each.families]


def _today() -> date:
    """The day on which ages are counted. A page that shows what is computed for it is right until that day ends."""
    today = timezone.localdate()
    valid_before(today + timedelta(days=1))
    return today
