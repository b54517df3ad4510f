"""Template tags for blocks and links that other kinds of page add to a page; empty without any."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from core import published
from core.http import carried
from core.published.mentions import with_links
from core.published.notes import notes

register = template.Library()


@register.simple_tag
def blocks_about(page: Any) -> SafeString:
    """The blocks that the registered kinds show on this page."""
    blocks = published.about(page)
    return _drawn("components/blocks_about.html", {"blocks": blocks}) if blocks else mark_safe("")


@register.simple_tag
def actions_of(page: Any) -> SafeString:
    """The links that the registered kinds give this page, and below them what other rooms say of it."""
    actions, said = published.actions(page), notes(page)
    drawn = _drawn("components/page_actions.html", {"actions": actions}) if actions else mark_safe("")
    return drawn + _drawn("components/page_notes.html", {"notes": said}) if said else drawn


@register.simple_tag
def carried_along() -> SafeString:
    """Links to what the reader takes along, and the parameters for the form of search; empty without it."""
    found = {"actions": carried.abouts(), "parameters": carried.taken_along()}
    return _drawn("components/carried.html", found) if found["parameters"] else mark_safe("")


@register.simple_tag
def carried_on(card: Any, address: str, anchor: str) -> SafeString:
    """What a card offers beside what the reader takes along, as links to this same page, at this anchor."""
    sign = "&" if "?" in address else "?"
    offers = [
        {"label": offer.label, "url": offer.value and f"{address}{sign}{urlencode({name: offer.value})}#{anchor}"}
        for name, offer in carried.offers(card)
    ]
    return _drawn("components/carried_offer.html", {"offers": offers}) if offers else mark_safe("")


@register.simple_tag
def linked(texts: Any) -> list[SafeString]:
    """Sentences (of a stream too, or one) in which "methode 35" is a link with its title. A query per kind named."""
    found = [texts] if isinstance(texts, str) else texts
    return with_links(str(getattr(text, "value", text) or "") for text in found)


@register.filter
def mentions(text: Any) -> SafeString:
    """One plain text in which "methode 35" is a link with its title. No query for a text that names none."""
    return with_links([str(text or "")])[0]


def _drawn(name: str, context: dict[str, Any]) -> SafeString:
    return mark_safe(render_to_string(name, context))
