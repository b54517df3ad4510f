"""The filters of the overview of results, and the results that fit them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from cases.choices import DESIGN_SLUGS, Design, Direction
from cases.computed.read import with_facts
from cases.models import CaseOrganisation, Result, ResultMethod
from cases.results.visibility import counting_results
from core.http.query_filters import Filter, FilterSet
from core.text.numbers import sentence_case
from core.visibility import public_pages
from methods.models import MethodPage
from vocabulary.models import Indicator, OrganisationType

_DESIGNS = {slug: design for design, slug in DESIGN_SLUGS.items()}


def chosen_results(chosen: Mapping[str, str]) -> QuerySet[Result]:
    """The public results that fit, in the order of the list: by number of the case, never by size."""
    results = with_facts(counting_results())
    if number := chosen.get("methode"):
        methods = public_pages(MethodPage.objects.filter(number=int(number))).values("pk")
        results = results.filter(pk__in=ResultMethod.objects.filter(method__in=methods).values("result_id"))
    if slug := chosen.get("indicator"):
        results = results.filter(indicator__slug=slug)
    if slug := chosen.get("familie"):
        members = CaseOrganisation.objects.filter(organisation__family__slug=slug)
        results = results.filter(page_id__in=members.values("page_id"))
    if slug := chosen.get("richting"):
        results = results.filter(kept_direction=slug)
    if slug := chosen.get("opzet"):
        results = results.filter(design=_DESIGNS[slug])
    if year := chosen.get("jaar"):
        results = results.filter(kept_year=int(year))
    return results.order_by("page__number", "sort_order", "pk")


def _methods() -> dict[str, str]:
    counted = ResultMethod.objects.filter(result__in=counting_results().order_by().values("pk"))
    public = public_pages(MethodPage.objects.filter(pk__in=counted.values("method_id"), number__isnull=False))
    return {
        str(number): f"{number}. {title}" for number, title in public.order_by("number").values_list("number", "title")
    }


def _indicators() -> dict[str, str]:
    used = Indicator.objects.filter(pk__in=counting_results().order_by().values("indicator_id"))
    return {slug: sentence_case(label) for slug, label in used.order_by("label").values_list("slug", "label")}


def _families() -> dict[str, str]:
    cases = CaseOrganisation.objects.filter(page_id__in=counting_results().order_by().values("page_id"))
    used = OrganisationType.objects.filter(pk__in=cases.values("organisation__family_id"))
    return {slug: sentence_case(label) for slug, label in used.values_list("slug", "label")}


def _directions() -> dict[str, str]:
    used = set(with_facts(counting_results().order_by()).values_list("kept_direction", flat=True).distinct())
    return {each.value: str(each.label) for each in Direction if each.value in used}


def _designs() -> dict[str, str]:
    used = set(counting_results().order_by().values_list("design", flat=True).distinct())
    return {slug: str(Design(design).label) for design, slug in DESIGN_SLUGS.items() if design in used}


def _years() -> dict[str, str]:
    known = with_facts(counting_results()).filter(kept_year__isnull=False)
    years = known.order_by("-kept_year").values_list("kept_year", flat=True).distinct()
    return {str(year): str(year) for year in years}


FILTERS = FilterSet(
    (
        Filter("methode", "Methode", _methods),
        Filter("indicator", "Wat is gemeten?", _indicators),
        Filter("familie", "Soort organisatie", _families),
        Filter("richting", "Richting", _directions),
        Filter("opzet", "Hoe is gemeten?", _designs),
        Filter("jaar", "Laatste jaar gemeten", _years),
    ),
    things="resultaten",
)
