"""‘Klopt dit niet?’: a form of its own for each result, and the public log of corrections."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cases.corrections.log import corrections, corrections_total
from cases.models import CorrectionReport, Result
from cases.public import public_cases
from cases.rows import rows_of_results
from core.submissions.views import SubmissionView
from home.evidence_pages.form import CorrectionForm
from home.paging import paging
from search.parameters import PAGE, page_asked

PAGE_SIZE = 30
_LOG_INTRODUCTION = (
    "Was een cijfer fout, dan verbeteren we het. Hier blijft staan wat er eerst stond. "
    "Is een praktijkvoorbeeld ingetrokken, dan halen we de cijfers en namen ook hier weg."
)


class CorrectionView(SubmissionView):
    model = CorrectionReport
    form_class = CorrectionForm
    template_name = "evidence/correction_form.html"
    title = "Klopt dit niet?"
    noun, nouns = "melding", "meldingen"
    thanks = "correction_thanks"

    def setup(self, request: HttpRequest, result: UUID, **kwargs: Any) -> None:  # type: ignore[override]
        """:raises Http404: when not everyone may read the result."""
        super().setup(request, result=result, **kwargs)
        found = Result.objects.filter(uuid=result, page_id__in=public_cases().values("pk"))
        rows = rows_of_results(found.select_related("indicator", "page"))
        if not rows:
            raise Http404("no such result")
        self.row = rows[0]

    def about(self) -> str:
        return str(self.row.uuid)

    def fixed_fields(self) -> dict[str, Any]:
        return {"result_uuid": self.row.uuid, "case_id": self.row.case_id}

    def context(self) -> dict[str, Any]:
        return {"row": self.row, "above": [("Alle resultaten", reverse("results"))]}


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What results said before they were corrected, newest first."""
    number = page_asked(request.GET)
    pages = paging(number, corrections_total(), PAGE_SIZE, _log_url)
    context = {
        "title": "Correcties",
        "introduction": _LOG_INTRODUCTION,
        "description": _LOG_INTRODUCTION,
        "canonical_path": _log_url(number),
        "entries": [] if pages.past_end else corrections(PAGE_SIZE, pages.start),
        "paging": pages,
    }
    return render(request, "evidence/corrections.html", context, status=404 if pages.past_end else 200)


def _log_url(number: int) -> str:
    return f"{reverse('corrections')}?{PAGE}={number}" if number > 1 else reverse("corrections")
