"""The link to the newsletter that the page of a family or theme offers, with that word chosen."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from wagtail.models import Page

from core.http.query_filters import with_query
from core.published import Action

# The list a page stands in, and what its word is called in an address.
_PARAMETERS = {"families": "familie", "themas": "thema"}


def newsletter_about(page: Page) -> Iterator[Action]:
    """No query: a page of a family or theme has the slug of its word."""
    parent, slug = ["", *page.url_path.strip("/").split("/")][-2:]
    if parent in _PARAMETERS:
        yield Action("Krijg hierover mail", with_query(reverse("newsletter"), [(_PARAMETERS[parent], slug)]))
