"""Bring the stored summaries of methods up to date. Nothing is written where nothing differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.choices import Cause
from cases.models.evidence import EvidenceState, EvidenceSummary
from cases.results.visibility import counting_results
from cases.summaries.build import build
from cases.summaries.dto import Standing
from cases.summaries.fingerprint import causes_of, fingerprint_of, first_end, inputs_for_storing, of_indicator
from cases.summaries.history_writer import with_states
from cases.summaries.loader import CountedResult, inputs_of
from cases.summaries.payload import standings, to_payload
from core.signals.public_state import announce_derived
from evidence import RULE
from methods.models import MethodPage

# So many methods are dealt with in one transaction.
BATCH = 200
_WRITTEN = [
    "direction",
    "is_bundle",
    "level",
    "organisations",
    "payload",
    "inputs",
    "fingerprint",
    "rule_version",
    "computed_on",
    "fresh_until",
]


@dataclass(frozen=True)
class Recomputed:
    """A method whose stored summary was written anew, and where it stood before (None the first time)."""

    method_id: int
    number: int | None
    causes: tuple[Cause, ...]
    now: Standing
    before: Standing | None


def recompute(method_ids: Collection[int], as_of: date | None = None) -> list[Recomputed]:
    """Look at these methods and write the summaries that differ; what was written. A fixed number of queries per batch.

    Ages are counted to `as_of` (default today). Each written method is announced as changed, in the same transaction.
    """
    day = as_of or timezone.localdate()
    wanted = sorted(set(method_ids))
    found: list[Recomputed] = []
    for start in range(0, len(wanted), BATCH):
        # Looking takes no lock; what differs is read once more under one.
        differing = _differing(wanted[start : start + BATCH], day)
        if differing:
            found += _write(differing, day)
    return found


def recompute_all(as_of: date | None = None) -> Iterator[Recomputed]:
    """Look at every method, batch by batch."""
    everything = list(MethodPage.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(everything), BATCH):
        yield from recompute(everything[start : start + BATCH], as_of)


def _differing(method_ids: Sequence[int], day: date) -> list[int]:
    existing = MethodPage.objects.filter(pk__in=method_ids).values_list("pk", "evidence_summary__fingerprint")
    stored = dict(existing)
    inputs = inputs_of(list(stored))
    return [method_id for method_id, said in stored.items() if said != fingerprint_of(inputs[method_id], day)]


@transaction.atomic
def _write(method_ids: Sequence[int], day: date) -> list[Recomputed]:
    numbers = dict(MethodPage.objects.filter(pk__in=method_ids).values_list("pk", "number"))
    rows = _locked(list(numbers))
    # Read after the rows are locked, so that whoever writes last has read last.
    inputs = inputs_of(list(rows))
    done, states = [], []
    for method_id, row in rows.items():
        if row.fingerprint != fingerprint_of(inputs[method_id], day):
            told, new = _update(row, numbers[method_id], inputs[method_id], day)
            done.append(told)
            states += new
    EvidenceState.objects.bulk_create(states)
    EvidenceSummary.objects.bulk_update([rows[each.method_id] for each in done], _WRITTEN, batch_size=BATCH)
    announce_derived(each.method_id for each in done)
    return done


def _locked(method_ids: Sequence[int]) -> dict[int, EvidenceSummary]:
    """The rows, made where missing and locked against another recompute until this transaction ends."""
    known = set(EvidenceSummary.objects.filter(method_id__in=method_ids).values_list("method_id", flat=True))
    missing = [EvidenceSummary(method_id=method_id) for method_id in method_ids if method_id not in known]
    if missing:
        EvidenceSummary.objects.bulk_create(missing, ignore_conflicts=True)
    rows = EvidenceSummary.objects.select_for_update().filter(method_id__in=method_ids).order_by("method_id")
    return {row.method_id: row for row in rows}


def _update(
    row: EvidenceSummary, number: int | None, counted: Sequence[CountedResult], day: date
) -> tuple[Recomputed, list[EvidenceState]]:
    """Set the row to what the results say: what to tell of it, and its new states."""
    before, was = standings(row.payload), {key: (one, two, old) for key, (one, two, old) in row.inputs.items()}
    now = inputs_for_storing(counted, day)
    public = _still_public(was.keys() - now.keys())
    rule_changed = bool(before) and row.rule_version != RULE.version

    def causes(indicator_id: int | None) -> list[Cause]:
        then, after = (each if indicator_id is None else of_indicator(each, indicator_id) for each in (was, now))
        return causes_of(then, after, rule_changed=rule_changed, still_public=public)

    made = build(row.method_id, counted, day)
    found, states = with_states(number, made, before, causes, rule_changed=rule_changed)
    whole, earlier = found.whole, before[None][0] if before else None
    row.direction, row.is_bundle = whole.direction.value, whole.is_bundle
    row.level, row.organisations = whole.level, whole.organisations
    row.payload, row.inputs, row.fingerprint = to_payload(found), now, fingerprint_of(counted, day)
    row.rule_version, row.computed_on = found.rule_version, found.computed_on
    row.fresh_until = first_end(counted)
    reasons = tuple(causes(None)) if before else (Cause.FIRST,)
    return Recomputed(row.method_id, number, reasons, whole.standing, earlier), states


def _still_public(uuids: Collection[str]) -> set[str]:
    """Results that no longer count for the method, but can still be read, also in the row that took their place."""
    if not uuids:
        return set()
    found = counting_results().filter(Q(uuid__in=uuids) | Q(replaces__in=uuids)).values_list("uuid", "replaces")
    return {str(uuid) for pair in found for uuid in pair}
