"""Every report of the admin, in the order of the menu."""

from __future__ import annotations

from editorial.reports.base import ContentReport
from editorial.reports.images import NoAlternativeReport
from editorial.reports.pages import REPORTS
from editorial.reports.searches import SEARCH_REPORTS
from editorial.reports.useful import UsefulReport

ALL_REPORTS: tuple[type[ContentReport], ...] = (*REPORTS, NoAlternativeReport, *SEARCH_REPORTS, UsefulReport)
