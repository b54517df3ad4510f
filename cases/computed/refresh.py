"""Bring what is computed of single results up to date, and notice corrections."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from cases.choices import CaseKind, Contrast
from cases.figures.published_figures import COMPARISON_FIGURES, FIGURES
from cases.models import CasePage, Result
from cases.models.corrections import FormerValue
from cases.models.result_facts import ResultFacts, ShownFigures
from cases.results.result_row import ResultRow
from cases.results.visibility import public_cases
from cases.summaries.adapter import timing

# So many cases are dealt with in one transaction.
BATCH = 500
# A change in any of these is a correction, other words are not. A new figure changes every digest: its migration writes
# `ShownFigures` anew, or every result would be told as corrected.
_DIGESTED = (
    *("indicator_id", "contrast", "shape", "qualifier", *FIGURES),
    *("first_period", "second_period", "design", *COMPARISON_FIGURES),
)
_SHOWN = ("digest", "indicator", "figure", "as_published", "design", "period")


def refresh(case_ids: Collection[int]) -> int:
    """Look at the results of these cases; how many rows were written. A fixed number of queries per batch."""
    wanted = sorted(set(case_ids))
    return sum(_refresh(wanted[start : start + BATCH]) for start in range(0, len(wanted), BATCH))


def refresh_all() -> int:
    return refresh(CasePage.objects.values_list("pk", flat=True))


def year_of(result: Result) -> int | None:
    """The last year measured, where the periods say so."""
    last = timing(result)[1]
    return last.year if last else None


def notice(case_ids: Collection[int]) -> int:
    """Keep what readers see of these cases now; what they saw before goes to the log when the figures differ.

    How many results differed. Call it in a transaction.
    """
    public = set(public_cases().filter(pk__in=case_ids, kind=CaseKind.MEASUREMENT).values_list("pk", flat=True))
    # Locked before the results are read: whoever writes last has read last, and no difference is told twice.
    shown = ShownFigures.objects.select_for_update().filter(case__in=public).order_by("pk")
    before: dict[UUID, ShownFigures] = {row.pk: row for row in shown}
    results = [result for result in results_of(public) if not _is_shown(result, before)]
    now = [_shown(result) for result in results]
    FormerValue.objects.bulk_create(_former(before[row.pk]) for row in now if row.pk in before)
    ShownFigures.objects.bulk_create(
        now, update_conflicts=True, unique_fields=["result_uuid"], update_fields=["case", *_SHOWN]
    )
    return len(now)


def facts_of(result: Result) -> ResultFacts:
    """The computed facts of a result as a row that is not saved."""
    return ResultFacts(result=result, direction=result.direction.value, year=year_of(result))


def results_of(case_ids: Collection[int] | QuerySet[Any, Any]) -> QuerySet[Result]:
    """The results of these cases; their keys, or a query of one column that gives them."""
    found: QuerySet[Result] = Result.objects.filter(page_id__in=case_ids).select_related("indicator")
    return found


@transaction.atomic
def _refresh(case_ids: Sequence[int]) -> int:
    results = list(results_of(case_ids))
    return _write_facts(results, case_ids) + notice(case_ids) if results else 0


def _write_facts(results: Sequence[Result], case_ids: Sequence[int]) -> int:
    known = {row.pk: (row.direction, row.year) for row in ResultFacts.objects.filter(result__page_id__in=case_ids)}
    found = map(facts_of, results)
    differing = [facts for facts in found if known.get(facts.result_id) != (facts.direction, facts.year)]
    ResultFacts.objects.bulk_create(
        differing, update_conflicts=True, unique_fields=["result"], update_fields=["direction", "year"]
    )
    return len(differing)


def _is_shown(result: Result, before: Mapping[UUID, ShownFigures]) -> bool:
    return result.uuid in before and before[result.uuid].digest == _digest(result)


def _former(row: ShownFigures) -> FormerValue:
    words = {name: getattr(row, name) for name in _SHOWN if name != "digest"}
    return FormerValue(result_uuid=row.result_uuid, case_id=row.case_id, **words)


def _shown(result: Result) -> ShownFigures:
    # Only its own words are asked, so the page around it does not matter.
    row = ResultRow(result, CasePage())
    return ShownFigures(
        result_uuid=result.uuid,
        case_id=result.page_id,
        digest=_digest(result),
        indicator=row.indicator.label[:255],
        figure=row.headline[:255],
        as_published=row.as_published,
        design=row.design_label[:255],
        period=row.period[:255],
    )


def _digest(result: Result) -> str:
    # Two arms were entered as ‘zonder en met’ before they had a name: calling them so corrects no figure.
    contrast = Contrast.WITHOUT_WITH if result.contrast == Contrast.VERSUS else result.contrast
    values = [str(contrast if name == "contrast" else getattr(result, name)) for name in _DIGESTED]
    return hashlib.sha256(repr(values).encode()).hexdigest()[:32]
