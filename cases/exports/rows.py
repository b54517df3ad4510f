"""Results read for a file: as many as there are, never more than a batch in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import QuerySet

from cases.exports.columns import ExportedResult
from cases.models import Result
from cases.results.method_links import methods_of
from cases.results.result_row import rows_of_results
from cases.results.visibility import counting_results
from evidence import Role
from methods.models import MethodIndicator

BATCH = 500


def exported_results(results: QuerySet[Result]) -> Iterator[ExportedResult]:
    """The results in their order; what is withdrawn while they are read is left out. A few queries a batch."""
    keys = list(results.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        order = {key: place for place, key in enumerate(keys[start : start + BATCH])}
        batch = sorted(counting_results().filter(pk__in=order), key=lambda result: order[result.pk])
        methods = methods_of(order)
        aims = _aims({method.number for links in methods.values() for method in links})
        for row in rows_of_results(batch):
            links = methods.get(row.result.pk, ())
            roles = {each.number: _role(aims.get(each.number), row.indicator.pk) for each in links}
            yield ExportedResult(row, links, roles)


def _aims(numbers: Collection[int]) -> dict[int, set[int]]:
    """The main indicators of the methods that name any. One query."""
    found: dict[int, set[int]] = {}
    for number, indicator in MethodIndicator.objects.filter(page__number__in=numbers).values_list(
        "page__number", "indicator_id"
    ):
        found.setdefault(number, set()).add(indicator)
    return found


def _role(aims: set[int] | None, indicator: int) -> Role:
    """A method that names no main indicator aims at each."""
    return Role.MAIN if aims is None or indicator in aims else Role.GUARD
