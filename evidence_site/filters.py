"""The filters of the overview of results, from an address and back. Whatever stands in an address, it is no error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from cases.choices import DESIGN_SLUGS, Design, Direction
from cases.computed.read import with_facts
from cases.models import CaseOrganisation, Result, ResultMethod
from cases.results.visibility import counting_results
from core.text.numbers import sentence_case
from core.text.sanitise import one_line
from core.visibility import public_pages
from methods.models import MethodPage
from search.query_string import PAGE, page_asked
from vocabulary.models import Indicator, OrganisationType

_DESIGNS = {slug: design for design, slug in DESIGN_SLUGS.items()}


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True)
class Filter:
    """A filter: the parameter in the address, its heading and its options."""

    name: str
    title: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.selected), None)


@dataclass(frozen=True)
class ResultFilters:
    """What an address asks: one known value per filter, a page from 1, and what was left out, in Dutch."""

    filters: tuple[Filter, ...]
    chosen: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    page: int = 1
    notices: tuple[str, ...] = ()

    def query(self, *, page: int = 1, without: str = "") -> str:
        """The canonical form, with its question mark: always the same order, nothing empty."""
        pairs = [(name, value) for name, value in self.chosen.items() if name != without]
        if page > 1:
            pairs.append((PAGE, str(page)))
        return f"?{urlencode(pairs)}" if pairs else ""


def read_filters(data: QueryDict) -> ResultFilters:
    """Read an address. One query per filter."""
    found: list[Filter] = []
    notices: list[str] = []
    chosen: dict[str, str] = {}
    for name, (title, options) in _FILTERS.items():
        known = options()
        wanted = next(filter(None, (one_line(value).lower() for value in data.getlist(name))), "")
        if wanted and wanted in known:
            chosen[name] = wanted
        elif wanted:
            short = wanted if len(wanted) <= 40 else f"{wanted[:40]}…"
            notices.append(f"We hebben geen resultaten met ‘{short}’ bij ‘{title}’. Dat filter telt niet mee.")
        choices = (Choice(value, label, value == chosen.get(name)) for value, label in known.items())
        found.append(Filter(name, title, tuple(choices)))
    return ResultFilters(tuple(found), MappingProxyType(chosen), page_asked(data), tuple(notices))


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


_FILTERS: Mapping[str, tuple[str, Callable[[], dict[str, str]]]] = {
    "methode": ("Methode", _methods),
    "indicator": ("Wat is gemeten?", _indicators),
    "familie": ("Soort organisatie", _families),
    "richting": ("Richting", _directions),
    "opzet": ("Hoe is gemeten?", _designs),
    "jaar": ("Laatste jaar gemeten", _years),
}
