"""What can be suggested while somebody types: titles of public pages and the words to filter on, kept in memory.

Made of the database, again when the index has changed. It may be some time behind, so whoever suggests a page from it
asks the database first whether anyone may read it now.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from cases.models import CaseTag
from core.published import kinds
from methods.models import MethodTag
from search.contract import Engine, Facet, Query, Question
from search.curation.cache import current_curation
from search.documents.eligibility import kinds_by_content_type, searchable_pages
from search.facets import NAMED_FACETS
from search.index.refreshed import Refreshed
from search.index.term_dictionary import TermDictionary
from search.suggest.title_index import TitleIndex, fill

# A catalogue is made again after so many seconds at the earliest, and in at most this share of the time.
REFRESH_AFTER = 30.0
SHARE_OF_TIME = 0.02


@dataclass(frozen=True, slots=True)
class PageEntry:
    page_id: int
    number: int


@dataclass(frozen=True, slots=True)
class FilterEntry:
    facet: Facet
    slug: str
    label: str


@dataclass(frozen=True)
class Catalogue:
    """Read-only. `pages` (by kind, then number) and `filters` stand in the order of their title index."""

    pages: Mapping[str, Sequence[PageEntry]]
    titles: Mapping[str, TitleIndex]
    filters: Sequence[FilterEntry]
    labels: TitleIndex

    @cached_property
    def words(self) -> TermDictionary:
        """The words of all titles and labels, with the number of those that hold them."""
        counts: Counter[str] = Counter()
        for index in self._indexes:
            counts.update(index.counts)
        return TermDictionary(counts)

    @cached_property
    def by_number(self) -> Mapping[tuple[str, int], PageEntry]:
        return {(kind, entry.number): entry for kind, entries in self.pages.items() for entry in entries}

    def shares(self, stems: Iterable[str]) -> dict[str, float]:
        """The share of the titles (0 to 1) that hold each stem."""
        total = max(sum(map(len, self.pages.values())), 1)
        return {stem: min(sum(index.share(stem) for index in self._indexes) / total, 1.0) for stem in stems}

    @property
    def _indexes(self) -> tuple[TitleIndex, ...]:
        return (*self.titles.values(), self.labels)


NOTHING = Catalogue({}, {}, (), fill(()))


def make_catalogue(engine: Engine) -> Catalogue:
    """Read everything that can be suggested. Eight queries, whatever the number of pages.

    :raises EngineError: when the engine fails.
    """
    types = kinds_by_content_type()
    rows: dict[str, list[tuple[PageEntry, str]]] = {kind.slug: [] for kind in kinds()}
    numbers = [f"{kind.model._meta.model_name}__number" for kind in kinds() if kind.prefix]
    for page_id, title, type_id, *given in searchable_pages().values_list("pk", "title", "content_type_id", *numbers):
        rows[types[type_id].slug].append((PageEntry(page_id, next(filter(None, given), 0)), title))
    for entries in rows.values():
        entries.sort(key=lambda row: row[0].number)
    tags, whole = _tags(), current_curation().whole
    filters = list(_filters(_in_use(engine)))
    return Catalogue(
        pages={kind: [entry for entry, _ in entries] for kind, entries in rows.items()},
        titles={
            kind: fill(((title, tags.get(entry.page_id, ())) for entry, title in entries), whole)
            for kind, entries in rows.items()
        },
        filters=[entry for entry, _ in filters],
        labels=fill(((entry.label, others) for entry, others in filters), whole),
    )


def _tags() -> Mapping[int, Sequence[str]]:
    """What editors expect people to type, per page."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for rows in (MethodTag, CaseTag):
        for page_id, name in rows.objects.values_list("content_object_id", "tag__name"):
            found[page_id].append(name)
    return found


def _in_use(engine: Engine) -> Mapping[Facet, frozenset[str]]:
    """The words that some page carries: a filter that finds nothing is no suggestion."""
    facets = engine.answer(Question(page_size=1), Query()).facets
    return {facet: frozenset(one.value for one in values if one.count) for facet, values in facets.items()}


def _filters(in_use: Mapping[Facet, frozenset[str]]) -> Iterator[tuple[FilterEntry, Sequence[str]]]:
    """The words to filter on, with what people call them. One query for each facet."""
    for facet in NAMED_FACETS:
        for slug, label, names in facet.aliases():
            if slug in in_use.get(facet, ()):
                yield FilterEntry(facet, slug, label), names


def _pause(took: float) -> float:
    return max(REFRESH_AFTER, took / SHARE_OF_TIME)


_kept: WeakKeyDictionary[Engine, Refreshed[Catalogue]] = WeakKeyDictionary()


def catalogue_of(engine: Engine) -> Catalogue:
    """What can be suggested, as this process last read it; empty while another thread makes the first.

    :raises EngineError: when the engine fails.
    """
    kept = _kept.setdefault(engine, Refreshed(NOTHING, _pause))
    return kept.of(engine.stamp(), lambda: make_catalogue(engine))
