"""What a method says of where it was not measured yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from wagtail.models import Page

from core.http.query_filters import with_query
from core.published import Action
from core.text.numbers import enumeration
from methods.models import MethodPage
from monitor.white_spots.spots import State, families_of


def white_spots_of(page: Page) -> Iterator[Action]:
    """A link to the white spots of a method, which names where it has no result at all. Three queries."""
    if not isinstance(page, MethodPage) or page.number is None:
        return
    found = families_of(page)
    missing = [pair.label[:1].lower() + pair.label[1:] for pair in found if pair.state is State.NONE]
    if missing:
        is_nowhere = len(missing) == len(found) > 1
        where = "nergens gemeten, voor zover wij weten" if is_nowhere else f"niet gemeten bij {enumeration(missing)}"
        yield Action(f"Nog {where}", with_query(reverse("white_spots"), [("methode", str(page.number))]))
