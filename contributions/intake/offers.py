"""Links to the forms of this room on pages of other rooms."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from wagtail.models import Page

from contributions.intake.views import METHOD
from core.published import Action
from methods.models import MethodPage


def offered(page: Page) -> Iterable[Action]:
    """‘Wij deden dit ook’ on a method that has a number. No query."""
    if isinstance(page, MethodPage) and page.number:
        yield Action("Wij deden dit ook", f"{reverse('did_this_too')}?{METHOD}={page.number}", is_main=True)
