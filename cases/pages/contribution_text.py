"""What a case adds to the methods it counts for, in words: ‘samen met 3 andere gemeenten’."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cases.summaries.loader import inputs_of
from cases.summaries.read import Companions, EvidenceLevel, companions, evidence_levels
from core.http.kept import each_by_stamp
from core.text.numbers import number
from vocabulary.models import OrganisationType

# Cases share their methods.
_inputs_of = each_by_stamp(inputs_of)


@dataclass(frozen=True)
class Addition:
    """What the case adds to one method, and where that method stands."""

    sentence: str
    evidence: EvidenceLevel


def additions(
    method_ids: Collection[int], case_id: int | None, families: Mapping[int, OrganisationType]
) -> dict[int, Addition]:
    """By method. `families` by key are those of the case. Seven queries; empty for a case that is not saved yet."""
    if not method_ids or case_id is None:
        return {}
    inputs = _inputs_of(method_ids)
    found = companions(inputs, case_id)
    levels = evidence_levels(method_ids, inputs)
    return {
        method_id: Addition(_sentence(each, families.get(each.family_id or 0)), levels[method_id])
        for method_id, each in found.items()
    }


def _sentence(adds: Companions, family: OrganisationType | None) -> str:
    if not adds.counts:
        if adds.guards:
            return "Telt mee als iets wat niet slechter mag worden."
        return "Telt nog niet mee voor de richting: er is niets om mee te vergelijken."
    if not adds.others:
        return "Telt mee. Tot nu toe is dit de enige organisatie."
    one, many = (family.label, family.plural or family.label) if family else ("organisatie", "organisaties")
    noun = one if adds.others == 1 else many
    return f"Telt mee, samen met {number(adds.others)} andere {noun[:1].lower()}{noun[1:]}."
