"""Reports of what visitors search for: most asked, nothing found, never chosen. Each leads to a new synonym."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, ClassVar
from urllib.parse import urlencode

import django_filters
from django.forms import RadioSelect
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import TitleColumn
from wagtail.permissions import page_permission_policy

from core.text.numbers import number
from editorial.reports.base import EDITING, Cell, ContentReport
from search.reports import WORD, QuestionCount, QuestionReport, SynonymGroup, asked_since, never_chosen, nothing_found

PERIODS = {"30": "30 dagen", "90": "90 dagen", "365": "een jaar"}
_USUAL = "30"


class PeriodFilter(WagtailFilterSet):  # type: ignore[misc]
    """The number of days to count."""

    periode = django_filters.ChoiceFilter(
        label="Periode", choices=list(PERIODS.items()), empty_label=None, widget=RadioSelect, method="as_it_is"
    )

    class Meta:
        model = QuestionCount
        fields: ClassVar[list[str]] = []

    def as_it_is(self, queryset: Any, name: str, value: str) -> Any:
        """The report counts by itself; this only shows the choice."""
        return queryset


class SearchReport(ContentReport):
    """Base of a report of questions: `kept_rows` says which of all that were asked."""

    header_icon = "search"
    any_permission_required = EDITING
    permission_policy = page_permission_policy
    filterset_class = PeriodFilter
    cells = (
        Cell("question", "Vraag", lambda one: one.question or "(alleen filters)"),
        Cell("filters", "Filters", lambda one: one.filters.replace("&", ", ")),
        Cell("times", "Gevraagd", lambda one: one.times),
        Cell("found", "Gevonden", lambda one: one.found if one.is_kept else ""),
        Cell("chosen", "Gekozen", lambda one: one.chosen if one.is_kept else ""),
        Cell("rank", "Gemiddelde plaats", lambda one: "" if one.rank is None else number(Decimal(one.rank), 1)),
        Cell("last", "Laatst gevraagd", lambda one: one.last),
    )

    @property
    def columns(self) -> list[Any]:
        columns = super().columns
        if self.request.user.has_perm("search.add_synonymgroup"):
            columns.append(
                TitleColumn(
                    "synonym",
                    label="Synoniem",
                    accessor=lambda one: "Maak synoniem" if one.is_question else "",
                    get_url=synonym_url,
                )
            )
        return columns

    def edit_url(self, row: QuestionReport) -> str | None:
        """The results as a visitor sees them."""
        if not row.is_kept:
            return None
        words = urlencode({"q": row.question}) if row.question else ""
        return f"{reverse('search')}?{'&'.join(filter(None, (words, row.filters)))}"

    def found(self) -> list[QuestionReport]:
        period = self.request.GET.get("periode", _USUAL)
        days = int(period if period in PERIODS else _USUAL)
        return self.kept_rows(_asked(self.request, timezone.localdate() - timedelta(days=days - 1)))

    def kept_rows(self, asked: list[QuestionReport]) -> list[QuestionReport]:
        return asked


def _asked(request: Any, first: date) -> list[QuestionReport]:
    """Read once a request: the first page of the admin counts three reports of the same questions."""
    kept: dict[date, list[QuestionReport]] = request.__dict__.setdefault("_asked_since", {})
    if first not in kept:
        kept[first] = asked_since(first)
    return kept[first]


def synonym_url(row: QuestionReport) -> str | None:
    """The form for a new group, with the words of the question in it."""
    if not row.is_question:
        return None
    name = SynonymGroup.snippet_viewset.get_url_name("add")  # type: ignore[attr-defined]
    return f"{reverse(name)}?{urlencode({WORD: row.question})}"


class MostAskedReport(SearchReport):
    """Every question, most asked first; those that were not kept too."""

    slug = "meest-gezocht"
    page_title = "Meest gezocht"
    empty_text = "In deze periode zocht niemand iets."


class NothingFoundReport(SearchReport):
    """Questions that gave no page the last time."""

    slug = "niets-gevonden"
    page_title = "Gezocht en niets gevonden"
    empty_text = "Elke zoekvraag in deze periode heeft een resultaat."

    def kept_rows(self, asked: list[QuestionReport]) -> list[QuestionReport]:
        return nothing_found(asked)


class NeverChosenReport(SearchReport):
    """Questions that had results, none of which was chosen."""

    slug = "nooit-gekozen"
    page_title = "Gevonden en nooit gekozen"
    empty_text = "Bij elke zoekvraag in deze periode heeft iemand een resultaat gekozen."

    def kept_rows(self, asked: list[QuestionReport]) -> list[QuestionReport]:
        return never_chosen(asked)


SEARCH_REPORTS = (MostAskedReport, NothingFoundReport, NeverChosenReport)
