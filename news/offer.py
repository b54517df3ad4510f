"""What the page of a family or theme offers: the newsletter and the calendar of meetings, with that word chosen."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from wagtail.models import Page

from core.http.query_filters import with_query
from core.published import Action

# The list a page stands in, and what its word is called in an address.
_PARAMETERS = {"families": "familie", "themas": "thema"}


def offered_about(page: Page) -> Iterator[Action]:
    """No query: a page of a family or theme has the slug of its word."""
    parent, slug = ["", *page.url_path.strip("/").split("/")][-2:]
    if parent in _PARAMETERS:
        chosen = [(_PARAMETERS[parent], slug)]
        yield Action("Krijg hierover mail", with_query(reverse("newsletter"), chosen))
        yield Action("Bijeenkomsten in je agenda (ics)", with_query(reverse("meetings_calendar"), chosen))
