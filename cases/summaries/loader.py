"""The public results that count for methods, in a fixed number of queries however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from cases.choices import COUNTING
from cases.models import Result, ResultMethod, ResultSource
from cases.results.method_row import MethodRow
from cases.results.result_row import organisations_of
from cases.results.visibility import counting_results
from cases.summaries.adapter import Surroundings, as_result
from core.sources import SourceFields
from core.text.numbers import enumeration
from evidence import Relation, Role
from evidence import Result as EvidenceResult
from methods.models import MethodIndicator
from vocabulary.models import Indicator, Organisation


@dataclass(frozen=True)
class CountedResult:
    """A result that tested a method, alone or with others. `families` are those of its organisations, by key.

    `ends_at` is when its case stops being public by the clock.
    """

    uuid: UUID
    indicator: Indicator
    result: EvidenceResult
    families: frozenset[int]
    ends_at: datetime | None


def inputs_of(method_ids: Collection[int]) -> dict[int, list[CountedResult]]:
    """What tested each of these methods now, in a fixed order. Every method asked for is in it.

    Six queries, none for no methods.

    An indicator that the method aims at is a main one, any other a guard; a method that names none aims at all.
    A case of several organisations counts once, for the organisation named first, under the names of all.
    """
    if not method_ids:
        return {}
    links = _links(method_ids).order_by("method_id", "result_id", "pk")
    results = _results(method_ids)
    who = organisations_of({result.page_id for result in results.values()})
    openable = _openable(method_ids)
    main: dict[int, set[int]] = defaultdict(set)
    aims = MethodIndicator.objects.filter(page_id__in=method_ids)
    for method_id, indicator_id in aims.values_list("page_id", "indicator_id"):
        main[method_id].add(indicator_id)
    found: dict[int, list[CountedResult]] = {method_id: [] for method_id in method_ids}
    rows = links.values_list("method_id", "result_id", "relation")
    relations = {(method_id, result_id): relation for method_id, result_id, relation in rows}
    for (method_id, result_id), relation in relations.items():
        result: Any = results.get(result_id)
        if result is not None:
            organisations = who[result.page_id]
            opens = result_id in openable
            is_main = not main[method_id] or result.indicator_id in main[method_id]
            found[method_id].append(_counted(result, relation, organisations, is_main, opens, result.ends_at))
    return found


def counted_rows(rows: Iterable[MethodRow]) -> list[CountedResult]:
    """What the rows of one method count as: equal to `inputs_of`. No query."""
    return [
        _counted(
            row.result,
            row.relation,
            row.case_organisations,
            row.is_main,
            any(map(_opens, row.sources)),
            row.page.expire_at,
        )
        for row in sorted(rows, key=lambda row: row.result.pk or 0)
        if row.counts
    ]


def _links(method_ids: Collection[int]) -> QuerySet[ResultMethod]:
    links: QuerySet[ResultMethod] = ResultMethod.objects.filter(method_id__in=method_ids, relation__in=COUNTING)
    return links


def _results(method_ids: Collection[int]) -> dict[int, Result]:
    counted = _links(method_ids).values("result_id")
    # The page itself is long text that nothing here reads.
    results = counting_results().filter(pk__in=counted).select_related(None).select_related("indicator")
    return {result.pk: result for result in results.annotate(ends_at=F("page__expire_at"))}


def _openable(method_ids: Collection[int]) -> set[int]:
    """The results with a source that can be opened."""
    counted = _links(method_ids).values("result_id")
    web = Q(url__istartswith="https://") | Q(url__istartswith="http://")
    return set(ResultSource.objects.filter(web, result_id__in=counted).values_list("result_id", flat=True))


def _opens(source: SourceFields) -> bool:
    return source.url.lower().startswith(("https://", "http://"))


def _counted(
    result: Result,
    relation: str,
    organisations: Sequence[Organisation],
    is_main: bool,
    opens: bool,
    ends_at: datetime | None,
) -> CountedResult:
    around = Surroundings(
        organisation=str(organisations[0].pk) if organisations else f"case {result.page_id}",
        name=enumeration([organisation.label for organisation in organisations]),
        role=Role.MAIN if is_main else Role.GUARD,
        source_opens=opens,
        relation=Relation(relation),
    )
    return CountedResult(
        uuid=result.uuid,
        indicator=result.indicator,
        result=as_result(result, around),
        families=frozenset(organisation.family_id for organisation in organisations),
        ends_at=ends_at,
    )
