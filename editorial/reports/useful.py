"""The report of what readers answered to ‘Was dit nuttig?’, per page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from wagtail.permissions import page_permission_policy

from editorial.reports.base import EDITING, Cell, ContentReport
from editorial.reports.searches import PERIODS, PeriodFilter
from feedback.useful.counting import answers_since

_USUAL = "90"


class UsefulReport(ContentReport):
    """Most noes first. What somebody missed stands in ‘Binnengekomen’."""

    slug = "was-dit-nuttig"
    page_title = "Was dit nuttig?"
    header_icon = "tick"
    empty_text = "In deze periode zei niemand of een pagina nuttig was."
    any_permission_required = EDITING
    permission_policy = page_permission_policy
    filterset_class = PeriodFilter
    cells = (
        Cell("title", "Pagina", lambda row: row["page__title"]),
        Cell("no", "Niet nuttig", lambda row: row["no_total"]),
        Cell("yes", "Nuttig", lambda row: row["yes_total"]),
        Cell("last", "Laatste antwoord", lambda row: row["last"]),
    )

    def edit_url(self, row: Any) -> str | None:
        return reverse("wagtailadmin_pages:edit", args=[row["page_id"]])

    def found(self) -> Any:
        period = self.request.GET.get("periode", _USUAL)
        days = int(period if period in PERIODS else _USUAL)
        return answers_since(timezone.localdate() - timedelta(days=days - 1))
