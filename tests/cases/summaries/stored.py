"""Help for tests of the stored summaries."""

from __future__ import annotations

from typing import Any

from cases.choices import Design, Shape
from cases.models import CasePage, EvidenceState, EvidenceSummary, Result
from methods.models import MethodPage
from tests.factories.pages import build_result, make_case
from tests.factories.vocabulary import OrganisationFactory
from vocabulary.models import Indicator

CANARY = "Kanariehuizen"


def counted(first: int, second: int, total: int = 1000, **fields: Any) -> Result:
    """An unsaved result with totals: so many of `total` without, so many with, compared by lot."""
    cells = {"first_events": first, "first_total": total, "second_events": second, "second_total": total}
    return build_result(shape=Shape.COUNTS, design=Design.RANDOMISED, second_period="2025", **cells, **fields)


def case_for(method: MethodPage, indicator: Indicator, result: Result | None = None, **fields: Any) -> CasePage:
    """A public case of an organisation of its own, whose one result counts for the method."""
    result = result or build_result(counts_for=[method], indicator=indicator, second_period="2025")
    fields.setdefault("organisations", [OrganisationFactory()])
    return make_case(methods=[method], results=[result], **fields)


def everything_stored() -> str:
    """All that is kept of summaries and their history, as one text."""
    rows = [*EvidenceSummary.objects.values(), *EvidenceState.objects.values()]
    return repr(rows)
