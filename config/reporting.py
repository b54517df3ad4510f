"""Hides passwords in the settings that an error report shows."""

from __future__ import annotations

import re

from django.views.debug import SafeExceptionReporterFilter


class SafeReports(SafeExceptionReporterFilter):
    """Django's filter, which also hides addresses with a user and password in them."""

    hidden_settings = re.compile(
        f"{SafeExceptionReporterFilter.hidden_settings.pattern}|SEARCH_URL|DATABASE_URL", flags=re.IGNORECASE
    )
