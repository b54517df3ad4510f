"""Whether a summary would come out differently, and why. No database."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date, datetime

from cases.choices import Cause
from cases.summaries import payload
from cases.summaries.loader import CountedResult
from evidence import RULE
from evidence.rule2.strength import flaws

# Per result, by uuid: the key of its indicator, a digest of what counts of it, whether it is too old.
Inputs = dict[str, tuple[int, str, bool]]


def inputs_for_storing(counted: Sequence[CountedResult], as_of: date) -> Inputs:
    """What the summary rests on, without a figure or a name. The day plays a part through ages only."""
    return {
        str(each.uuid): (each.indicator.pk, _digest(each), flaws(each.result, as_of)["too_old"]) for each in counted
    }


def first_end(counted: Sequence[CountedResult]) -> datetime | None:
    """When the first of the cases ends by the clock."""
    return min((each.ends_at for each in counted if each.ends_at is not None), default=None)


def fingerprint_of(counted: Sequence[CountedResult], as_of: date) -> str:
    """Equal when the rule, its thresholds, the stored form and all that counts are equal."""
    rule = {name: str(value) for name, value in asdict(RULE).items()}
    ends = first_end(counted)
    parts = [payload.VERSION, rule, sorted(inputs_for_storing(counted, as_of).items()), ends and ends.isoformat()]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def causes_of(before: Inputs, after: Inputs, *, rule_changed: bool, still_public: Collection[str]) -> list[Cause]:
    """Why the outcome may differ. `still_public`: results that only stopped counting for this method."""
    gone, same = before.keys() - after.keys(), before.keys() & after.keys()
    changed = [key for key in same if tuple(before[key][:2]) != tuple(after[key][:2])]
    found = {
        Cause.RULE: rule_changed,
        Cause.WITHDRAWN: bool(gone - set(still_public)),
        Cause.NEW: bool(after.keys() - before.keys()),
        # What a result counts as by another rule is no correction.
        Cause.CORRECTION: not rule_changed and bool(changed or gone & set(still_public)),
        Cause.TIME: any(before[key][2] != after[key][2] for key in same if key not in changed),
    }
    return [cause for cause, holds in found.items() if holds]


def of_indicator(inputs: Inputs, indicator_id: int) -> Inputs:
    return {key: value for key, value in inputs.items() if value[0] == indicator_id}


def _digest(each: CountedResult) -> str:
    word = each.indicator
    text = repr((each.result, word.pk, word.slug, word.label, word.unit, word.question))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
