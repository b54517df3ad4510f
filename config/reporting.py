"""What the log and a report of an error may show: no password, no words of a visitor, no secret address."""

from __future__ import annotations

import json
import logging
import os
import re
import traceback
from datetime import UTC, datetime
from typing import Any

from django.views.debug import SafeExceptionReporterFilter
from gunicorn.glogging import Logger

from core.secret_addresses.masking import without_secrets

_MOST_CAUSES = 5
_QUERY = re.compile(r"\?\S+")


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


class Lines(logging.Formatter):
    """A line of the log. Of an exception only its kind and places: its words may be those of a visitor."""

    def formatException(self, ei: Any) -> str:
        lines: list[str] = []
        error = ei[1]
        while error is not None and len(lines) < _MOST_CAUSES:
            lines.append(f"{type(error).__name__}\n{''.join(traceback.format_tb(error.__traceback__))}".rstrip())
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nbecause of ".join(lines)


class JsonLines(Lines):
    """The same as one JSON object a line, for a program that collects logs: `LOG_FORMAT=json`."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "process": record.process,
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


class NoQuery(NoSecrets):
    """Also leaves out what follows a question mark: a line of gunicorn repeats the address of a request that failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        super().filter(record)
        record.msg = _QUERY.sub("?…", record.msg)
        return True


class AccessLog(Logger):  # type: ignore[misc]
    """The log of gunicorn without secret addresses and without what was asked: `--logger-class` of gunicorn."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.addFilter(NoQuery())
            kind = JsonLines if os.environ.get("LOG_FORMAT") == "json" else Lines
            handler.setFormatter(kind(self.error_fmt, self.datefmt))

    def atoms(self, *args: Any) -> dict[str, Any]:
        found: dict[str, Any] = super().atoms(*args)
        words = {name: value for name, value in found.items() if isinstance(value, str)}
        return found | {name: without_secrets(_QUERY.sub("?…", value)) for name, value in words.items()} | {"q": ""}
