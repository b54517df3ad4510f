"""Addresses of our own parts of the admin."""

from __future__ import annotations

from typing import Any

from django.urls import path

from editorial.admin.autosave_guard import logged_in
from editorial.admin.result_preview_view import live_summary
from editorial.reports.all_reports import ALL_REPORTS
from editorial.reports.base import report_urls

urlpatterns: list[Any] = [
    *(url for report in ALL_REPORTS for url in report_urls(report)),
    path("ingelogd/", logged_in, name="editorial_logged_in"),
    path("resultaat-samenvatting/", live_summary, name="editorial_live_summary"),
]
