"""Methods in templates: what to do before, after, together and instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import template

from core.prefetch import words_of_page
from methods.relations import RelationGroup, relation_groups
from vocabulary.models import Term

register = template.Library()


@dataclass(frozen=True)
class EffortBand:
    """One of the four bands of effort, in the words of the choice."""

    label: str
    value: str


@register.simple_tag
def relations_of(page: Any) -> list[RelationGroup]:
    return relation_groups(page)


@register.simple_tag
def words_of(page: Any) -> dict[str, list[Term]]:
    """For whom the method is, by which channels, and what it helps against."""
    names = ("families", "channels", "barriers")
    return dict(zip(names, words_of_page(page, *names), strict=True))


@register.simple_tag
def effort_bands(page: Any) -> list[EffortBand]:
    """The bands an editor filled in; a draft may miss some."""
    bands = (
        EffortBand("Tijd", page.get_effort_time_display()),
        EffortBand("Mensen", page.get_effort_people_display()),
        EffortBand("Kosten", page.get_effort_cost_display()),
        EffortBand("Kennis", page.get_effort_expertise_display()),
    )
    return [band for band in bands if band.value]
