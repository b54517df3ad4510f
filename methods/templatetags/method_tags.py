"""Methods in templates: what to do before, after, together and instead."""

from __future__ import annotations

from typing import Any

from django import template

from core.prefetch import words_of_page
from methods.effort import Aspect, Band, bands_of
from methods.relations import RelationGroup, relation_groups
from vocabulary.models import Term

register = template.Library()


@register.simple_tag
def relations_of(page: Any) -> list[RelationGroup]:
    return relation_groups(page)


@register.simple_tag
def words_of(page: Any) -> dict[str, list[Term]]:
    """For whom the method is, by which channels, and what it helps against."""
    names = ("families", "channels", "barriers")
    return dict(zip(names, words_of_page(page, *names), strict=True))


@register.simple_tag
def texts_to_copy(page: Any) -> int:
    """How many of the steps have something to copy."""
    return sum(len(step.value.get("example") or ()) for step in page.steps)


@register.simple_tag
def effort_bands(page: Any) -> list[tuple[Aspect, Band]]:
    return bands_of(page)
