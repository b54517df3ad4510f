"""Fill this site with made-up pages (see `generate`), and look whether the tree is sound."""

from __future__ import annotations

import time
from typing import Any

from wagtail.models import Page

from lab.generate import generate


def measure(methods: int, cases: int) -> dict[str, Any]:
    """How long it took, in seconds.

    :raises RuntimeError: when the tree is not sound.
    """
    started = time.monotonic()
    generate(methods, cases)
    seconds = time.monotonic() - started
    problems = Page.find_problems()
    if any(problems):
        raise RuntimeError(f"the tree is not sound: {problems}")
    return {"seconds": round(seconds, 1)}
