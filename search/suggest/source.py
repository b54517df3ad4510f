"""What can be suggested beside pages: the words to filter on, kept in memory with the words of all titles.

Made of the database, again when the index has changed. It may be some time behind, so whoever suggests a page from it
asks the database first whether anyone may read it now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from weakref import WeakKeyDictionary

from search.contract import Engine, Facet, Query, Question
from search.curation.cache import current_curation
from search.documents.eligibility import searchable_pages
from search.facets import NAMED_FACETS
from search.index.refreshed import Refreshed
from search.index.term_dictionary import NO_WORDS, TermDictionary
from search.suggest.short_text import ShortText, short_text

# A catalogue is made again after so many seconds at the earliest, and in at most this share of the time.
REFRESH_AFTER = 30.0
SHARE_OF_TIME = 0.02


@dataclass(frozen=True, slots=True)
class FilterEntry:
    facet: Facet
    slug: str
    label: str
    text: ShortText


@dataclass(frozen=True)
class Catalogue:
    """Read-only. The filters, how many public pages there are, and how many titles and labels hold each folded word
    and each stem.
    """

    filters: Sequence[FilterEntry]
    total: int
    words: TermDictionary
    stems: Counter[str]

    def shares(self, stems: Iterable[str]) -> dict[str, float]:
        """The share of the titles (0 to 1) that hold each stem."""
        return {stem: min(self.stems[stem] / max(self.total, 1), 1.0) for stem in stems}


NOTHING = Catalogue((), 0, NO_WORDS, Counter())


def make_catalogue(engine: Engine) -> Catalogue:
    """Read everything that can be suggested. Seven queries, whatever the number of pages.

    :raises EngineError: when the engine fails.
    """
    whole = current_curation().whole
    filters = list(_filters(_in_use(engine), whole))
    titles = list(searchable_pages().values_list("title", flat=True))
    words, stems = Counter[str](), Counter[str]()
    for text in chain(map(short_text, titles), (entry.text for entry in filters)):
        words.update(filter(str.isalnum, text.written))
        stems.update(text.stems)
    return Catalogue(filters, len(titles), TermDictionary(words), stems)


def _in_use(engine: Engine) -> Mapping[Facet, frozenset[str]]:
    """The words that some page carries: a filter that finds nothing is no suggestion."""
    facets = engine.answer(Question(page_size=1), Query()).facets
    return {facet: frozenset(one.value for one in values if one.count) for facet, values in facets.items()}


def _filters(in_use: Mapping[Facet, frozenset[str]], whole: frozenset[str]) -> Iterator[FilterEntry]:
    """The words to filter on, with what people call them. One query for each facet."""
    for facet in NAMED_FACETS:
        for slug, label, names in facet.aliases():
            if slug in in_use.get(facet, ()):
                yield FilterEntry(facet, slug, label, short_text(label, names, whole))


def _pause(took: float) -> float:
    return max(REFRESH_AFTER, took / SHARE_OF_TIME)


_kept: WeakKeyDictionary[Engine, Refreshed[Catalogue]] = WeakKeyDictionary()


def catalogue_of(engine: Engine) -> Catalogue:
    """What can be suggested, as this process last read it; empty while another thread makes the first.

    :raises EngineError: when the engine fails.
    """
    kept = _kept.setdefault(engine, Refreshed(NOTHING, _pause))
    return kept.of(engine.stamp(), lambda: make_catalogue(engine))
