"""`/productscan/`: a new scan, and what organisations shared of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.http.pagination import paginate
from core.http.query_filters import Filter, FilterSet
from core.submissions import guard
from core.submissions.guard import Objection
from core.submissions.views import SPAN, busy
from core.text.numbers import sentence_case
from monitor.scan import scans
from monitor.scan.forms import ScanForm
from monitor.scan.models import ScanPublication
from monitor.scan.ranges import comparison
from monitor.scan.starting import STARTING, starting_products
from vocabulary.models import OrganisationType

TITLE = "Productscan"
SHARED_TITLE = "Gedeelde productscans"
PAGE_SIZE = 30
ADD = "erbij"
SALT = "monitor.scan"
_INTRODUCTION = (
    "Hoe digitaal zijn jullie producten, en hoe ver is dat van wat jullie zelf het beste vinden? Vul in wat je weet. "
    "Tien producten kosten ongeveer een kwartier."
)
_SHARED_INTRODUCTION = (
    "Deze organisaties delen hoe digitaal hun producten zijn, en wat zij per product het beste vinden. Op alfabet: "
    "dit is geen ranglijst."
)


# No cookie, so no CSRF token: `guard` looks at where the form comes from and when it was opened.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start_page(request: HttpRequest) -> HttpResponseBase:
    """Choose a kind of organisation, fill in its products, and get a secret address. Unknown kinds ask to choose."""
    if request.method == "POST" and (refused := guard.refused_body(request)):
        return refused
    sent = request.POST if request.method == "POST" else request.GET
    family = OrganisationType.objects.filter(slug=sent.get("familie", "")[:80]).first()
    if family is None:
        return _choose(request, 400 if request.method == "POST" else 200)
    if request.method != "POST":
        return _show(request, family, ScanForm(products=starting_products(family.slug)))
    form = ScanForm(request.POST)
    if request.POST.get("doe") == ADD or request.POST.get("extra", "").strip():
        return _show(request, family, form, status=200 if form.add() else 400)
    objection = guard.objection(request, SALT, TITLE)
    if not form.is_valid():
        return _show(request, family, form, None if objection is Objection.TOO_SOON else objection, 400)
    if objection:
        return _show(request, family, form, objection, 400)
    if full := busy(request, "product scan made"):
        return _show(request, family, form, full, 429)
    path = scans.make(family, form.head.cleaned_data["year"], form.filled())
    return HttpResponseRedirect(f"{path}?nieuw=1", status=303)


def _choose(request: HttpRequest, status: int) -> HttpResponse:
    families = list(OrganisationType.objects.current())
    context = {
        "title": TITLE,
        "introduction": _INTRODUCTION,
        "description": _INTRODUCTION,
        "canonical_path": reverse("product_scan"),
        "families": [(each, len(STARTING.get(each.slug, ()))) for each in families],
        "shared": ScanPublication.public().count(),
    }
    return render(request, "monitor/scan/choose.html", context, status=status)


def _show(
    request: HttpRequest,
    family: OrganisationType,
    form: ScanForm,
    objection: Objection | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "title": f"{TITLE}: {family.label.lower()}",
        "canonical_path": reverse("product_scan"),
        "noindex": True,
        "above": [(TITLE, reverse("product_scan"))],
        "family": family,
        "form": form,
        "objection": objection.format(noun="productscan", nouns="productscans") if objection else "",
        "token": guard.token_of(request, SALT, TITLE, objection),
        "trap": guard.HONEYPOT,
        "action": reverse("product_scan"),
    }
    response = render(request, "monitor/scan/fill.html", context, status=status)
    if status == 429:
        response.headers["Retry-After"] = str(int(SPAN.total_seconds()))
    return response


def _families() -> dict[str, str]:
    used = OrganisationType.objects.filter(pk__in=ScanPublication.public().values("family"))
    return {slug: sentence_case(label) for slug, label in used.values_list("slug", "plural")}


FILTERS = FilterSet((Filter("familie", "Soort organisatie", _families),), things="productscans")


@require_safe
def shared_list(request: HttpRequest) -> HttpResponse:
    """What organisations shared, by name. A fixed number of queries; 404 for a page past the end."""
    asked, path = FILTERS.read(request.GET), reverse("shared_scans")
    found = ScanPublication.public().order_by("organisation__label", "pk")
    if family := asked.values.get("familie"):
        found = found.filter(family__slug=family)
    total = found.count()
    pages = paginate(asked.page, total, PAGE_SIZE, lambda number: asked.url(path, page=number))
    context = {
        "title": SHARED_TITLE,
        "introduction": _SHARED_INTRODUCTION,
        "description": _SHARED_INTRODUCTION,
        "canonical_path": asked.url(path, page=asked.page),
        "noindex": bool(asked.values),
        "above": [(TITLE, reverse("product_scan"))],
        "asked": asked,
        "chips": asked.chips(path),
        "path": path,
        "rows": list(found.select_related("organisation", "family")[pages.start : pages.stop]),
        "total": total,
        "pagination": pages,
    }
    return render(request, "monitor/scan/shared_list.html", context, status=404 if pages.past_end else 200)


@require_safe
def shared_scan(request: HttpRequest, slug: str) -> HttpResponse:
    """What one organisation shared.

    :raises Http404: when it shows nothing (any more).
    """
    rows = ScanPublication.public().select_related("organisation", "family")
    row = rows.filter(organisation__slug=slug).order_by("-handled_at", "-pk").first()
    if row is None or row.organisation is None:
        raise Http404("nothing is shared")
    context: dict[str, Any] = {
        "title": f"{TITLE} van {row.organisation.label}",
        "introduction": f"Zo digitaal waren de producten in {row.year}, en dit vindt de organisatie zelf het beste.",
        "description": f"Wat {row.organisation.label} per product het beste vindt, en waarom.",
        "canonical_path": reverse("shared_scan", args=[slug]),
        "above": [(TITLE, reverse("product_scan")), (SHARED_TITLE, reverse("shared_scans"))],
        "row": row,
        "lines": list(row.lines.select_related("product")),
        "comparison": comparison(row.family),
    }
    return render(request, "monitor/scan/shared.html", context)


def sitemap_paths() -> Iterator[str]:
    yield reverse("product_scan")
    yield reverse("shared_scans")
    slugs = ScanPublication.public().order_by("organisation__slug").values_list("organisation__slug", flat=True)
    yield from (reverse("shared_scan", args=[slug]) for slug in slugs.distinct())
