"""When the engine fails: a plain query on titles in the database. No counts, no highlights, but an answer."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.query import PageQuerySet

from cases.choices import DESIGN_SLUGS
from cases.models import CasePage
from methods.models import MethodPage
from search.contract import Answer, Facet, Hit, Kind, Question, Sort
from search.documents.eligibility import searchable_pages
from search.dutch.highlight import escape
from search.dutch.questions import analyse_query

NAME = "database"
_MOST_WORDS = 8

# How a filter reads in the database, for methods and for cases; what is computed cannot be asked.
_METHODS: Mapping[Facet, str] = {
    Facet.FAMILY: "families__slug__in",
    Facet.CHANNEL: "channels__slug__in",
    Facet.THEME: "theme__slug__in",
    Facet.BARRIER: "barriers__slug__in",
}
_CASES: Mapping[Facet, str] = {
    Facet.FAMILY: "organisations__organisation__family__slug__in",
    Facet.CHANNEL: "channels__slug__in",
    Facet.THEME: "used_methods__method__theme__slug__in",
    Facet.BARRIER: "used_methods__method__barriers__slug__in",
    Facet.ORGANISATION: "organisations__organisation__slug__in",
    Facet.PRODUCT: "products__product__slug__in",
    Facet.INDICATOR: "results__indicator__slug__in",
    Facet.DESIGN: "results__design__in",
}
_COMPUTED = (Facet.EFFORT, Facet.DIRECTION, Facet.STRENGTH)
_DESIGNS = {slug: design for design, slug in DESIGN_SLUGS.items()}

logger = logging.getLogger(__name__)


def plain_answer(question: Question) -> Answer:
    """Public pages whose title holds every word of the question. Never raises: empty when the database fails."""
    try:
        return _answer(question)
    except Exception:
        logger.exception("the plain title query failed too")
        return Answer(question, (), 0, {}, engine=NAME, degraded=True)


def _answer(question: Question) -> Answer:
    pages = _within(searchable_pages(), question).filter(_words(question.text)).order_by(*_order(question.sort))
    start = (question.page - 1) * question.page_size
    hits = tuple(_hit(page) for page in pages[start : start + question.page_size].specific())
    return Answer(question, hits, pages.count(), {}, engine=NAME, degraded=True)


def _words(text: str) -> Q:
    words = [word.surface for word in analyse_query(text).content_words][:_MOST_WORDS]
    return reduce(and_, (Q(title__icontains=word) for word in words), Q())


def _order(sort: Sort) -> tuple[str, ...]:
    return ("-first_published_at", "pk") if sort is Sort.NEWEST else ("-content_type__model", "pk")


def _within(pages: PageQuerySet[Any], question: Question) -> PageQuerySet[Any]:
    """The pages that fit the filters the database can answer."""
    filters = {facet: list(values) for facet, values in question.filters.items() if values}
    kinds = filters.pop(Facet.KIND, [kind.value for kind in Kind])
    for facet in _COMPUTED:
        filters.pop(facet, None)
    chosen = Q(pk__in=[])
    if Kind.METHOD in kinds:
        chosen |= Q(pk__in=_matching(MethodPage.objects.all(), _METHODS, filters))
    if Kind.CASE in kinds:
        chosen |= Q(pk__in=_matching(CasePage.objects.all(), _CASES, filters))
    found: PageQuerySet[Any] = pages.filter(chosen)
    return found


def _matching(pages: QuerySet[Any], lookups: Mapping[Facet, str], filters: Mapping[Facet, list[str]]) -> QuerySet[Any]:
    for facet, values in filters.items():
        if facet not in lookups:
            return pages.none().values("pk")
        wanted = [_DESIGNS.get(value, value) for value in values] if facet is Facet.DESIGN else values
        pages = pages.filter(**{lookups[facet]: wanted})
    return pages.values("pk")


def _hit(page: Any) -> Hit:
    kind = Kind.METHOD if isinstance(page, MethodPage) else Kind.CASE
    return Hit(page.pk, kind, page.number or 0, escape(page.title), escape(page.gist), page.get_url() or "", 0.0)
