"""What a method says of where it was not measured yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from wagtail.models import Page

from core.http.query_filters import with_query
from core.published import Action
from core.text.numbers import enumeration
from methods.models import MethodPage
from monitor.white_spots.spots import not_measured

_MOST_NAMED = 3


def white_spots_of(page: Page) -> Iterator[Action]:
    """A link to the white spots of a method, which names up to three kinds of organisation. Three queries."""
    if not isinstance(page, MethodPage) or page.number is None:
        return
    missing = [label[:1].lower() + label[1:] for label in not_measured(page)]
    if missing:
        where = enumeration(missing) if len(missing) <= _MOST_NAMED else f"{len(missing)} soorten organisaties"
        address = with_query(reverse("white_spots"), [("methode", str(page.number))])
        yield Action(f"Nog niet gemeten bij {where}", address)
