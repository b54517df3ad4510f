"""‘Klopt dit niet?’: a form of its own for each result, and the public log of corrections."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from cases.models import CorrectionReport, Result
from cases.results.result_row import rows_of_results
from cases.results.visibility import public_cases
from core.submissions.views import SubmissionView
from feedback.correction_forms import CorrectionForm


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
        found = Result.objects.filter(Q(uuid=result) | Q(replaces=result), page_id__in=public_cases().values("pk"))
        rows = rows_of_results(found.select_related("indicator", "page"))
        if not rows:
            raise Http404("no such result")
        self.row = rows[0]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A measurement that was entered twice has one address: that of the row that stayed."""
        if self.row.uuid != kwargs["result"]:
            return HttpResponsePermanentRedirect(reverse("correction_report", args=[self.row.uuid]))
        return super().dispatch(request, *args, **kwargs)

    def about(self) -> str:
        return str(self.row.uuid)

    def fixed_fields(self) -> dict[str, Any]:
        return {"result_uuid": self.row.uuid, "case_id": self.row.case_id}

    def context(self) -> dict[str, Any]:
        return {"row": self.row, "above": [("Alle resultaten", reverse("results"))]}
