"""The rows of the filters. The search page has hundreds of them: drawn by a template they took a third of its time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.text.numbers import number, sentence_case
from core.text.typography import soft_hyphens
from search.results_page.page import Choice

register = template.Library()

_ROW = (
    '<li class="od-facet__row{none}" data-facet="{name}" data-value="{value}" data-count="{count}">'
    '<input class="utrecht-checkbox utrecht-checkbox--html-input" type="checkbox" id="f-{name}-{value}" '
    'name="{name}" value="{value}" form="zoeken"{checked}{described}> '
    '<label for="f-{name}-{value}"><span>{label}</span> <span class="od-facet__count"><span class="od-vh">, </span>'
    '{count_shown}<span class="od-vh"> {results}</span></span></label>{meaning}</li>'
)
_MEANING = '<span class="od-facet__meaning" id="f-{name}-{value}-uitleg">{text}</span>'


@register.simple_tag
def facet_rows(choices: Iterable[Choice]) -> SafeString:
    """A list item with a checkbox for each value; everything that is not ours is escaped."""
    return mark_safe("\n".join(_row(choice) for choice in choices))


def _row(choice: Choice) -> str:
    meaning = choice.meaning
    return _ROW.format(
        name=choice.facet.value,
        value=_escaped(choice.value),
        count=choice.count,
        none="" if choice.count else " od-facet__row--none",
        checked=" checked" if choice.selected else "",
        described=f' aria-describedby="f-{choice.facet.value}-{_escaped(choice.value)}-uitleg"' if meaning else "",
        meaning=_MEANING.format(name=choice.facet.value, value=choice.value, text=escape(meaning)) if meaning else "",
        label=_label(choice.label),
        count_shown=number(choice.count),
        results="resultaat" if choice.count == 1 else "resultaten",
    )


@lru_cache(maxsize=4096)
def _escaped(value: str) -> str:
    return escape(value)


@lru_cache(maxsize=4096)
def _label(label: str) -> str:
    return soft_hyphens(escape(sentence_case(label)))
