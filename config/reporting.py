"""What a report of an error may show of the settings: nothing that holds a password."""

from __future__ import annotations

import re

from django.views.debug import SafeExceptionReporterFilter


class SafeReports(SafeExceptionReporterFilter):
    """Also hides addresses with a user and password in them."""

    hidden_settings = re.compile(
        f"{SafeExceptionReporterFilter.hidden_settings.pattern}|SEARCH_URL|DATABASE_URL", flags=re.IGNORECASE
    )
