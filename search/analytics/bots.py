"""Tell readers from robots and editors by request headers. Stores nothing and touches no session."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest

# Every browser says so; a program that checks the site usually does not.
_BROWSER = "Mozilla/"
# Robots say what they are, or where to read about them. Cubot makes telephones.
_ROBOT = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|scrap|archiver|preview|monitor|headless|lighthouse|externalhit|https?:",
    re.IGNORECASE,
)


def is_visitor(request: HttpRequest) -> bool:
    """A person in a browser who looks at the page now; not an editor who is logged in, a robot or a page fetched ahead.

    Reads the cookie by its name only: asking Django who it is would make the response vary by cookie.
    """
    if settings.SESSION_COOKIE_NAME in request.COOKIES or getattr(request, "is_preview", False):
        return False
    if "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", "")):
        return False
    agent = request.headers.get("User-Agent", "")
    return agent.startswith(_BROWSER) and not _ROBOT.search(agent)
