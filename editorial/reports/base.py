"""Base of the reports: columns, a spreadsheet escaped against formula injection, only pages the editor may see."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from django.urls import path, reverse
from django.utils import timezone
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from core.http.csv_safety import safe_cell

EDITING = {"add", "change", "publish"}


def harmless(value: object) -> str:
    """Text for a cell: what a spreadsheet would take for a formula gets an apostrophe before it."""
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else safe_cell(str(value))


@dataclass(frozen=True)
class Cell:
    """A column of a report and of its spreadsheet: what it is called and how a row gives its value."""

    name: str
    heading: str
    value: Callable[[Any], object]


class ContentReport(ReportView):  # type: ignore[misc]
    """Base of a report: set `slug`, `page_title`, `cells`, and `found`."""

    slug: ClassVar[str]
    cells: ClassVar[tuple[Cell, ...]]
    empty_text: ClassVar[str]
    results_template_name = "editorial/report_results.html"
    paginate_by = 50

    @property
    def columns(self) -> list[Any]:
        first, *others = self.cells
        return [
            TitleColumn(first.name, label=first.heading, accessor=first.value, get_url=self.edit_url),
            *(Column(cell.name, label=cell.heading, accessor=cell.value) for cell in others),
        ]

    def edit_url(self, row: Any) -> str | None:
        raise NotImplementedError

    def found(self) -> Any:
        """The rows of the report that this editor may see."""
        raise NotImplementedError

    def get_queryset(self) -> Any:
        return self.found()

    def get_filtered_queryset(self) -> Any:
        return self.found()

    def get_index_url(self) -> str:
        return reverse(f"editorial_{self.slug}")

    def get_index_results_url(self) -> str:
        return reverse(f"editorial_{self.slug}_results")

    @property
    def no_results_message(self) -> str:
        return self.empty_text

    def get_filename(self) -> str:
        return f"{self.slug}-{timezone.localdate():%Y-%m-%d}"

    @property
    def list_export(self) -> list[str]:
        return [cell.name for cell in self.cells]

    def get_heading(self, queryset: Any, field: str) -> str:
        return next(cell.heading for cell in self.cells if cell.name == field)

    def to_row_dict(self, item: Any) -> dict[str, str]:
        return {cell.name: harmless(cell.value(item)) for cell in self.cells}


class PageReport(ContentReport):
    """A report of pages; shows only those this editor may work on."""

    any_permission_required = EDITING
    permission_policy = page_permission_policy

    def edit_url(self, row: Page) -> str:
        return reverse("wagtailadmin_pages:edit", args=(row.pk,))

    def mine(self) -> Any:
        return page_permission_policy.instances_user_has_any_permission_for(self.request.user, EDITING)


def title_cell() -> Cell:
    return Cell("title", "Titel", lambda page: page.get_admin_display_title())


def number_cell() -> Cell:
    return Cell("number", "Nummer", lambda page: page.number)


def status_cell() -> Cell:
    return Cell("status", "Status", _status)


def _status(page: Page) -> str:
    """Wagtail's own status text takes three queries a page."""
    if not page.live:
        return "Concept"
    return "Gepubliceerd, met een nieuwer concept" if page.has_unpublished_changes else "Gepubliceerd"


def report_urls(view: type[ContentReport]) -> list[Any]:
    """The address of the report, and of its results alone."""
    return [
        path(f"rapporten/{view.slug}/", view.as_view(), name=f"editorial_{view.slug}"),
        path(
            f"rapporten/{view.slug}/resultaten/",
            view.as_view(results_only=True),
            name=f"editorial_{view.slug}_results",
        ),
    ]


class ReportMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to whoever may open the report."""

    def __init__(self, view: type[ContentReport], order: int) -> None:
        self._view = view
        super().__init__(
            view.page_title, reverse(f"editorial_{view.slug}"), icon_name=view.header_icon, order=order, name=view.slug
        )

    def is_shown(self, request: Any) -> bool:
        policy = self._view.permission_policy
        return bool(policy.user_has_any_permission(request.user, self._view.any_permission_required))
