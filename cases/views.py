"""Files beside a method page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from cases.exports.csv import results_sheet
from cases.pages.method_context import counting_rows
from cases.results.family_filter import family_choice
from cases.results.query_params import read_params
from cases.summaries.read import method_evidence
from core.visibility import is_public
from methods.models import MethodPage


@require_safe
def method_sheet(request: HttpRequest, number: str) -> HttpResponse:
    """The table of a method as CSV, or that of one family.

    :raises Http404: when there is no such method, or not everyone may read it.
    """
    page = MethodPage.objects.filter(number=int(number)).first()
    if page is None or not is_public(page):
        raise Http404("not public")
    rows = counting_rows(page.pk)
    chosen = family_choice(rows, read_params(request.GET)).chosen
    if chosen is not None:
        rows = [row for row in rows if chosen.key in row.families]
    roles = {each.indicator_id: each.role for each in method_evidence(page.pk).all_indicators}
    response = HttpResponse(results_sheet(int(number), rows, roles), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="methode-{int(number)}-resultaten.csv"'
    response["X-Robots-Tag"] = "noindex"
    return response
