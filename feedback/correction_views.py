"""‘Klopt dit niet?’: a form of its own for each result and each method."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from cases.models import CorrectionReport, Result
from cases.results.result_row import rows_of_results
from cases.results.visibility import public_cases
from core.submissions.views import SubmissionView
from core.visibility import public_pages
from feedback.correction_forms import CorrectionForm, StepForm
from methods.models import MethodPage


class _ReportView(SubmissionView):
    model = CorrectionReport
    template_name = "evidence/correction_form.html"
    title = "Klopt dit niet?"
    noun, nouns = "melding", "meldingen"
    thanks = "correction_thanks"


class CorrectionView(_ReportView):
    form_class = CorrectionForm

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


class StepView(_ReportView):
    form_class = StepForm

    def setup(self, request: HttpRequest, number: int, **kwargs: Any) -> None:  # type: ignore[override]
        """:raises Http404: when not everyone may read the method."""
        super().setup(request, number=number, **kwargs)
        found = public_pages(MethodPage.objects.filter(number=number)).first()
        if found is None:
            raise Http404("no such method")
        self.method: MethodPage = found

    def form(self, *args: Any, **kwargs: Any) -> forms.Form:
        return StepForm(self.method, *args, **kwargs)

    def about(self) -> str:
        return f"methode {self.method.number}"

    def fixed_fields(self) -> dict[str, Any]:
        return {"method_id": self.method.pk, "about": CorrectionReport.About.STEP}

    def context(self) -> dict[str, Any]:
        return {"method": self.method, "above": [(self.method.title, self.method.get_url() or "")]}
