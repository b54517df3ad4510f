"""`/rekenhulp/`: what is filled in goes by POST, and is not stored, not logged and not kept by a browser."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cases.summaries.loader import inputs_of
from cases.summaries.read import live_summary
from core.http.exports import Column, csv_parts, download
from core.submissions.guard import refused_body
from core.text.numbers import NotANumber, number, read_number
from core.visibility import public_pages
from evidence import at_start
from methods.models import MethodPage
from monitor.calculator.forms import CalculatorForm
from monitor.calculator.formulas import calculate
from monitor.calculator.outcomes import Line, lines
from vocabulary.models import Indicator

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
    sent = request.POST if request.method == "POST" else request.GET
    if "verzoeken" not in sent:
        return _show(request, CalculatorForm(initial={"nu": sent.get("nu", "")[:20]}), method)
    form = CalculatorForm(sent)
    if not form.is_valid():
        return _show(request, form, method, status=400)
    found = lines(calculate(form.assumptions()))
    if sent.get("als") == "csv":
        rows = [*form.as_assumed(), *((line.label, line.text) for line in found)]
        return download(csv_parts(_COLUMNS, rows), "rekenhulp.csv", is_short=True)
    return _show(request, form, method, found, address=_address(form, method) if sent.get("als") == "adres" else "")


def _show(
    request: HttpRequest,
    form: CalculatorForm,
    method: MethodPage | None,
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
        "method": method,
        "examples": _examples(method, str(form["nu"].value() or "")),
        "lines": found,
        "assumed": form.as_assumed() if found else [],
        "address": address,
    }
    return render(request, "monitor/calculator.html", context, status=status)


def _address(form: CalculatorForm, method: MethodPage | None) -> str:
    """One that holds what was filled in; made only for who asks."""
    typed = {name: str(form.data.get(name, "")) for name in form.fields if form.data.get(name)}
    return f"{reverse('calculator')}?{urlencode(typed | ({'methode': str(method.number)} if method else {}))}"


def _method(asked: str) -> MethodPage | None:
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        return None
    found: MethodPage | None = public_pages(MethodPage.objects.filter(number=int(asked))).first()
    return found


def _examples(method: MethodPage | None, now: str) -> list[str]:
    """What the results of this method say at the reader's own start: a range where enough are pooled, else examples.

    Examples are never filled in for the reader.
    """
    try:
        start = float(read_number(now.removesuffix("%"))) if method else 0.0
    except NotANumber:
        return []
    if method is None or not 0 < start < 100:
        return []
    said: list[str] = []
    summaries = live_summary(inputs_of([method.pk])[method.pk]).indicators
    labels = dict(Indicator.objects.filter(slug__in=[one.indicator for one in summaries]).values_list("slug", "label"))
    for summary in summaries:
        point, measure = at_start(summary, start), labels.get(summary.indicator, summary.indicator)
        if point.next_low is not None and point.next_high is not None:
            low, high = _whole(point.next_low), _whole(point.next_high)
            said.append(f"{measure}: een volgende organisatie komt uit tussen {low} en {high}.")
        for example in point.examples:
            name = example.name or "een andere organisatie"
            said.append(f"{measure}: ging het zoals bij {name}, dan {_whole(example.expected)}.")
    return said


def _whole(share: float) -> str:
    return f"{number(round(share))} van de 100"
