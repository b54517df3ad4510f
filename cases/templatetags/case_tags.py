"""Results, figures and cases in templates. A method page shows its cases through these."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from cases.charts.captions import row_sentence
from cases.choices import Direction, direction_of
from cases.models import CasePage
from cases.pages.case_context import CaseView, shown_case
from cases.pages.cases_of_method import cases_besides
from cases.pages.method_context import MethodResults, method_results
from cases.pages.what_if import StartForm
from cases.results.query_params import NO_PARAMS, QueryParams, read_params
from cases.results.result_row import ResultRow
from cases.summaries.dto import ScopeEvidence
from core.charts.meter import build_meter
from core.text import numbers
from evidence import LEVEL_NAMES, Kind, Reason
from evidence import Direction as Way

register = template.Library()

# Direction -> (ending of the class, name of the icon).
_LOOKS = {
    Direction.BETTER: ("better", "richting-beter"),
    Direction.NO_CHANGE: ("same", "richting-gelijk"),
    Direction.MIXED: ("mixed", "richting-wisselend"),
    Direction.WORSE: ("worse", "richting-slechter"),
    Direction.BUNDLE: ("mixed", "richting-wisselend"),
    Direction.UNKNOWN: ("none", "richting-onbekend"),
}


@register.simple_tag(takes_context=True, name="method_results")
def method_results_tag(context: Context, page: Any) -> MethodResults:
    """What the method yielded, with what the reader asks of it in the address."""
    return method_results(page, asked_of(context))


@register.simple_tag(takes_context=True)
def asked_of(context: Context) -> QueryParams:
    """What the reader asks of the evidence; nothing in a preview, whose address is the editor's."""
    request = context.get("request")
    if request is None or getattr(request, "is_preview", False):
        return NO_PARAMS
    return read_params(request.GET)


@register.simple_tag(name="cases_besides")
def cases_besides_tag(page: Any, results: MethodResults) -> list[CasePage]:
    """The cases that used the method, without those that stand in its table."""
    return cases_besides(page.pk, results.case_ids)


@register.simple_tag
def start_at(results: MethodResults, row: ResultRow) -> StartForm | None:
    return results.start_at(row)


@register.simple_tag(name="case_view")
def case_view_tag(page: Any) -> CaseView:
    return shown_case(page)


@register.filter
def sentence(row: ResultRow) -> str:
    """The row in one sentence."""
    return row_sentence(row)


@register.inclusion_tag("components/figure.html")
def figure(row: ResultRow, modifier: str = "", *, words: bool = True, what: bool = False) -> dict[str, Any]:
    """The honest figure of a result in its own shape.

    `modifier` is dark, large or huge; `words` writes voor/na or zonder/met below; `what` says what was measured.
    """
    return {
        "row": row,
        "meter": build_meter(row.numbers, row.axis, named=words) if row.axis else None,
        "modifier": modifier,
        "what": what,
    }


@register.simple_tag
@lru_cache
def direction(value: Direction | Way | None) -> SafeString:
    """The direction with icon and word; None is ‘nog geen resultaat’. A page has dozens: each is drawn once."""
    if isinstance(value, Way):
        value = None if value is Way.NO_RESULT else direction_of(value)
    ending, icon_name = _LOOKS[value or Direction.UNKNOWN]
    label = value.label if value else "Nog geen resultaat"
    return render_to_string("components/direction.html", {"ending": ending, "icon_name": icon_name, "label": label})


@register.simple_tag
@lru_cache
def level(value: int) -> SafeString:
    """A level as five rising bars, filled up to it, with its name and number beside it: `Redelijk bewijs, 3 van 5`."""
    bars = [{"x": 14 * place, "y": 14 - 3 * place, "height": 6 + 3 * place, "on": place < value} for place in range(5)]
    return render_to_string("components/level.html", {"value": value, "bars": bars, "name": LEVEL_NAMES[value]})


@register.filter
def mark(reason: Reason, scope: ScopeEvidence) -> str:
    """The effect of a reason on the level, as the page shows it: the level it began at, `−1`, `0`."""
    if reason.kind is Kind.RUNG:
        return str(scope.rung)
    return numbers.signed(reason.effect)


@register.filter
def with_query(asked: QueryParams, name: str) -> str:
    """The query of the same question without one of its parts: `?familie=gemeente`, or empty."""
    query = asked.query(**{name: ""})
    return f"?{query}" if query else ""
