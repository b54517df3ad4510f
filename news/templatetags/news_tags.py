"""Template tags of this room's pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from core.visibility import public_pages
from methods.models import MethodPage

register = template.Library()


@register.simple_tag
def public_methods(page: Any) -> list[MethodPage]:
    """The methods in the rows of a page that anyone may read, in their order. Two queries."""
    order = [row.method_id for row in page.methods.all()]
    found = {method.pk: method for method in public_pages(MethodPage.objects.filter(pk__in=order))} if order else {}
    return [found[key] for key in order if key in found]


@register.filter
def for_mail(source: str) -> SafeString:
    """Running text of an editor with whole addresses, for who reads it outside the site."""
    return mark_safe(str(expand_db_html(source)).replace('href="/', f'href="{settings.SITE_URL}/'))


@register.simple_tag
def neighbours(page: Any) -> list[Any]:
    """The pages beside this one that anyone may read, in their order. Two queries."""
    return list(public_pages(page.get_siblings(inclusive=False))) if page.pk else []
