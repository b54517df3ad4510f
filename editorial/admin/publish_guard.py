"""Keeps an unfinished draft from being published without its edit form."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.models import Page

from core.published import kind_of


def is_unfinished(page: Page) -> bool:
    """True when the latest version would not be accepted by the edit form's publish button."""
    latest: Any = page.specific.get_latest_revision_as_object()
    try:
        latest.full_clean()
        if kind := kind_of(latest):
            kind.check_rows(latest)
    except ValidationError:
        return True
    return False
