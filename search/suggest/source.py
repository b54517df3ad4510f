"""What can be suggested beside pages: the words to filter on, kept in memory with the words of all titles.

Made of the database, again when the index has changed. It may be some time behind, so whoever suggests a page from it
asks the database first whether anyone may read it now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

from search.contract import Engine, Facet, Query, Question
from search.curation.cache import current_curation
from search.documents.eligibility import searchable_pages
from search.facets import NAMED_FACETS
from search.index.refreshed import Refreshed
from search.index.term_dictionary import TermDictionary
from search.suggest.title_index import TitleIndex, fill

# A catalogue is made again after so many seconds at the earliest, and in at most this share of the time.
REFRESH_AFTER = 30.0
SHARE_OF_TIME = 0.02


@dataclass(frozen=True, slots=True)
class FilterEntry:
    facet: Facet
    slug: str
    label: str


@dataclass(frozen=True)
class Catalogue:
    """Read-only. `filters` stand in the order of `labels`; of the `titles` of public pages only the words count."""

    total: int
    titles: TitleIndex
    filters: Sequence[FilterEntry]
    labels: TitleIndex

    @cached_property
    def words(self) -> TermDictionary:
        """The words of all titles and labels, with the number of those that hold them."""
        return TermDictionary(Counter(self.titles.counts) + Counter(self.labels.counts))

    def shares(self, stems: Iterable[str]) -> dict[str, float]:
        """The share of the titles (0 to 1) that hold each stem."""
        total = max(self.total, 1)
        return {stem: min((self.titles.share(stem) + self.labels.share(stem)) / total, 1.0) for stem in stems}


NOTHING = Catalogue(0, fill(()), (), fill(()))


def make_catalogue(engine: Engine) -> Catalogue:
    """Read everything that can be suggested. Seven queries, whatever the number of pages.

    :raises EngineError: when the engine fails.
    """
    titles, whole = list(searchable_pages().values_list("title", flat=True)), current_curation().whole
    filters = list(_filters(_in_use(engine)))
    return Catalogue(
        total=len(titles),
        titles=fill(((title, ()) for title in titles), whole),
        filters=[entry for entry, _ in filters],
        labels=fill(((entry.label, others) for entry, others in filters), whole),
    )


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
