"""The page of an error of ours."""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views import defaults

# Seconds after which a browser or a proxy may try again.
_AGAIN = "30"


def server_error(request: HttpRequest) -> HttpResponse:
    """503 while the database is away or locked, so that nobody takes it for a fault of the page; otherwise 500."""
    response = defaults.server_error(request)
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        response.status_code = 503
        response.headers["Retry-After"] = _AGAIN
    return response
