"""Reports of methods past their review date, pages without a source, cases without a result, methods without a case."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page

from cases.choices import CaseKind
from cases.models import CaseMethod, CasePage, CaseSource, Result, ResultMethod, ResultSource
from editorial.reports.base import Cell, PageReport, number_cell, status_cell, title_cell
from methods.models import MethodPage, MethodSource

_KIND = Cell("kind", "Soort", lambda page: page.page_type_display_name)


def _missing(page: Page) -> str:
    """The words for what a page lacks, for the report on several things at once."""
    return str(getattr(page, "missing", ""))


class ReviewDueReport(PageReport):
    """Methods whose date of the next review has passed."""

    slug = "controle-verlopen"
    page_title = "Methoden die je moet controleren"
    header_icon = "date"
    empty_text = "Alle methoden zijn op tijd gecontroleerd."
    cells = (
        title_cell(),
        number_cell(),
        Cell("next_review", "Controleren voor", lambda page: page.next_review),
        Cell("reviewed_on", "Laatst gecontroleerd", lambda page: page.reviewed_on),
        Cell("kept_by", "Wie houdt dit bij", lambda page: page.kept_by),
        status_cell(),
    )

    def found(self) -> Any:
        due = MethodPage.objects.filter(next_review__lt=timezone.localdate())
        return due.filter(pk__in=self.mine().values("pk")).order_by("next_review", "number")


class NoSourceReport(PageReport):
    """Methods and cases without a source."""

    slug = "zonder-bron"
    page_title = "Pagina's zonder bron"
    header_icon = "link-external"
    empty_text = "Elke methode, elk praktijkvoorbeeld en elk resultaat heeft een bron."
    cells = (title_cell(), number_cell(), _KIND, Cell("missing", "Wat ontbreekt", _missing), status_cell())

    def found(self) -> Any:
        sources = ResultSource.objects.filter(result_id=OuterRef("pk"))
        results = Result.objects.filter(page_id=OuterRef("pk"))
        loose = results.filter(~Exists(sources))
        methods = MethodPage.objects.filter(~Exists(MethodSource.objects.filter(page_id=OuterRef("pk"))))
        no_source = ~Exists(CaseSource.objects.filter(page_id=OuterRef("pk")))
        cases = CasePage.objects.filter(Exists(loose) | (no_source & ~Exists(results)))
        return _specific(self.mine(), methods, cases, "Een bron", "Een bron van een resultaat of het verhaal")


class LooseEndsReport(PageReport):
    """Cases without a result and methods without a case."""

    slug = "zonder-resultaat"
    page_title = "Zonder resultaat of praktijkvoorbeeld"
    header_icon = "help"
    empty_text = "Elke methode heeft een praktijkvoorbeeld, en elk praktijkvoorbeeld een resultaat."
    cells = (title_cell(), number_cell(), _KIND, Cell("missing", "Wat ontbreekt", _missing), status_cell())

    def found(self) -> Any:
        live_cases = CaseMethod.objects.filter(method_id=OuterRef("pk"), page__live=True)
        methods = MethodPage.objects.filter(~Exists(live_cases))
        results = Result.objects.filter(page_id=OuterRef("pk"))
        cases = CasePage.objects.filter(~Q(kind=CaseKind.BACKGROUND) & ~Exists(results))
        return _specific(self.mine(), methods, cases, "Een gepubliceerd praktijkvoorbeeld", "Een resultaat")


class RelationsReport(PageReport):
    """Cases of which somebody still has to check what differed between the two sides of a result."""

    slug = "relaties-nakijken"
    page_title = "Wat verschilde er? Nog nakijken"
    header_icon = "link"
    empty_text = "Elk resultaat heeft een antwoord dat is nagekeken."
    cells = (title_cell(), number_cell(), Cell("to_check", "Na te kijken", lambda page: page.to_check), status_cell())

    def found(self) -> Any:
        links = ResultMethod.objects.filter(to_check=True, result__page__in=self.mine().values("pk"))
        said: dict[int, list[str]] = defaultdict(list)
        for link in links.select_related("result__indicator", "method").order_by(
            "result__page__number", "result", "pk"
        ):
            what = f"{link.result.indicator.label}, methode {link.method.number}: {link.get_relation_display().lower()}"
            said[link.result.page_id].append(what)
        cases = list(CasePage.objects.filter(pk__in=said).order_by("number").defer_streamfields())
        for case in cases:
            case.to_check = "; ".join(said[case.pk])
        return cases


def _specific(mine: Any, methods: Any, cases: Any, of_method: str, of_case: str) -> list[Any]:
    """Methods, then cases, by number, each with what it lacks."""
    allowed = mine.values("pk")
    rows: list[Any] = []
    for pages, missing in ((methods, of_method), (cases, of_case)):
        for page in pages.filter(pk__in=allowed).order_by("number").defer_streamfields():
            page.missing = missing
            rows.append(page)
    return rows


REPORTS = (ReviewDueReport, NoSourceReport, LooseEndsReport, RelationsReport)
