"""The page behind the secret address of a scan: its result, and everything its owner may do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from core.http.exports import csv_parts, download
from core.secret_addresses.button_page import button_page
from core.secret_addresses.models import SecretAddress
from core.submissions.guard import refused_body
from core.submissions.views import busy
from monitor.scan import publishing, scans
from monitor.scan.file import COLUMNS
from monitor.scan.forms import PublishForm, ScanForm
from monitor.scan.models import ProductScan, ScanLine, ScanPublication
from monitor.scan.ranges import comparison
from monitor.scan.reading import result_of
from monitor.scan.views import ADD

_CHANGED = (
    "Iemand anders veranderde deze scan terwijl jij bezig was. Wat jij invulde, staat hier nog. Bewaar opnieuw om dat "
    "te houden, of ga terug om te zien wat er nu staat."
)


def scan_page(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponseBase:
    """:raises Http404: for a scan that is gone and a page that it does not have."""
    scan = get_object_or_404(ProductScan.objects.select_related("family"), pk=address.subject)
    if rest not in _PAGES:
        raise Http404("no such page")
    if request.method == "POST" and (refused := refused_body(request)):
        return refused
    base = request.path.removesuffix("/").removesuffix(rest).removesuffix("/") + "/"
    return _PAGES[rest](request, scan, base)


def _result(request: HttpRequest, scan: ProductScan, base: str) -> HttpResponse:
    """A fixed number of queries, however many products and years."""
    years = scans.lines_of(scan)
    context = {
        "title": "Jullie productscan",
        "introduction": scan.family.label,
        "family": scan.family,
        "result": result_of(scan.family.slug, years),
        "comparison": comparison(scan.family),
        "publication": scan.publications.select_related("organisation").order_by("-pk").first(),
        "public": ScanPublication.public().filter(scan=scan).select_related("organisation").first(),
        "next_year": _next_year(next(iter(years), None)),
        "is_new": "nieuw" in request.GET,
        "kept_until": timezone.localdate(scan.last_used_at + scans.KEPT),
    }
    return _render(request, "result", base, context)


def _fill(request: HttpRequest, scan: ProductScan, base: str) -> HttpResponse:
    """The latest year, to change. Nothing that was typed is lost, also when another changed it meanwhile."""
    year = scans.latest_year(scan) or timezone.localdate().year
    seen = scan.last_used_at.isoformat()
    if request.method != "POST":
        stored = list(scan.lines.filter(year=year).select_related("product"))
        form = ScanForm(products=[row.product for row in stored], stored=stored, year=year)
        return _show_form(request, scan, base, form, seen)
    form, sent = ScanForm(request.POST, year=year), request.POST.get("gezien", "")
    if request.POST.get("doe") == ADD or request.POST.get("extra", "").strip():
        return _show_form(request, scan, base, form, sent, status=200 if form.add() else 400)
    if not form.is_valid():
        return _show_form(request, scan, base, form, sent, status=400)
    try:
        scans.change(scan, year, form.filled(), sent)
    except scans.Changed:
        return _show_form(request, scan, base, form, seen, _CHANGED, 409)
    return HttpResponseRedirect(base, status=303)


def _show_form(
    request: HttpRequest,
    scan: ProductScan,
    base: str,
    form: ScanForm,
    seen: str,
    objection: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "title": f"Productscan {form.year} veranderen",
        "family": scan.family,
        "form": form,
        "objection": objection,
        "seen": seen,
        "action": f"{base}invullen/",
    }
    return _render(request, "fill", base, context, status)


def _begin_year(request: HttpRequest, scan: ProductScan, base: str) -> HttpResponseBase:
    """:raises Http404: when there is no next year yet."""
    year = _next_year(scans.latest_year(scan))
    if year is None and request.method != "POST":
        raise Http404("no next year")
    if request.method == "POST":
        if year is not None:
            scans.begin_year(scan, year)
        return HttpResponseRedirect(f"{base}invullen/", status=303)
    return button_page(
        request,
        title=f"Beginnen met {year}?",
        text=f"We nemen de producten en hun stand over. De aantallen van {year} vul je zelf in. Wat er stond, blijft.",
        button=f"Begin met {year}",
        act=lambda: None,
        done_title="",
        done_text="",
    )


def _share(request: HttpRequest, scan: ProductScan, base: str) -> HttpResponse:
    """What becomes public when it is shared, and the form that asks for it."""
    year = scans.latest_year(scan) or timezone.localdate().year
    lines = list(scan.lines.filter(year=year).select_related("product"))
    form = PublishForm(request.POST if request.method == "POST" else None)
    status, objection = 200, ""
    if request.method == "POST":
        if form.is_valid() and publishing.to_share(lines):
            full = busy(request, "product scan shared")
            if full is None:
                typed = form.cleaned_data
                publishing.send_in(scan, year, lines, typed["organisation"], typed["email"])
                return HttpResponseRedirect(base, status=303)
            status, objection = 429, full.format(noun="productscan", nouns="productscans")
        else:
            status = 400
    context = {
        "title": "Deel jullie productscan",
        "form": form,
        "objection": objection,
        "lines": publishing.to_share(lines),
        "year": year,
    }
    return _render(request, "share", base, context, status)


def _take_back(request: HttpRequest, scan: ProductScan, base: str) -> HttpResponse:
    return button_page(
        request,
        title="Niet meer delen?",
        text="De pagina van jullie organisatie verdwijnt meteen, en jullie tellen niet meer mee in een vergelijking. "
        "Je eigen scan blijft.",
        button="Haal de pagina weg",
        act=lambda: publishing.take_back(scan),
        done_title="Jullie delen deze scan niet meer",
        done_text="De pagina is weg. Je eigen scan staat nog op je geheime adres.",
    )


def _delete(request: HttpRequest, scan: ProductScan, base: str) -> HttpResponse:
    def delete() -> None:
        scans.delete(scan)

    return button_page(
        request,
        title="Productscan verwijderen?",
        text="Alles gaat weg: alle jaren, dit adres, en de openbare pagina als jullie de scan deelden. Dat kan niet "
        "terug. Bewaar eerst het bestand als je de cijfers nog nodig hebt.",
        button="Verwijder alles nu",
        act=delete,
        done_title="De productscan is verwijderd",
        done_text="Er is niets van bewaard. Het adres werkt niet meer.",
    )


def _csv(request: HttpRequest, scan: ProductScan, base: str) -> HttpResponseBase:
    rows: list[ScanLine] = next(iter(scans.lines_of(scan).values()), [])
    return download(csv_parts(COLUMNS, rows), "productscan.csv", is_short=True)


def _next_year(latest: int | None) -> int | None:
    """The year after the latest, once it has begun."""
    return latest + 1 if latest is not None and latest < timezone.localdate().year else None


def _render(request: HttpRequest, name: str, base: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    shared = {"canonical_path": base, "noindex": True, "base": base}
    if name != "result":
        shared["above"] = [("Jullie productscan", base)]
    return render(request, f"monitor/scan/{name}.html", shared | context, status=status)


_PAGES: dict[str, Callable[[HttpRequest, ProductScan, str], HttpResponseBase]] = {
    "": _result,
    "invullen": _fill,
    "volgend-jaar": _begin_year,
    "delen": _share,
    "delen/terug": _take_back,
    "verwijderen": _delete,
    "scan.csv": _csv,
}
