"""Ask the site: one function that always answers. Views, listing pages, commands and the API use only this."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import partial

from core.http.cache.kept import each_by_stamp
from core.http.cache.validity import do_not_keep
from core.published import kinds, result_kinds
from search.backends.registry import get_engine, site_words
from search.contract import Answer, Engine, EngineError, Facet, FacetValue, Query, Question
from search.contract.query_plan import Stem, Together
from search.curation.cache import Curation, current_curation
from search.curation.promotion import promoted_hits
from search.documents.builder import build_records
from search.documents.eligibility import searchable_pages
from search.dutch.highlight import Terms
from search.dutch.questions import AnalysedQuestion, analyse_question
from search.dutch.synonyms import Thesaurus
from search.facets import labels_of
from search.index.term_dictionary import TermDictionary
from search.query.analysis import Lexicon, build_query
from search.query.coverage import coverage
from search.query.spelling import did_you_mean, holds, meant_by
from search.query.word_shares import word_shares
from search.service.database_fallback import plain_answer

# How often to ask again when the index still holds pages that are no longer public.
_ATTEMPTS = 4
# How many pages to look into before a word is suggested.
_LOOKED_INTO = 3

logger = logging.getLogger(__name__)


def answer(question: Question) -> Answer:
    """What the site knows. Never raises: when the engine fails, a plain title query answers, marked `degraded`."""
    asked = analyse_question(question.text)
    try:
        return _answer(question, asked)
    except EngineError as error:
        logger.warning("search answers without its engine: %s", error)
    except Exception:
        logger.exception("search answers without its engine")
    do_not_keep()
    return _plain(question, asked)


def _answer(question: Question, asked: AnalysedQuestion) -> Answer:
    words, curation = site_words().words(), current_curation()
    engine, query = _understood(asked, words, curation)
    found = _only_public(engine, question, query)
    if found.degraded:
        do_not_keep()
    finds = partial(_finds, words=words, curation=curation)
    return replace(
        found,
        facets=_labelled(found.facets),
        did_you_mean=did_you_mean(asked, words, curation.synonyms, finds),
        featured=promoted_hits(question, asked.key, curation, query.marks),
        asked=asked,
        **coverage(query, engine.count_each),
    )


def _plain(question: Question, asked: AnalysedQuestion) -> Answer:
    """Titles alone, with what editors put first when the database can still tell."""
    found = plain_answer(question, asked)
    try:
        return replace(found, featured=promoted_hits(question, asked.key, current_curation(), Terms()))
    except Exception:
        logger.exception("featured results cannot be read")
        return found


def ask(question: Question, asked: AnalysedQuestion, synonyms: Thesaurus | None = None) -> Answer:
    """The engine's answer, with only pages that anyone may read now, whatever the index still holds.

    Without labels, without a suggestion and without promoted results. `asked` is the analysis of the text; `synonyms`
    stand in for those that are saved.

    :raises EngineError: when the engine fails.
    """
    curation = current_curation()
    curation = replace(curation, synonyms=synonyms) if synonyms else curation
    return _ask(question, asked, site_words().words(), curation)


def understood(asked: AnalysedQuestion) -> tuple[Engine, Query, Curation]:
    """How the site reads a question now: the engine, the query, and the lists of editors that were used.

    :raises EngineError: when the engine fails.
    """
    curation = current_curation()
    return *_understood(asked, site_words().words(), curation), curation


def known_of(
    engine: Engine, words: TermDictionary, synonyms: Thesaurus, whole: frozenset[str] = frozenset()
) -> Lexicon:
    """What the site knows about words, for the analysis of a question."""
    return Lexicon(
        words.starting_with,
        partial(word_shares, engine.count_each),
        lambda surface: meant_by(surface, words, synonyms),
        whole,
        words.parts_of,
        lambda stems: engine.count_each([Together(tuple(map(Stem, stems)))])[0] > 0,
    )


def _understood(asked: AnalysedQuestion, words: TermDictionary, curation: Curation) -> tuple[Engine, Query]:
    engine = get_engine()
    return engine, build_query(asked, curation.synonyms, known_of(engine, words, curation.synonyms, curation.whole))


def _ask(question: Question, asked: AnalysedQuestion, words: TermDictionary, curation: Curation) -> Answer:
    engine, query = _understood(asked, words, curation)
    return _only_public(engine, question, query)


def _finds(word: str, words: TermDictionary, curation: Curation) -> bool:
    """Whether a public page holds the word now, by the database: the index may be of before a page beside it went."""
    hits = _ask(Question(word, page_size=_LOOKED_INTO), analyse_question(word), words, curation).hits
    return any(holds(record, word) for record in build_records([hit.page_id for hit in hits], whole=curation.whole))


def _only_public(engine: Engine, question: Question, query: Query) -> Answer:
    """Ask again without the pages that turn out not to be public, so that total and counts are right too."""
    hidden: frozenset[int] = frozenset()
    asked = _of_result_kinds(question)
    for _ in range(_ATTEMPTS):
        found = _as_asked(question, engine.answer(asked, query, hidden))
        gone = _not_public(hit.page_id for hit in found.hits)
        if not gone:
            return found
        hidden |= gone
    hits = tuple(hit for hit in found.hits if hit.page_id not in hidden)
    return replace(found, hits=hits, total=found.total - len(gone))


def _of_result_kinds(question: Question) -> Question:
    """The question with the kinds that the list of results holds, when it names none and there are others."""
    wanted = tuple(kind.slug for kind in result_kinds())
    if question.filters.get(Facet.KIND) or len(wanted) == len(kinds()):
        return question
    return replace(question, filters={**question.filters, Facet.KIND: wanted})


def _as_asked(question: Question, found: Answer) -> Answer:
    """The answer to the question as it was asked, with what fits of the other kinds beside it."""
    if found.question is question:
        return found
    counted = {value.value: value.count for value in found.facets.get(Facet.KIND, ()) if value.count}
    values = [
        (kind, FacetValue(kind.slug, kind.plural, counted[kind.slug])) for kind in kinds() if kind.slug in counted
    ]
    within = tuple(value for kind, value in values if kind.in_results)
    beside = tuple(value for kind, value in values if not kind.in_results)
    return replace(found, question=question, facets={**found.facets, Facet.KIND: within}, beside=beside)


def _not_public(page_ids: Iterable[int]) -> set[int]:
    ids = set(page_ids)
    return ids - _searchable(ids).keys()


@each_by_stamp
def _searchable(page_ids: Collection[int]) -> dict[int, int]:
    """Those of these pages that may be found now, by their own key. One query."""
    return {key: key for key in searchable_pages().filter(pk__in=page_ids).values_list("pk", flat=True)}


def _labelled(facets: Mapping[Facet, tuple[FacetValue, ...]]) -> dict[Facet, tuple[FacetValue, ...]]:
    """The counts with the labels and in the order of the lists; a word that no longer exists is left out."""
    by_slug = {facet: {value.value: value for value in values} for facet, values in facets.items()}
    labels = labels_of(by_slug)
    return {
        facet: tuple(
            FacetValue(slug, label, values[slug].count, values[slug].selected) for slug, label in labels[facet].items()
        )
        for facet, values in by_slug.items()
    }
