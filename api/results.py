"""Results as a resource: the columns and the filters are those of the overview on the site."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet

from api.resource import NUMBER, Chosen, Resource, ResourceFilter
from cases.exports.columns import RESULT_COLUMNS, ExportedResult
from cases.exports.rows import exported_results
from cases.models import Result
from cases.results.visibility import counting_results, public_cases
from core.http.query_filters import Filter
from evidence_site.filters import FILTERS, chosen_results

_CASE = "praktijkvoorbeeld"


class ResultsResource(Resource):
    def keys(self, chosen: Chosen) -> Any:
        values = {name: one[0] for name, one in chosen.items() if name != _CASE}
        results: QuerySet[Result] = chosen_results(values)
        if numbers := chosen.get(_CASE):
            results = results.filter(page__number=int(numbers[0]))
        return results.values_list("pk", flat=True)

    def rows(self, keys: Sequence[int]) -> Iterator[ExportedResult]:
        return exported_results(counting_results().filter(pk__in=keys))

    def key_of(self, *parts: str) -> Any:
        return counting_results().filter(uuid=parts[0]).values_list("pk", flat=True).first()


def _of_site(each: Filter) -> ResourceFilter:
    def known(values: Collection[str]) -> Collection[str]:
        return set(values) & each.options().keys()

    return ResourceFilter(each.name, each.title, known)


def _cases(values: Collection[str]) -> Collection[str]:
    numbers = [int(value) for value in values if re.fullmatch(NUMBER, value)]
    found = public_cases().filter(number__in=numbers).order_by().values_list("number", flat=True)
    return {str(number) for number in found} & set(values)


RESULTS = ResultsResource(
    name="resultaten",
    singular="resultaat",
    title="Resultaten",
    description="Alles wat bij praktijkvoorbeelden gemeten is, ook als er niets veranderde of als het slechter werd.",
    columns=RESULT_COLUMNS,
    key=("resultaat",),
    key_patterns=(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",),
    filters=(*map(_of_site, FILTERS.filters), ResourceFilter(_CASE, "Nummer van het praktijkvoorbeeld", _cases)),
)
