"""What lists filter and count results by: what is kept of each, and of cases that are stale what is computed now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When

from cases.computed.refresh import facts_of, results_of
from cases.models import Result, ResultFacts, StaleEvidence

# When more results than this are stale, something above their pages changed (an address, a restriction), not they.
MOST_COMPUTED = 2000


def with_facts(results: QuerySet[Result]) -> QuerySet[Result]:
    """With `kept_direction` and `kept_year`, None where nothing is computed yet. One query more."""
    stale = list(results_of(StaleEvidence.objects.values("page_id"))[: MOST_COMPUTED + 1])
    computed = [facts_of(result) for result in stale] if len(stale) <= MOST_COMPUTED else []
    found: QuerySet[Result] = results.annotate(
        kept_direction=_now("direction", computed), kept_year=_now("year", computed)
    )
    return found


def _now(name: str, computed: list[ResultFacts]) -> F | Case:
    """The column of `ResultFacts`, with the values computed now in its place where there are any."""
    column = F(f"facts__{name}")
    by_value: Mapping[Any, list[int]] = defaultdict(list)
    for facts in computed:
        by_value[getattr(facts, name)].append(facts.result_id)
    if not by_value:
        return column
    field: Any = ResultFacts._meta.get_field(name)
    values = (When(pk__in=keys, then=Value(value, output_field=field)) for value, keys in by_value.items())
    return Case(*values, default=column, output_field=field)
