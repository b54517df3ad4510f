"""Template tags without domain words: icons, positions, numbers, text that may break, and data for machines."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from decimal import Decimal
from functools import cache, lru_cache
from hashlib import sha384
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.templatetags.wagtailcore_tags import richtext

from core.charts.axis import Axis
from core.charts.qr_code import qr_code
from core.http.cache.kept import by_stamp
from core.http.links import Alternate, alternates_of
from core.sources import Certainty
from core.text import numbers
from core.text.typography import show_unknown, soft_hyphens

register = template.Library()

register.simple_tag(qr_code)

# In a data block `<` could end the element; these three make that impossible in any reader.
_UNSAFE_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.simple_tag
def integrity(path: str) -> SafeString:
    """The attribute by which a browser refuses a script or style sheet that is not as it was when it was installed."""
    # While developing, files change under a running server.
    return SafeString("") if settings.DEBUG else format_html('integrity="{}"', _digest(path))


@register.simple_tag
@by_stamp
def head_links() -> SafeString:
    """The fonts, style sheet and icons of every page, drawn once per public state."""
    return mark_safe(render_to_string("components/head_links.html"))


@lru_cache(maxsize=100)
def _digest(path: str) -> str:
    if settings.STATIC_ROOT:
        storage: Any = staticfiles_storage
        with storage.open(storage.stored_name(path)) as file:
            content = file.read()
    else:
        content = Path(str(finders.find(path))).read_bytes()
    return f"sha384-{b64encode(sha384(content).digest()).decode()}"


@register.simple_tag
def alternates(page: Any) -> list[Alternate]:
    """The other forms in which a page is there, for its head."""
    return alternates_of(page)


@register.simple_tag
@lru_cache(maxsize=1_000)
def icon(name: str, css_class: str = "od-icon", size: int = 24) -> SafeString:
    """A drawing from the icon file, hidden from assistive technology: the words beside it say the same."""
    return format_html(
        '<svg class="{}" width="{}" height="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css_class,
        size,
        size,
        static("site/icons.svg"),
        name,
    )


@register.filter
def at(value: Decimal | float) -> str:
    """A position from 0 to 100 as an SVG length: `34%`, `33.33%`. Never in Dutch notation."""
    text = f"{Decimal(value):.2f}".rstrip("0").rstrip(".")
    return f"{text or 0}%"


@register.filter
def on(value: Decimal | float, axis: Axis) -> str:
    """The position of a value on an axis, as an SVG length."""
    return at(axis.at(Decimal(str(value))))


@register.filter
def px(value: Decimal | float) -> str:
    """A number of pixels as an SVG length, with a point."""
    return f"{Decimal(value):.1f}".removesuffix(".0")


@register.filter
def dutch(value: int | Decimal) -> str:
    """A number in Dutch notation: `33.000`, `11,1`."""
    return numbers.number(value)


@register.filter
def enumerate_words(words: list[str] | tuple[str, ...]) -> str:
    """`a, b en c`."""
    return numbers.enumeration([str(word) for word in words])


@register.filter
def capital(text: Any) -> str:
    """The text with a capital, as Dutch writes it."""
    return numbers.sentence_case(str(text))


@register.filter
def lower_first(text: str) -> str:
    """The text with a small first letter, unless the first word is an abbreviation."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


@register.filter
def listed(words: list[str] | tuple[str, ...]) -> str:
    """`Web, app, formulier`: labels as one list, only the first with a capital."""
    return ", ".join(word if place == 0 else lower_first(word) for place, word in enumerate(words))


@register.filter
def host(url: str) -> SafeString:
    """The domain of an address, with places where it may break: `pmc.gov.au`, `binnl.nl`."""
    labels = (urlsplit(url).hostname or url).split(".")
    parts = 3 if len(labels) > 2 and len(labels[-2]) <= 3 and labels[-3] != "www" else 2
    return mark_safe(".<wbr>".join(str(conditional_escape(label)) for label in labels[-parts:]))


@register.filter
def soft(text: Any) -> SafeString:
    """Text in which long Dutch words may break."""
    return mark_safe(soft_hyphens(str(conditional_escape(text))))


@register.filter
def prose(source: Any) -> SafeString:
    """Running text of an editor as HTML, with `niet gepubliceerd` marked."""
    return mark_safe(show_unknown(str(richtext(source or ""))))


@register.filter
def unknown(text: Any) -> SafeString:
    """Plain text with `niet gepubliceerd` marked."""
    return mark_safe(show_unknown(str(conditional_escape(text))))


@register.filter
def marked(html: str) -> SafeString:
    """Safe HTML of a search hit, with the marks of the design system."""
    return mark_safe(html.replace("<mark>", '<mark class="nl-mark">'))


@register.filter
def certainty(letters: Iterable[str]) -> SafeString:
    """The letters of a source as marks, with what they mean."""
    return mark_safe(" ".join(map(_mark, letters)))


@cache
def _mark(letter: str) -> str:
    mark = '<abbr class="od-cert" title="Bron {0}: {1}"><span class="od-vh">bron </span>{0}</abbr>'
    return format_html(mark, letter, certainty_words(letter))


@register.filter
def certainty_words(letter: str) -> str:
    """What a certainty letter means, in a few words."""
    return str(Certainty(letter).label).partition(": ")[2]


@register.simple_tag
def headings(body: Any) -> list[tuple[str, str]]:
    """Anchor and text of every heading block, for the table of contents. The anchor is the place of the block."""
    return [(f"kop-{place}", str(block.value)) for place, block in enumerate(body, 1) if block.block_type == "heading"]


@register.simple_tag
def json_ld(data: Any) -> SafeString:
    """A schema.org data block. Data, not script: the content policy has nothing to allow."""
    if not data:
        return mark_safe("")
    text = json.dumps(data, ensure_ascii=False).translate(_UNSAFE_IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')
