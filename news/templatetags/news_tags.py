"""Template tags of this room's pages."""

from __future__ import annotations

from typing import Any

from django import template

from core.visibility import public_pages
from methods.models import MethodPage

register = template.Library()


@register.simple_tag
def public_methods(page: Any) -> list[MethodPage]:
    """The methods in the rows of a page that anyone may read, in their order. Two queries."""
    order = [row.method_id for row in page.methods.all()]
    found = {method.pk: method for method in public_pages(MethodPage.objects.filter(pk__in=order))} if order else {}
    return [found[key] for key in order if key in found]
