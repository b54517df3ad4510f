"""The panel on the first page of the admin: buttons for a new page, and the reports that have something in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.ui.components import Component

from editorial.reports.all_reports import ALL_REPORTS
from editorial.reports.base import ContentReport


@dataclass(frozen=True)
class Waiting:
    """A report with something in it."""

    title: str
    url: str
    count: int


class StartPanel(Component):  # type: ignore[misc]
    """Stands above Wagtail's own panels on the first page of the admin."""

    order = 10
    template_name = "editorial/start_panel.html"

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {
            "new_case": reverse("praktijkvoorbeelden:choose_parent"),
            "new_method": reverse("methoden:choose_parent"),
            "waiting": [found for report in ALL_REPORTS if (found := self._waiting(report))],
        }

    def _waiting(self, report: type[ContentReport]) -> Waiting | None:
        if not report.permission_policy.user_has_any_permission(self._request.user, report.any_permission_required):
            return None
        view = report()
        view.setup(self._request)
        count = len(view.found())
        return Waiting(report.page_title, reverse(f"editorial_{report.slug}"), count) if count else None
