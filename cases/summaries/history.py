"""What changed, and citing a state.

- `changes_of_method(page_id)`: the changes of direction or level of one method and its indicators, newest first.
- `changes_of_methods(page_ids)`: those of many.
- `all_changes(limit, offset)`: those of all public methods; `changes_total()` how many there are.
- `find_state(public_id)`: one state, for its permanent address.

An entry names its method and nothing of a case. The name of an indicator is given only while the method aims at it or
still has a result of it: otherwise it would tell what a withdrawn case measured.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils import timezone

from cases.choices import Cause
from cases.models.evidence import EvidenceState, EvidenceSummary
from cases.summaries.dto import Standing
from cases.summaries.loader import inputs_of
from cases.summaries.payload import to_payload
from cases.summaries.read import computed_evidence
from cases.summaries.stale import holding
from core.text.numbers import enumeration
from core.visibility import public_pages
from evidence import DIRECTION_NAMES, LEVEL_NAMES, Direction
from methods.models import MethodIndicator, MethodPage
from vocabulary.models import Indicator


@dataclass(frozen=True)
class Entry:
    """One state of a method (`is_whole`) or of one of its indicators. `label` is empty when that cannot be named.

    `before` is None for the first state; of it only direction, level and organisations are known.
    `is_current` says that this is what is said now.
    """

    public_id: UUID
    at: datetime
    method_number: int
    method_title: str
    method_url: str
    is_whole: bool
    label: str
    causes: tuple[Cause, ...]
    is_change: bool
    rule_version: int
    now: Standing
    before: Standing | None
    is_current: bool

    @property
    def day(self) -> date:
        return timezone.localtime(self.at).date()

    @property
    def cause(self) -> str:
        """In words: `nieuw resultaat en correctie`."""
        return enumeration([str(cause.label) for cause in self.causes])

    @property
    def sentence(self) -> str:
        """`Van eerste signaal, 1 van 5 (beter) naar licht bewijs, 2 van 5 (beter).`"""
        now = _spoken(self.now)
        return f"Van {_spoken(self.before)} naar {now}." if self.before else f"{now[0].upper()}{now[1:]}."


def changes_of_method(method_id: int, limit: int = 50) -> list[Entry]:
    """Empty for a method that not everyone may read."""
    return _entries(_public_changes().filter(method_id=method_id)[:limit])


def changes_of_methods(method_ids: Collection[int]) -> dict[int, list[Entry]]:
    """As `changes_of_method`, all of them, by the number of the method."""
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in _entries(_public_changes().filter(method_id__in=method_ids)):
        found[entry.method_number].append(entry)
    return found


def all_changes(limit: int = 50, offset: int = 0) -> list[Entry]:
    return _entries(_public_changes()[offset : offset + limit])


def last_changes() -> dict[int, datetime]:
    """When what is said of a method last changed after the first time, its counts too, by page id. One query."""
    rows = EvidenceState.objects.filter(method__isnull=False, level_before__isnull=False).order_by()
    return dict(rows.values_list("method_id").annotate(last=Max("created_at")))


def changes_total() -> int:
    return _public_changes().count()


def find_state(public_id: UUID) -> Entry | None:
    """None when there is no such state, or its method is not public (any more)."""
    found = _entries(_public_states().filter(public_id=public_id))
    return found[0] if found else None


def _public_states() -> QuerySet[EvidenceState]:
    public = public_pages(MethodPage.objects.all()).values("pk")
    states: QuerySet[EvidenceState] = EvidenceState.objects.filter(method_id__in=public)
    return states.select_related("method")


def _public_changes() -> QuerySet[EvidenceState]:
    return _public_states().filter(is_change=True)


def _entries(states: QuerySet[EvidenceState]) -> list[Entry]:
    """Five queries, the one that says what is public included."""
    rows = list(states)
    method_ids = {row.method_id for row in rows if row.method_id is not None}
    named, current = _named(method_ids)
    words = Indicator.objects.in_bulk([row.indicator_key for row in rows if row.indicator_key])
    found = []
    for row in rows:
        word = words.get(row.indicator_key or 0)
        may_be_named = word is not None and word.pk in named.get(row.method_id or 0, set())
        found.append(_entry(row, word.label if word and may_be_named else "", current))
    return found


def _named(method_ids: set[int]) -> tuple[dict[int, set[int]], set[str]]:
    """The indicators of each method that may be named, and the ids of all present states."""
    named: dict[int, set[int]] = defaultdict(set)
    current: set[str] = set()
    aims = MethodIndicator.objects.filter(page_id__in=method_ids)
    for method_id, indicator_id in aims.values_list("page_id", "indicator_id"):
        named[method_id].add(indicator_id)
    stored = holding(EvidenceSummary.objects.filter(method_id__in=method_ids))
    payloads = dict(stored.values_list("method_id", "payload"))
    # Of what is stale the indicators of a withdrawn case are still in the stored form.
    computed = computed_evidence(inputs_of(method_ids - payloads.keys()))
    payloads |= {method_id: to_payload(evidence) for method_id, evidence in computed.items()}
    for method_id, payload in payloads.items():
        indicators: Sequence[dict[str, object]] = [*payload.get("indicators", ()), *payload.get("guards", ())]
        named[method_id] |= {int(str(each["indicator_id"])) for each in indicators}
        scopes = [payload.get("whole"), *(each["scope"] for each in indicators)]
        current |= {str(scope["state"]) for scope in scopes if isinstance(scope, dict)}
    return named, current


def _entry(row: EvidenceState, label: str, current: set[str]) -> Entry:
    before = None
    if row.level_before is not None:
        before = Standing(
            direction=Direction(row.direction_before),
            is_bundle=row.is_bundle_before,
            level=row.level_before,
            organisations=row.organisations_before or 0,
        )
    return Entry(
        public_id=row.public_id,
        at=row.created_at,
        method_number=row.method_number or 0,
        method_title=row.method.title if row.method else "",
        method_url=(row.method.get_url() or "") if row.method else "",
        is_whole=row.scope == EvidenceState.Scope.METHOD,
        label=label,
        causes=tuple(row.known_causes),
        is_change=row.is_change,
        rule_version=row.rule_version,
        now=Standing(
            direction=Direction(row.direction),
            is_bundle=row.is_bundle,
            level=row.level,
            rung=row.rung,
            organisations=row.organisations,
            compared=row.compared,
            results=row.results,
            better=row.better,
            no_clear_change=row.no_clear_change,
            worse=row.worse,
        ),
        before=before,
        is_current=str(row.public_id) in current,
    )


def _spoken(standing: Standing) -> str:
    beside = ", alleen samen met iets anders" if standing.is_bundle else ""
    level = f"{LEVEL_NAMES[standing.level].lower()}, {standing.level} van 5"
    return f"{level} ({DIRECTION_NAMES[standing.direction]}{beside})"
