"""What the log and a report of an error may show: no password, no words of a visitor, no secret address."""

from __future__ import annotations

import logging
import re
from typing import Any

from django.views.debug import SafeExceptionReporterFilter
from gunicorn.glogging import Logger

from core.secret_addresses.masking import without_secrets


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


class NoSecrets(logging.Filter):
    """Leaves secret addresses out of a line, wherever in it they stand."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_secrets(record.getMessage()), ()
        return True


class AccessLog(Logger):  # type: ignore[misc]
    """The log of gunicorn, with secret addresses left out: `gunicorn --logger-class config.reporting.AccessLog`."""

    def atoms(self, *args: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(*args)
        return {name: without_secrets(value) if isinstance(value, str) else value for name, value in found.items()}
