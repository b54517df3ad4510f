"""Suggestions while somebody types: pages, filters and a corrected question. Silent whenever anything is wrong."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from wagtail.models import Page

from core.published import kind_of, kinds
from core.text.sanitise import one_line
from search.backends.registry import get_engine, site_words
from search.contract import Engine, EngineError, Facet, Hit, Query, Question
from search.curation.cache import Curation, current_curation
from search.documents.eligibility import searchable_pages
from search.dutch.questions import AnalysedQuestion, analyse_question
from search.dutch.synonyms import Thesaurus
from search.index.term_dictionary import TermDictionary
from search.query.analysis import Lexicon, build_query
from search.query.spelling import did_you_mean, meant_by, stands_in
from search.query_string import address
from search.service.answers import known_of
from search.suggest.short_text import best_of, short_text
from search.suggest.source import FilterEntry, catalogue_of

MOST = 8
MOST_FILTERS = 2
# Results to look at: some may turn out not to be public any more.
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


def suggest(text: str) -> tuple[Suggestion, ...]:
    """At most eight suggestions, those of one kind together, the kind with the best one first.

    Never raises: nothing at all when something fails.
    """
    try:
        asked = one_line(text)[:LONGEST]
        if len(asked) < SHORTEST and not asked.isdigit():
            return ()
        engine = get_engine()
        return _suggest(asked, engine, site_words().words(), current_curation())
    except EngineError as error:
        logger.debug("no suggestions: %s", error)
    except Exception:
        logger.exception("no suggestions")
    return ()


def _suggest(text: str, engine: Engine, words: TermDictionary, curation: Curation) -> tuple[Suggestion, ...]:
    asked, synonyms, known = analyse_question(text), curation.synonyms, catalogue_of(engine)
    site = Lexicon(
        known.words.beginning_with, known.shares, lambda surface: meant_by(surface, words, synonyms), curation.whole
    )
    query = _without_stop_words(build_query(asked, synonyms, site))
    if query.is_empty:
        return ()
    asked_of_engine = build_query(asked, synonyms, known_of(engine, words, synonyms, curation.whole))
    hits = () if _says_nothing(asked) else _first_results(text, engine, asked_of_engine)
    public = _public(hits)
    question = _corrected(asked, words, synonyms, [page.title for page in public.values()])
    labels = (entry.text for entry in known.filters)
    found = best_of(labels, query, minimum=len(query.words), most=MOST_FILTERS, least=SURE)
    filters = [_filter(known.filters[place]) for place, _ in found]
    pages: dict[str, list[Suggestion]] = {}
    for hit in hits:
        if hit.page_id in public:
            pages.setdefault(hit.kind, []).append(_page(hit, public[hit.page_id]))
    shown = [one for group in _shared(list(pages.values()), MOST - len(question) - len(filters)) for one in group]
    in_titles = best_of((short_text(page.title) for page in public.values()), query, minimum=1, most=1)
    best_filter, best_title = (max((score for _, score in some), default=0.0) for some in (found, in_titles))
    ordered = (*filters, *shown) if best_filter > best_title else (*shown, *filters)
    return (*question, *ordered)


def _shared(groups: list[list[Suggestion]], room: int) -> Iterator[list[Suggestion]]:
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


def _says_nothing(asked: AnalysedQuestion) -> bool:
    """Whether there are only stop words outside quotes, one of which may still become a word."""
    return all(token.word.is_stopword and token.phrase is None for token in asked.tokens)


def _first_results(text: str, engine: Engine, query: Query) -> tuple[Hit, ...]:
    """The first results of every kind, as the results page orders them."""
    wanted = {Facet.KIND: tuple(kind.slug for kind in kinds())}
    return engine.answer(Question(text, wanted, page_size=CANDIDATES), query).hits


def _public(hits: Iterable[Hit]) -> dict[int, Page]:
    """Those that anyone may read now, with the title of now: the index may be behind."""
    ids = [hit.page_id for hit in hits]
    pages = searchable_pages().filter(pk__in=ids) if ids else ()
    return {page.pk: page for page in pages}


def _corrected(
    asked: AnalysedQuestion, words: TermDictionary, synonyms: Thesaurus, titles: list[str]
) -> list[Suggestion]:
    """The question with its wrong words mended, only if a title that anyone may read now holds each new word."""
    meant = did_you_mean(asked, words, synonyms, lambda word: stands_in(titles, word))
    return [Suggestion(QUESTION, meant, "Verbeterde vraag", address(Question(meant)), "Bedoelde je")] if meant else []


def _page(hit: Hit, page: Page) -> Suggestion:
    kind = kind_of(hit.kind)
    label, plural = (kind.label, kind.plural) if kind else (hit.kind, hit.kind)
    return Suggestion(
        hit.code, page.title, f"{label} {hit.number}" if hit.number else label, page.get_url() or "", plural
    )


def _filter(entry: FilterEntry) -> Suggestion:
    chosen = Question(filters={entry.facet: (entry.slug,)})
    return Suggestion(FILTER, entry.label, f"Filter op {entry.facet.filter_name}", address(chosen), "Filters")
