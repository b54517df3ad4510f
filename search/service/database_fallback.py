"""When the engine fails: a plain query on titles in the database. No counts, no highlights, but an answer."""

from __future__ import annotations

import logging
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Case, Q, When
from wagtail.query import PageQuerySet

from core.published import kind_of, kinds, result_kinds
from core.published.plain_documents import summary
from core.published.registry import HIGHEST_RANK
from search.contract import Answer, Facet, Hit, Question, Sort
from search.documents.eligibility import kinds_by_content_type, searchable_pages
from search.dutch.highlight import escape
from search.dutch.questions import AnalysedQuestion

NAME = "database"
_MOST_WORDS = 8

logger = logging.getLogger(__name__)


def plain_answer(question: Question, asked: AnalysedQuestion) -> Answer:
    """Public pages whose title holds every word of the question. Never raises: empty when the database fails."""
    try:
        return _answer(question, asked)
    except Exception:
        logger.exception("the plain title query failed too")
        return Answer(question, (), 0, {}, engine=NAME, degraded=True, asked=asked)


def _answer(question: Question, asked: AnalysedQuestion) -> Answer:
    pages = _within(searchable_pages(), question).filter(_words(asked)).order_by(*_order(question.sort))
    start = (question.page - 1) * question.page_size
    hits = tuple(_hit(page) for page in pages[start : start + question.page_size].specific())
    return Answer(question, hits, pages.count(), {}, engine=NAME, degraded=True, asked=asked)


def _words(asked: AnalysedQuestion) -> Q:
    words = [word.surface for word in asked.content_words][:_MOST_WORDS]
    return reduce(and_, (Q(title__icontains=word) for word in words), Q())


def _order(sort: Sort) -> tuple[Any, ...]:
    if sort is Sort.NEWEST:
        return ("-first_published_at", "pk")
    ranks = (When(content_type=pk, then=kind.rank) for pk, kind in kinds_by_content_type().items())
    return (Case(*ranks, default=HIGHEST_RANK), "pk")


def _within(pages: PageQuerySet[Any], question: Question) -> PageQuerySet[Any]:
    """The pages that fit the filters the database can answer."""
    filters = {facet.value: values for facet, values in question.filters.items() if values and not facet.is_computed}
    wanted = filters.pop(Facet.KIND.value, [kind.slug for kind in result_kinds()])
    chosen = Q(pk__in=[])
    for kind in kinds():
        if kind.slug in wanted:
            chosen |= Q(pk__in=kind.matching(filters))
    found: PageQuerySet[Any] = pages.filter(chosen)
    return found


def _hit(page: Any) -> Hit:
    kind, number = kind_of(page), getattr(page, "number", None) or 0
    slug = kind.slug if kind else ""
    return Hit(page.pk, slug, number, escape(page.title), escape(summary(page)), page.get_url() or "", 0.0)
