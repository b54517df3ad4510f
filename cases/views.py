"""Files beside a method page."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from cases.exports.columns import RESULT_COLUMNS
from cases.exports.rows import exported_results
from cases.models import CaseOrganisation, Result, ResultMethod
from cases.results.query_params import read_params
from cases.results.visibility import counting_results
from core.http.csvw import described
from core.http.exports import csv_parts, download, json_parts
from core.visibility import is_public
from evidence import RULE
from methods.models import MethodPage
from vocabulary.models import OrganisationType


@described(RESULT_COLUMNS)
@require_safe
def method_csv(request: HttpRequest, number: str) -> HttpResponseBase:
    """The results of a method, or those of one family, for a spreadsheet.

    :raises Http404: when there is no such method, or not everyone may read it.
    """
    method = _public_method(number)
    rows = exported_results(_results(method, request))
    return download(csv_parts(RESULT_COLUMNS, rows), f"methode-{method.number}-resultaten.csv", is_short=True)


@require_safe
def method_json(request: HttpRequest, number: str) -> HttpResponseBase:
    """The same for a program.

    :raises Http404: when there is no such method, or not everyone may read it.
    """
    method = _public_method(number)
    rows = exported_results(_results(method, request))
    about = {"licentie": "CC0-1.0", "rekenregel": RULE.version, "methode": method.number}
    parts = json_parts(RESULT_COLUMNS, rows, about=about, things="resultaten")
    return download(parts, f"methode-{method.number}-resultaten.json", is_short=True)


def _public_method(number: str) -> MethodPage:
    page: MethodPage | None = MethodPage.objects.filter(number=int(number)).first()
    if page is None or not is_public(page):
        raise Http404("not public")
    return page  # type: ignore[no-any-return]


def _results(method: MethodPage, request: HttpRequest) -> QuerySet[Result]:
    """Those that count for the method; of one family when the address names one that exists."""
    links = ResultMethod.objects.filter(method=method)
    results = counting_results().filter(pk__in=links.values("result_id")).order_by("page__number", "indicator__label")
    family = OrganisationType.objects.filter(slug=read_params(request.GET).family).first()
    if family is None:
        return results
    members = CaseOrganisation.objects.filter(organisation__family=family)
    return results.filter(page_id__in=members.values("page_id"))
