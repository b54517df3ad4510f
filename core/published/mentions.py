"""Plain text that names a numbered page, such as "methode 35", with a link and its title in that place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import partial

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from core.http.cache.kept import each_by_stamp
from core.published.registry import kinds
from core.text.typography import soft_hyphens
from core.visibility import public_pages

_NUMBERED = re.compile(r"\b([a-z\u00ad]+) (\d{1,9})\b", re.IGNORECASE)

# Slug of the kind and number.
Named = tuple[str, int]


def with_links(texts: Iterable[str]) -> list[SafeString]:
    """The texts as HTML; what is not public or was never given out stays a word. A query per kind that is named."""
    shown = [_soft(text) for text in texts]
    slugs = {kind.slug for kind in kinds() if kind.prefix}
    named = {_named(found) for text in shown for found in _NUMBERED.finditer(text)}
    known = _links({one for one in named if one[0] in slugs})
    return [mark_safe(_NUMBERED.sub(partial(_link, known), text)) for text in shown]


def _soft(text: str) -> SafeString:
    return mark_safe(soft_hyphens(str(conditional_escape(text))))


def _named(found: re.Match[str]) -> Named:
    return found[1].lower().replace("\u00ad", ""), int(found[2])


def _link(known: Mapping[Named, tuple[str, str]], found: re.Match[str]) -> str:
    if (page := known.get(_named(found))) is None:
        return found[0]
    title, url = page
    return format_html('<a class="nl-link" href="{}">{} ({})</a>', url, mark_safe(found[0]), _soft(title))


@each_by_stamp
def _links(names: Collection[Named]) -> dict[Named, tuple[str, str]]:
    """Title and address of the public pages among these."""
    found = {}
    for kind in kinds():
        if numbers := [number for slug, number in names if slug == kind.slug]:
            for page in public_pages(kind.model.objects.filter(number__in=numbers)).defer_streamfields().order_by():
                found[kind.slug, page.number] = page.title, page.get_url() or ""
    return found
