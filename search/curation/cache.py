"""What editors manage, ready to use: read once and kept, and read again by every process when something changed."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max, Model, QuerySet, Sum, Value

from core.http.cache.kept import by_stamp
from search.curation.promoted_results import FeaturedPage, FeaturedQuestion
from search.curation.protected_words import WholeWord, whole_stems
from search.curation.synonyms import SynonymGroup, saved_groups
from search.dutch.synonyms import Thesaurus

# The key of a question (`AnalysedQuestion.key`).
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promotion:
    """The pages that come first from one day up to and including another."""

    page_ids: tuple[int, ...]
    starts_on: date | None
    ends_on: date

    def holds_on(self, day: date) -> bool:
        return (self.starts_on is None or self.starts_on <= day) and day <= self.ends_on


@dataclass(frozen=True)
class Curation:
    """Snapshot of all editorial search settings. `whole` are the stems of the protected words."""

    synonyms: Thesaurus = field(default_factory=lambda: Thesaurus(()))
    featured: Mapping[Key, tuple[Promotion, ...]] = field(default_factory=dict)
    whole: frozenset[str] = frozenset()

    def featured_for(self, key: Key, day: date) -> tuple[int, ...]:
        """Ids of the pages that come first for the question with this key on this day, in order."""
        return next((one.page_ids for one in self.featured.get(key, ()) if one.holds_on(day)), ())


# What tells that a list has changed, per list.
State = Mapping[str, tuple[Any, ...]]
_SYNONYMS, _FEATURED, _PAGES, _WHOLE = "synonyms", "featured", "pages", "whole"

_lock = threading.Lock()
_kept: tuple[State, Curation] = ({}, Curation())


def current_curation() -> Curation:
    """The lists as they are now; made again only when something in them changed. One query."""
    global _kept
    state = _state()
    with _lock:
        before, kept = _kept
        if state != before:
            kept = Curation(
                kept.synonyms if _same(state, before, _SYNONYMS) else Thesaurus(saved_groups()),
                kept.featured if _same(state, before, _FEATURED, _PAGES) else _read_featured(),
                kept.whole if _same(state, before, _WHOLE) else whole_stems(),
            )
            _kept = state, kept
        return kept


@by_stamp
def _state() -> State:
    """How many rows each list has, the last one, and the sum of their marks."""
    asked = [
        _counted(_SYNONYMS, SynonymGroup, "mark"),
        _counted(_FEATURED, FeaturedQuestion, "mark"),
        _counted(_PAGES, FeaturedPage, "page_id"),
        _counted(_WHOLE, WholeWord, "mark"),
    ]
    return {name: tuple(rest) for name, *rest in asked[0].union(*asked[1:], all=True)}


def _counted(name: str, model: type[Model], mark: str) -> QuerySet[Any, Any]:
    rows = model._default_manager.order_by().values(list=Value(name))
    counted: QuerySet[Any, Any] = rows.annotate(rows=Count("pk"), last=Max("pk"), marks=Sum(mark))
    return counted.values_list("list", "rows", "last", "marks")


def _same(state: State, before: State, *names: str) -> bool:
    """Whether these lists did not change since; one that is empty has no state."""
    return bool(before) and all(state.get(name) == before.get(name) for name in names)


def _read_featured() -> dict[Key, tuple[Promotion, ...]]:
    """Per wording the pages and the days of each row that has it, the oldest row first. Two queries."""
    found: defaultdict[Key, list[Promotion]] = defaultdict(list)
    pages: defaultdict[int, list[int]] = defaultdict(list)
    rows: Iterable[tuple[int, int]] = FeaturedPage.objects.order_by("question_id", "sort_order", "pk").values_list(
        "question_id", "page_id"
    )
    for question_id, page_id in rows:
        pages[question_id].append(page_id)
    for row in FeaturedQuestion.objects.order_by("pk"):
        for key in row.keys:
            found[key].append(Promotion(tuple(dict.fromkeys(pages[row.pk])), row.starts_on, row.ends_on))
    return {key: tuple(each) for key, each in found.items()}
