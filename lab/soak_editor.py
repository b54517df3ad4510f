"""The editor of `lab.soak`: publishes until a moment, and notes what was taken and what was refused."""

from __future__ import annotations

import time
from typing import Any

from django.db import close_old_connections, transaction

from cases.models import CasePage
from core.models import SiteImage
from tests.factories.images import photo, upload

_UPLOADS = 5


def measure(until: float, pause: float = 0.5) -> list[dict[str, Any]]:
    """Each act with its moment (of `time.monotonic`), page, title and, where it failed, the kind of error."""
    pages = list(CasePage.objects.live().order_by("pk").values_list("pk", flat=True))
    acts: list[dict[str, Any]] = []
    while (started := time.monotonic()) < until:
        number = len(acts) + 1
        act: dict[str, Any] = {"at": started, "page": pages[number % len(pages)], "title": f"Duurproef {number}"}
        close_old_connections()
        try:
            _publish(act["page"], act["title"], number)
        except Exception as error:
            act["error"] = type(error).__name__
        act["seconds"] = time.monotonic() - started
        acts.append(act)
        time.sleep(pause)
    return acts


def _publish(page_id: int, title: str, number: int) -> None:
    with transaction.atomic():
        page = CasePage.objects.get(pk=page_id)
        page.title = title
        page.save_revision().publish()
    if number % _UPLOADS == 0:
        SiteImage.objects.create(title=title, file=upload(f"duurproef-{number}.png", photo("png")))
