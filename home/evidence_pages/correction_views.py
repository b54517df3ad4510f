"""‘Klopt dit niet?’: a form of its own for each result, and the public log of corrections. No cookie."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from cases.corrections.log import corrections, corrections_total
from cases.models import CorrectionReport, Result
from cases.public import public_cases
from cases.rows import ResultRow, rows_of_results
from core.handled import ADDRESS_KEPT
from home.evidence_pages import guard
from home.evidence_pages.form import LONGEST, CorrectionForm
from home.paging import paging
from search.parameters import PAGE, page_asked

PAGE_SIZE = 30
_LOG_INTRODUCTION = (
    "Was een cijfer fout, dan verbeteren we het. Hier blijft staan wat er eerst stond. "
    "Is een praktijkvoorbeeld ingetrokken, dan halen we de cijfers en namen ook hier weg."
)


# No cookie, so no CSRF cookie: `guard` checks where the form comes from and when it was opened.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, result: UUID) -> HttpResponse:
    """The form, and taking it in.

    :raises Http404: when not everyone may read the result.
    """
    found = Result.objects.filter(uuid=result, page_id__in=public_cases().values("pk"))
    rows = rows_of_results(found.select_related("indicator", "page"))
    if not rows:
        raise Http404("no such result")
    if request.method != "POST":
        return _show(request, rows[0], CorrectionForm(), guard.make_token(result))
    form = CorrectionForm(request.POST)
    objection = guard.objection(request, result)
    if not form.is_valid() and objection == guard.TOO_SOON:
        objection = ""  # there is enough to mend already
    if not form.is_valid() or objection:
        # Who was too quick keeps the moment the form was opened; otherwise it would be too soon for ever.
        too_soon = objection in ("", guard.TOO_SOON)
        token = request.POST.get("token", "") if too_soon else guard.make_token(result)
        return _show(request, rows[0], form, token, objection, status=400)
    if not _is_known(rows[0], form) and not guard.REPORTS.allows():
        return _show(request, rows[0], form, guard.make_token(result), guard.TOO_MANY, status=429)
    _keep(rows[0], form)
    return HttpResponseRedirect(reverse("correction_thanks"), status=303)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    context = {
        "title": "Bedankt voor je melding",
        "canonical_path": request.path,
        "noindex": True,
        "days": ADDRESS_KEPT.days,
    }
    return render(request, "evidence/correction_thanks.html", context)


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


def _show(
    request: HttpRequest, row: ResultRow, form: CorrectionForm, token: str, objection: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "title": "Klopt dit niet?",
        "canonical_path": request.path,
        "noindex": True,
        "row": row,
        "form": form,
        "token": token,
        "objection": objection,
        "trap": guard.TRAP,
        "longest": LONGEST,
        "days": ADDRESS_KEPT.days,
        "above": [("Alle resultaten", reverse("results"))],
    }
    return render(request, "evidence/correction_form.html", context, status=status)


def _is_known(row: ResultRow, form: CorrectionForm) -> bool:
    """The same report came in a moment ago: a second press on the button, or a page loaded again."""
    since = timezone.now() - timedelta(hours=1)
    same = CorrectionReport.objects.filter(result_uuid=row.uuid, text=form.cleaned_data["text"], created_at__gte=since)
    return same.exists()


def _keep(row: ResultRow, form: CorrectionForm) -> None:
    if not _is_known(row, form):
        CorrectionReport.objects.create(result_uuid=row.uuid, case_id=row.case_id, **form.cleaned_data)


def _log_url(number: int) -> str:
    return f"{reverse('corrections')}?{PAGE}={number}" if number > 1 else reverse("corrections")
