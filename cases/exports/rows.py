"""Results read for a file: as many as there are, never more than a batch in memory."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet

from cases.exports.columns import ExportedResult
from cases.models import Result
from cases.results.method_links import methods_of
from cases.results.result_row import rows_of_results
from cases.results.visibility import counting_results

BATCH = 500


def exported_results(results: QuerySet[Result]) -> Iterator[ExportedResult]:
    """The results in their order; what is withdrawn while they are read is left out. A few queries a batch."""
    keys = list(results.values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        order = {key: place for place, key in enumerate(keys[start : start + BATCH])}
        batch = sorted(counting_results().filter(pk__in=order), key=lambda result: order[result.pk])
        methods = methods_of(order)
        for result, row in zip(batch, rows_of_results(batch), strict=True):
            yield ExportedResult(result, row, methods.get(result.pk, []))
