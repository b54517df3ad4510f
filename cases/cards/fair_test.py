"""The result that shows best what a fair test is: for the front page."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import F

from cases.choices import Contrast, Design, Relation, Shape
from cases.results.result_row import ResultRow, organisations_of, rows_with_keys
from cases.results.visibility import counting_results
from cases.summaries.read import EvidenceLevel, evidence_levels
from core.http.cache.kept import by_stamp
from core.visibility import public_pages
from methods.cards import MethodCard, method_cards
from methods.models import MethodPage


class FairTest(NamedTuple):
    """A result with the method it tested and how sure that method is."""

    row: ResultRow
    method: MethodCard
    evidence: EvidenceLevel


@by_stamp
def fair_test() -> FairTest | None:
    """Drawn by lot, both figures and the number of people known, one method tested; most people first."""
    tested = counting_results().filter(
        design=Design.RANDOMISED,
        contrast=Contrast.WITHOUT_WITH,
        shape__in=(Shape.COUNTS, Shape.SHARE),
        totals_not_published=False,
        counts_for__relation=Relation.ALONE,
        counts_for__method__in=public_pages(MethodPage.objects.all()).values("pk"),
    )
    order = (F("second_total").desc(nulls_last=True), "page__number", "sort_order")
    found = tested.order_by(*order).values_list("pk", "page_id", "counts_for__method_id").first()
    if found is None:
        return None
    key, case_id, method_id = found
    row = rows_with_keys([key], organisations_of([case_id]))[key]
    return FairTest(row, method_cards([method_id])[method_id], evidence_levels([method_id])[method_id])
