"""Suggestions while somebody types: pages, filters and a corrected question. Silent whenever anything is wrong."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from math import inf

from wagtail.models import Page

from core.published import PublishedKind, kinds
from core.text.sanitise import one_line
from search.backends.registry import get_engine, site_words
from search.contract import EngineError, Query, Question
from search.curation.cache import Curation, current_curation
from search.documents.eligibility import searchable_pages
from search.dutch.questions import AnalysedQuestion, analyse_question
from search.dutch.synonyms import Thesaurus
from search.index.term_dictionary import TermDictionary
from search.query.analysis import Lexicon, build_query
from search.query.spelling import did_you_mean, meant_by, stands_in
from search.query_string import address
from search.suggest.source import Catalogue, FilterEntry, PageEntry, catalogue_of

MOST = 8
MOST_FILTERS = 2
# Pages of each kind to look at: some may turn out not to be public any more.
CANDIDATES = 12
# A filter must be meant, not just brushed: what each word weighs at least (1 is the word itself in its label).
SURE = 0.32
SHORTEST = 2
LONGEST = 100

logger = logging.getLogger(__name__)


QUESTION, FILTER = "question", "filter"


@dataclass(frozen=True)
class Suggestion:
    """`kind` is the code of a kind of page, `QUESTION` or `FILTER`, and `heading` stands above all of that kind.

    `label` is plain text; `detail` says in Dutch what it is (`Methode 31`, `Filter op kanaal`).
    """

    kind: str
    label: str
    detail: str
    url: str
    heading: str = field(default="", compare=False)


_Scored = tuple[Suggestion, float]


def suggest(text: str) -> tuple[Suggestion, ...]:
    """At most eight suggestions, those of one kind together, the kind with the best one first.

    Never raises: nothing at all when something fails.
    """
    try:
        asked = one_line(text)[:LONGEST]
        if len(asked) < SHORTEST and not asked.isdigit():
            return ()
        engine = get_engine()
        return _suggest(asked, catalogue_of(engine), site_words().words(), current_curation())
    except EngineError as error:
        logger.debug("no suggestions: %s", error)
    except Exception:
        logger.exception("no suggestions")
    return ()


def _suggest(text: str, known: Catalogue, words: TermDictionary, curation: Curation) -> tuple[Suggestion, ...]:
    asked, synonyms = analyse_question(text), curation.synonyms
    site = Lexicon(
        known.words.beginning_with, known.shares, lambda surface: meant_by(surface, words, synonyms), curation.whole
    )
    query = _without_stop_words(build_query(asked, synonyms, site))
    if query.is_empty:
        return ()
    candidates = {kind: _candidates(known, kind.slug, query) for kind in kinds()}
    public = _public(entry for entries in candidates.values() for entry in entries)
    question = _corrected(asked, words, synonyms, [page.title for page in public.values()])
    found = known.labels.find(query, len(query.words), MOST_FILTERS, SURE)
    filters = [(_filter(known.filters[place]), score) for place, score in found.items()]
    pages = [
        [
            (_page(kind, entry, public[entry.page_id]), score)
            for entry, score in entries.items()
            if entry.page_id in public
        ]
        for kind, entries in candidates.items()
    ]
    groups = [*_shared(pages, MOST - len(question) - len(filters)), filters]
    best_first = sorted(groups, key=lambda group: -max((score for _, score in group), default=0.0))
    return (*question, *(suggestion for group in best_first for suggestion, _ in group))


def _shared(groups: list[list[_Scored]], room: int) -> Iterator[list[_Scored]]:
    """The first of each group; what stands further down leaves at least half of the room to the groups after it."""
    for place, group in enumerate(groups):
        after = sum(map(len, groups[place + 1 :]))
        shown = group[: room - min(after, room // 2)]
        room -= len(shown)
        yield shown


def _without_stop_words(query: Query) -> Query:
    """The query without stop words that stand alone: they say nothing, but may be the beginning of something."""
    words = (tuple(one for one in word if not one.as_written) for word in query.words)
    kept = tuple(word for word in words if word)
    return replace(query, words=kept, minimum=min(query.minimum, len(kept)))


def _candidates(known: Catalogue, kind: str, query: Query) -> dict[PageEntry, float]:
    """The pages asked for by number, then those whose title or tags hold the words; with how well they match."""
    numbered = (known.by_number.get(one) for one in query.pages if one[0] == kind)
    titles = known.titles.get(kind)
    found = titles.find(query, query.minimum, CANDIDATES) if titles else {}
    entries = {entry: inf for entry in numbered if entry}
    for place, score in found.items():
        entries.setdefault(known.pages[kind][place], score)
    return dict(list(entries.items())[:CANDIDATES])


def _public(entries: Iterable[PageEntry]) -> dict[int, Page]:
    """Those that anyone may read now, with the title of now: the catalogue may be behind."""
    ids = [entry.page_id for entry in entries]
    pages = searchable_pages().filter(pk__in=ids) if ids else ()
    return {page.pk: page for page in pages}


def _corrected(
    asked: AnalysedQuestion, words: TermDictionary, synonyms: Thesaurus, titles: list[str]
) -> list[Suggestion]:
    """The question with its wrong words mended, only if a title that anyone may read now holds each new word."""
    meant = did_you_mean(asked, words, synonyms, lambda word: stands_in(titles, word))
    return [Suggestion(QUESTION, meant, "Verbeterde vraag", address(Question(meant)), "Bedoelde je")] if meant else []


def _page(kind: PublishedKind, entry: PageEntry, page: Page) -> Suggestion:
    detail = f"{kind.label} {entry.number}" if entry.number else kind.label
    return Suggestion(kind.code, page.title, detail, page.get_url() or "", kind.plural)


def _filter(entry: FilterEntry) -> Suggestion:
    chosen = Question(filters={entry.facet: (entry.slug,)})
    return Suggestion(FILTER, entry.label, f"Filter op {entry.facet.filter_name}", address(chosen), "Filters")
