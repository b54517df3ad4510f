"""What the forms of the evidence should find on the site of this process, read from the records one by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from cases.choices import DESIGN_SLUGS
from cases.models import CorrectionReport, Result
from cases.public import counting_results
from core.visibility import public_pages
from evidence import Scale
from lab.drawn_inputs import Places
from methods.models import MethodPage
from vocabulary.models import OrganisationType

Values = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Expected:
    """`rows` are the values of each public result per filter; `results_of_forms` the result of each correction form."""

    places: Places
    rows: tuple[Values, ...]
    results_of_forms: Mapping[str, UUID]
    abouts: frozenset[str]

    def count(self, chosen: Mapping[str, str]) -> int:
        """How many results have all of these values."""
        return sum(all(value in row[name] for name, value in chosen.items()) for row in self.rows)


def read_expected() -> Expected:
    """Everything, from every public result."""
    results = list(counting_results())
    methods = {page.pk: page for page in public_pages(MethodPage.objects.all())}
    rows = tuple(_values(result, methods) for result in results)
    filters = {name: sorted(set().union(*(row[name] for row in rows))) for name in rows[0]}
    forms = {reverse("correction_report", args=[result.uuid]): result.uuid for result in results}
    places = Places(
        methods=_can_be_asked(results, methods),
        results=reverse("results"),
        filters=filters,
        families=sorted(OrganisationType.objects.values_list("slug", flat=True)),
        forms=sorted(forms),
    )
    return Expected(places, rows, forms, frozenset(CorrectionReport.About.values))


def _values(result: Result, methods: Mapping[int, Any]) -> Values:
    counts_for = {row.method_id for row in result.counts_for.all()}
    year = result.facts.year
    organisations = result.page.organisations.select_related("organisation__family")
    return {
        "methode": frozenset(str(methods[pk].number) for pk in counts_for if pk in methods),
        "indicator": frozenset([result.indicator.slug]),
        "familie": frozenset(row.organisation.family.slug for row in organisations),
        "richting": frozenset([result.change.direction.value]),
        "opzet": frozenset([DESIGN_SLUGS[result.design]] if result.design else []),
        "jaar": frozenset([str(year)] if year else []),
    }


def _can_be_asked(results: list[Result], methods: Mapping[int, Any]) -> dict[str, list[str]]:
    """The address of every method with an odds ratio to carry over, and the slugs of the indicators that have one."""
    found: dict[str, set[str]] = {}
    for result in results:
        if result.change.effect.scale is not Scale.LOG_ODDS:
            continue
        for row in result.counts_for.all():
            if row.method_id in methods:
                found.setdefault(methods[row.method_id].get_url(), set()).add(result.indicator.slug)
    return {place: sorted(slugs) for place, slugs in found.items()}
