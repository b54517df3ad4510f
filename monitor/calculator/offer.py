"""The link to the calculator that a method offers."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from wagtail.models import Page

from core.http.query_filters import with_query
from core.published import Action
from methods.models import MethodPage


def calculator_of(page: Page) -> Iterator[Action]:
    """No query."""
    if isinstance(page, MethodPage) and page.number is not None:
        address = with_query(reverse("calculator"), [("methode", str(page.number))])
        yield Action("Reken uit wat dit jou oplevert, en wat niet", address)
