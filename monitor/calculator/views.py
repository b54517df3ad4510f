"""`/rekenhulp/`: what is filled in goes by POST, and is not stored, not logged and not kept by a browser."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.http.exports import Column, csv_parts, download
from core.submissions.guard import refused_body
from core.visibility import public_pages
from methods.models import MethodPage
from monitor.calculator.forms import CalculatorForm
from monitor.calculator.formulas import Range, calculate
from monitor.calculator.measured import Measured, share_of
from monitor.calculator.outcomes import Line, lines

_TITLE = "Rekenhulp"
_INTRODUCTION = (
    "Wat levert het op als meer mensen iets digitaal doen, en wat niet? Je vult je eigen cijfers in. Je krijgt een "
    "bereik, geen belofte."
)
_COLUMNS = (
    Column[tuple[str, str]]("regel", "waar het over gaat", lambda row: row[0]),
    Column[tuple[str, str]]("waarde", "wat je invulde, of wat eruit komt", lambda row: row[1]),
)


# Nothing is changed by it and no cookie is set, so there is nothing that another site could misuse.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def calculator(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST" and (refused := refused_body(request)):
        return refused
    method = _method(request.GET.get("methode", ""))
    measured = Measured(method)
    sent = request.POST if request.method == "POST" else request.GET
    if not any(name.startswith("aantal_") for name in sent):
        start = share_of(sent.get("nu", "")[:20])
        expected = measured.expected(start) if start else None
        form = CalculatorForm(initial={"straks": _range(expected)} if expected else {}, expected=measured.expected)
        return _show(request, form, measured, start)
    form = CalculatorForm(sent, expected=measured.expected)
    if not form.is_valid():
        return _show(request, form, measured, status=400)
    given, midden = form.assumptions(), form.cleaned_data["midden"]
    middle = calculate(replace(given, digital_after=midden)) if midden else None
    found = lines(calculate(given), [channel.name for channel in given.channels], middle)
    if sent.get("als") == "csv":
        rows = [*form.as_assumed(), *((line.label, line.text) for line in found)]
        return download(csv_parts(_COLUMNS, rows), "rekenhulp.csv", is_short=True)
    address = _address(form, method) if sent.get("als") == "adres" else ""
    return _show(request, form, measured, given.share_now, found, address)


def _show(
    request: HttpRequest,
    form: CalculatorForm,
    measured: Measured,
    start: Range | None = None,
    found: list[Line] | None = None,
    address: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "title": _TITLE,
        "introduction": _INTRODUCTION,
        "description": _INTRODUCTION,
        "canonical_path": reverse("calculator"),
        "noindex": bool(request.GET or found),
        "form": form,
        "measured": measured,
        "examples": measured.examples(start) if start else [],
        "lines": found,
        "assumed": form.as_assumed() if found else [],
        "address": address,
    }
    return render(request, "monitor/calculator.html", context, status=status)


def _range(found: Range) -> str:
    return f"{round(found.low * 100)} tot {round(found.high * 100)}"


def _address(form: CalculatorForm, method: MethodPage | None) -> str:
    """One that holds what was filled in; made only for who asks."""
    typed = {name: str(form.data.get(name, "")) for name in form.fields if form.data.get(name)}
    return f"{reverse('calculator')}?{urlencode(typed | ({'methode': str(method.number)} if method else {}))}"


def _method(asked: str) -> MethodPage | None:
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        return None
    found: MethodPage | None = public_pages(MethodPage.objects.filter(number=int(asked))).first()
    return found
