"""Results, figures and cases in templates. A method page shows its cases through these."""

from __future__ import annotations

from typing import Any

from django import template

from cases.case_view import CaseView, case_view
from cases.choices import Direction
from cases.meters import build_meter
from cases.method_cases import CasesOfMethod, cases_of_method
from cases.method_results import MethodResults, method_results
from cases.rows import ResultRow
from cases.sentences import row_sentence

register = template.Library()

# Direction -> (ending of the class, name of the icon).
_LOOKS = {
    Direction.BETTER: ("better", "richting-beter"),
    Direction.NO_CHANGE: ("same", "richting-gelijk"),
    Direction.MIXED: ("mixed", "richting-wisselend"),
    Direction.WORSE: ("worse", "richting-slechter"),
    Direction.UNKNOWN: ("none", "richting-onbekend"),
}


@register.simple_tag(name="method_results")
def method_results_tag(page: Any) -> MethodResults:
    return method_results(page)


@register.simple_tag(name="cases_of_method")
def cases_of_method_tag(page: Any) -> CasesOfMethod:
    return cases_of_method(page.pk)


@register.simple_tag(name="case_view")
def case_view_tag(page: Any) -> CaseView:
    return case_view(page)


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
        "figure": row.figure,
        "meter": build_meter(row.figure, row.contrast_words if words else None),
        "modifier": modifier,
        "what": what,
    }


@register.inclusion_tag("components/direction.html")
def direction(value: Direction | None) -> dict[str, Any]:
    """The direction with icon and word; None is ‘nog geen resultaat’."""
    ending, icon_name = _LOOKS[value or Direction.UNKNOWN]
    return {"ending": ending, "icon_name": icon_name, "label": value.label if value else "Nog geen resultaat"}
