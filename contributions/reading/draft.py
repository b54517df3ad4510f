"""Draw the draft of a round as its page would look, cut into parts by its headings. Nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from bs4 import BeautifulSoup, Tag
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from contributions.reading.models import ReviewRound
from core.published.reading import ReadAlong
from core.text.sanitise import one_line

_HEADINGS = ("h1", "h2", "h3")
# What a draft cannot do yet: forms, share boxes, and what is not about its text.
_LEFT_OUT = "form, script, nav, button, .od-noprint, .od-foot"
# A heading that only a screen reader says stands nowhere to comment at.
_HIDDEN = "od-vh"
_LONGEST_KEY = 60


class Part(NamedTuple):
    """A heading of the draft and what stands below it. `key` is its address on the page and in a form."""

    key: str
    heading: str
    place: int = 0


class Draft:
    """The draft of a round, drawn for one request."""

    def __init__(self, review: ReviewRound, request: HttpRequest) -> None:
        drawn = BeautifulSoup(_page(review, request), "html.parser")
        self._main: Tag = drawn.main or drawn
        own = {
            str(link["href"]) for link in drawn.select("head link[rel=stylesheet]") if "/site.css" not in link["href"]
        }
        self.styles = sorted(own)
        for left_out in self._main.select(_LEFT_OUT):
            left_out.decompose()
        self._places: list[tuple[Part, Tag]] = []
        for heading in self._main.find_all(_HEADINGS):
            text = one_line(heading.get_text(" ").replace("\N{SOFT HYPHEN}", ""))
            if text and _HIDDEN not in heading.get_attribute_list("class"):
                part = Part(self._new_key(text), text[:255], len(self._places))
                self._places.append((part, heading))

    @property
    def parts(self) -> list[Part]:
        return [part for part, _ in self._places]

    def html(self, below: Callable[[Part], str]) -> SafeString:
        """The main part of the page, with something below each of its parts. Call it once."""
        for part, heading in self._places:
            heading["id"] = heading.get("id") or f"kop-{part.key}"
            added = BeautifulSoup(below(part), "html.parser")
            parent = heading.parent
            if parent is not None and len(parent.find_all(_HEADINGS)) == 1 and parent.name != "summary":
                parent.append(added)
            else:
                _end_of_part(heading).insert_after(added)
        return mark_safe(self._main.decode_contents())

    def _new_key(self, text: str) -> str:
        key = first = slugify(text)[:_LONGEST_KEY] or "deel"
        taken, count = {part.key for part, _ in self._places}, 1
        while key in taken:
            count += 1
            key = f"{first}-{count}"
        return key


def _end_of_part(heading: Tag) -> Tag:
    """The last element before the next heading, beside this heading."""
    last = heading.find_parent("summary") or heading
    for sibling in last.find_next_siblings():
        if sibling.name in _HEADINGS or sibling.find(_HEADINGS):
            break
        last = sibling
    return last


def _page(review: ReviewRound, request: HttpRequest) -> str:
    """The HTML of the whole page as a preview, drawn within this request so that no cache of pages sees it."""
    was_preview = getattr(request, "is_preview", False)
    request.is_preview = True  # type: ignore[attr-defined]
    try:
        if isinstance(review.subject, ReadAlong):
            return review.subject.draw_draft(review.content, request)
        page: Any = review.subject.specific.with_content_json(review.content)
        context = page.get_preview_context(request, page.default_preview_mode)
        return render_to_string(page.get_preview_template(request, page.default_preview_mode), context, request)
    finally:
        request.is_preview = was_preview  # type: ignore[attr-defined]
