"""Addresses of our own parts of the admin."""

from __future__ import annotations

from typing import Any

from django.urls import path

from editorial.live_summary import live_summary
from editorial.reports.base import ContentReport, report_urls
from editorial.reports.images import NoAlternativeReport
from editorial.reports.pages import REPORTS
from editorial.reports.searches import SEARCH_REPORTS

ALL_REPORTS: tuple[type[ContentReport], ...] = (*REPORTS, NoAlternativeReport, *SEARCH_REPORTS)
urlpatterns: list[Any] = [
    *(url for report in ALL_REPORTS for url in report_urls(report)),
    path("resultaat-samenvatting/", live_summary, name="editorial_live_summary"),
]
