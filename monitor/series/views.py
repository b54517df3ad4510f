"""Figures by channel and by organisation, beside each other, as a file, and with your own beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from core.http.csvw import described
from core.http.exports import csv_parts, download, json_parts
from core.http.guards.request_guards import is_from_here
from core.http.query_filters import first_value
from core.submissions.guard import refused_body
from core.submissions.views import SubmissionView
from core.text.numbers import sentence_case
from core.visibility import public_pages
from monitor.series.columns import COLUMNS
from monitor.series.forms import OwnFiguresForm, RemarkForm
from monitor.series.lines import Line, by_period, on_one_axis
from monitor.series.models import SeriesPage, SeriesRemark, SeriesValue
from monitor.series.reading import all_lines, lines_of, public_series

_ABOVE = ("Cijfers", "/cijfers/")
_ABOUT = {"licentie": "CC0-1.0"}


@require_safe
def by_channel(request: HttpRequest, slug: str) -> HttpResponse:
    """:raises Http404: for a channel without figures."""
    found = SeriesValue.objects.filter(channel__slug=slug, page__in=public_series()).select_related("channel").first()
    if found is None or found.channel is None:
        raise Http404("no figures of this channel")
    name = found.channel.label
    return _selection(request, f"Cijfers per kanaal: {name}", lambda page, line: line.channel == name)


@require_safe
def by_organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """:raises Http404: for an organisation without figures."""
    pages = [page for page in public_series() if page.organisation and page.organisation.slug == slug]
    if not pages:
        raise Http404("no figures of this organisation")
    name = pages[0].organisation.label
    return _selection(request, f"Cijfers van {name}", lambda page, line: page in pages)


def _selection(request: HttpRequest, title: str, fits: Callable[[SeriesPage, Line], bool]) -> HttpResponse:
    found = [(page, [line for line in lines_of(page) if fits(page, line)]) for page in public_series()]
    context = {
        "title": title,
        "description": "Cijfers met hun definitie, de bron en de bezwaren.",
        "canonical_path": request.path,
        "above": [_ABOVE],
        "series": [(page, lines) for page, lines in found if lines],
    }
    return render(request, "monitor/lines.html", context)


@require_safe
def beside(request: HttpRequest) -> HttpResponse:
    """Two lines beside each other, or the reason why they cannot stand so."""
    lines = all_lines()
    chosen = [lines.get(first_value(request.GET, name)) for name in ("a", "b")]
    context: dict[str, Any] = {
        "title": "Twee reeksen naast elkaar",
        "introduction": "Kies twee reeksen die hetzelfde tellen, in dezelfde eenheid. Anders zeggen ze samen niets.",
        "canonical_path": request.path,
        "noindex": True,
        "above": [_ABOVE],
        "choices": [(key, f"{page.title}: {line.title}") for key, (page, line) in lines.items()],
        "asked": [first_value(request.GET, name) for name in ("a", "b")],
        "refused": "",
        "lines": [],
    }
    first, second = chosen
    if first and second:
        context["refused"] = _why_not(first, second)
        if not context["refused"]:
            context["lines"] = list(zip((first[0], second[0]), on_one_axis([first[1], second[1]]), strict=True))
    elif any(context["asked"]):
        context["refused"] = "Kies twee reeksen uit de lijst."
    return render(request, "monitor/beside.html", context)


def _why_not(first: tuple[SeriesPage, Line], second: tuple[SeriesPage, Line]) -> str:
    """Why two lines may not stand beside each other, in Dutch; empty when they may."""
    (one, line), (other, second_line) = first, second
    if line.key == second_line.key:
        return "Dit is twee keer dezelfde reeks."
    if one.counted != other.counted:
        words = f"‘{one.get_counted_display()}’ en ‘{other.get_counted_display()}’"
        return f"Deze reeksen tellen niet hetzelfde: {words}. Daarom zetten we ze niet naast elkaar."
    return _other_unit(line, second_line)


def _other_unit(first: Line, second: Line) -> str:
    """Why two lines cannot be drawn on one axis, in Dutch; empty when they can."""
    if first.unit.casefold() == second.unit.casefold() and first.unit:
        return ""
    units = f"‘{first.unit or 'woorden'}’ en ‘{second.unit or 'woorden'}’"
    return f"Deze reeksen hebben een andere eenheid: {units}. Daarom staan ze niet samen in één grafiek."


@described(COLUMNS)
@require_safe
def figures_csv(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    return download(csv_parts(COLUMNS, _rows(slug)), f"{slug or 'cijfers'}.csv")


@require_safe
def figures_json(request: HttpRequest, slug: str = "") -> HttpResponseBase:
    return download(json_parts(COLUMNS, _rows(slug), about=_ABOUT, things="cijfers"), f"{slug or 'cijfers'}.json")


def _rows(slug: str) -> Iterator[SeriesValue]:
    """:raises Http404: when there is no such series, or not everyone may read it."""
    pages = public_pages(SeriesPage.objects.filter(**({"slug": slug} if slug else {})))
    if slug and not pages.exists():
        raise Http404("no such series")
    rows = SeriesValue.objects.filter(page__in=pages.order_by().values("pk")).select_related("page", "channel")
    return iter(rows.order_by("page__slug", "sort_order", "pk").prefetch_related("page__objections"))


# What is pasted is drawn and forgotten: no cookie, so no token in one; the answer is kept nowhere.
@method_decorator((csrf_exempt, never_cache), name="dispatch")
class OwnFiguresView(View):
    """Your own figures beside a series. Nothing of them is stored or logged."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, slug: str) -> HttpResponse:
        page = self._series(slug)
        return self._show(request, page, OwnFiguresForm(lines=_drawn(page)))

    def post(self, request: HttpRequest, slug: str) -> HttpResponse:
        if refused := refused_body(request):
            return refused
        if not is_from_here(request):
            return render(request, "403.html", status=403)
        page = self._series(slug)
        form = OwnFiguresForm(request.POST, lines=_drawn(page))
        return self._show(request, page, form, status=200 if form.is_valid() else 400)

    def _series(self, slug: str) -> SeriesPage:
        page: SeriesPage = get_object_or_404(public_series(), slug=slug)
        return page

    def _show(self, request: HttpRequest, page: SeriesPage, form: OwnFiguresForm, status: int = 200) -> HttpResponse:
        own, theirs = form.line, form.chosen if form.is_bound and not form.errors else None
        context = {
            "title": "Jullie cijfers ernaast",
            "canonical_path": request.path,
            "noindex": True,
            "above": [_ABOVE, (page.title, page.get_url())],
            "series": page,
            "form": form,
            "own": own,
            "theirs": theirs,
        }
        if own and theirs:
            context["refused"] = _other_unit(own, theirs)
            if not context["refused"]:
                context["own"], context["theirs"] = own, theirs = on_one_axis([own, theirs])
                context["moments"] = by_period(own, theirs)
        return render(request, "monitor/own_figures.html", context, status=status)


def _drawn(page: SeriesPage) -> list[Line]:
    """The lines that have something to draw, those of several values first."""
    return sorted((line for line in lines_of(page) if line.axis), key=lambda line: len(line.rows) == 1)


class RemarkView(SubmissionView):
    """An objection to a series, or a source for it."""

    model = SeriesRemark
    form_class = RemarkForm
    template_name = "monitor/remark.html"
    title = "Bezwaar of aanvulling bij cijfers"
    noun, nouns = "bezwaar", "bezwaren"
    thanks = "series_remark_thanks"

    def setup(self, request: HttpRequest, slug: str, **kwargs: Any) -> None:  # type: ignore[override]
        """:raises Http404: when there is no such series, or not everyone may read it."""
        super().setup(request, slug=slug, **kwargs)
        self.series = get_object_or_404(public_pages(SeriesPage.objects.all()), slug=slug)

    def about(self) -> str:
        return f"{self.noun} {self.series.pk}"

    def fixed_fields(self) -> dict[str, Any]:
        return {"series": self.series}

    def context(self) -> dict[str, Any]:
        return {"series": self.series, "above": [_ABOVE, (sentence_case(self.series.title), self.series.get_url())]}
