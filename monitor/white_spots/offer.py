"""What a method says of where it was not measured yet."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from wagtail.models import Page

from cases.choices import Contrast
from cases.results.method_row import rows_of_method
from core.http.query_filters import with_query
from core.prefetch import words_of_page
from core.published import Action
from core.text.numbers import enumeration
from methods.models import MethodPage


def white_spots_of(page: Page) -> Iterator[Action]:
    """A link to the white spots of a method, which names where it has no result at all. One query after its rows."""
    if not isinstance(page, MethodPage) or page.number is None:
        return
    rows = [row for row in rows_of_method(page) if row.counts and row.result.contrast != Contrast.NONE]
    measured = {family for row in rows for family in row.families}
    [families] = words_of_page(page, "families")
    meant = [family for family in families if family.ended_on is None]
    missing = [_small(family.plural or family.label) for family in meant if family.pk not in measured]
    if missing:
        is_nowhere = len(missing) == len(meant) > 1
        where = "nergens gemeten, voor zover wij weten" if is_nowhere else f"niet gemeten bij {enumeration(missing)}"
        yield Action(f"Nog {where}", with_query(reverse("white_spots"), [("methode", str(page.number))]))


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
