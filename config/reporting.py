"""What the log and a report of an error may show: no password, no words of a visitor."""

from __future__ import annotations

import logging
import re

from django.views.debug import SafeExceptionReporterFilter


class SafeReports(SafeExceptionReporterFilter):
    """Django's filter, which also hides addresses with a user and password in them."""

    hidden_settings = re.compile(
        f"{SafeExceptionReporterFilter.hidden_settings.pattern}|SEARCH_URL|DATABASE_URL", flags=re.IGNORECASE
    )


class OtherHost(logging.Filter):
    """A request for a host that is not ours is one line, without that host and without a traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args, record.exc_info = "refused a request for another host", (), None
        return True
