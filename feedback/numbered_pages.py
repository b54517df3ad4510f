"""The page that a form is about, by the number in its address."""

from __future__ import annotations

from typing import Any

from django.http import Http404

from core.published import kinds


def numbered_page(prefix: str, number: int | str) -> Any:
    """:raises Http404: when there is no such numbered page, or not everyone may read it."""
    kind = next((kind for kind in kinds() if kind.prefix == prefix), None)
    page = kind and kind.public().filter(number=int(number)).first()
    if page is None:
        raise Http404("no such page")
    return page
