"""Template tags of this room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

register = template.Library()


@register.filter
def any_filled(fields: Iterable[Any]) -> bool:
    """Whether something was typed in one of these bound fields, or something is wrong with it."""
    return any(field.value() not in (None, "") or field.errors for field in fields)


@register.filter
def model_label(row: Any) -> str:
    return str(row._meta.label_lower)
