"""Which results may be shown: those of public cases that are not background."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet
from wagtail.query import PageQuerySet

from cases.choices import CaseKind
from cases.models import CasePage, Result
from core.visibility import public_pages


def public_cases() -> PageQuerySet[CasePage]:
    """Every case anyone may read now."""
    return public_pages(CasePage.objects.all())


def measured_cases() -> PageQuerySet[CasePage]:
    """The public cases of which the results count: those that are not background."""
    return public_cases().filter(kind=CaseKind.MEASUREMENT)


def counting_results() -> QuerySet[Result]:
    """The results that count: of public cases with a measurement, with what a row needs to show.

    The case is looked up per result. As `page_id__in`, SQLite read all public cases first, whatever few results were
    asked for: 20 ms on every list of a site with 15,000 cases.
    """
    case = measured_cases().filter(pk=OuterRef("page_id")).order_by()
    results: QuerySet[Result] = Result.objects.filter(Exists(case))
    return results.select_related("indicator", "page").order_by("page__number", "sort_order")
