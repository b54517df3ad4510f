"""The fields of home, overview, listing and plain pages in content files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from core.published import kinds
from editorial.content_files.fields import Address, Choice, Field, Flag, Group, Integer, Many, Moment, Text, Word
from editorial.content_files.formats.problems import Where
from editorial.content_files.rich_text_field import RunningText
from home.models import ContentPage, HomePage, ListingPage, OverviewPage
from search.contract import Sort

BLOCKS: dict[str, Field] = {
    "heading": Text(required=True),
    "text": RunningText(required=True),
    "figure": Group(
        required=True,
        fields={
            "image": Word(required=True, vocabulary="images"),
            "alt": Text(),
            "decorative": Flag(),
            "caption": Text(max_length=255),
        },
    ),
    "quote": Group(required=True, fields={"text": Text(required=True, multiline=True), "who": Text(max_length=255)}),
    "callout": Group(
        required=True, fields={"title": Text(required=True, max_length=120), "text": RunningText(required=True)}
    ),
    "links": Group(
        required=True,
        fields={
            "title": Text(max_length=120),
            "links": Many(
                of=Group(
                    required=True,
                    fields={
                        "label": Text(required=True, max_length=255),
                        "page": Word(vocabulary="addresses"),
                        "url": Address(),
                    },
                )
            ),
        },
    ),
}


@dataclass(frozen=True)
class Block(Field):
    """One building block: a mapping with one key, its kind. Read as a pair of kind and value."""

    def read(self, raw: Any, where: Where) -> tuple[str, Any] | None:
        if not isinstance(raw, dict) or len(raw) != 1:
            where.refuse(f"moet één blok zijn: {', '.join(BLOCKS)}")
            return None
        kind, value = next(iter(raw.items()))
        if kind not in BLOCKS:
            where.refuse(f"‘{kind}’ is geen blok; kies uit {', '.join(BLOCKS)}")
            return None
        return kind, BLOCKS[kind].clean(value, where.at(kind))

    def write(self, value: Any) -> dict[str, Any]:
        kind, content = value
        return {kind: BLOCKS[kind].write(content)}


@dataclass(frozen=True)
class KindChoice(Choice):
    """The slug of a kind that is registered."""

    def read(self, raw: Any, where: Where) -> str:
        return Choice(choices=tuple(kind.slug for kind in kinds())).read(raw, where)


def _words(vocabulary: str) -> Many:
    return Many(of=Word(vocabulary=vocabulary), inline=True)


START = {
    "path": Text(required=True),
    "type": Text(required=True),
    "order": Integer(),
    "title": Text(required=True, max_length=255),
}
END = {
    "show_in_menus": Flag(),
    "seo_title": Text(max_length=255),
    "search_description": Text(),
    "published_at": Moment(),
    "expire_at": Moment(),
}

PAGE_TYPES: dict[str, type[Page]] = {
    "home": HomePage,
    "overview": OverviewPage,
    "listing": ListingPage,
    "content": ContentPage,
}
PAGES: dict[str, Group] = {
    "home": Group(
        required=True,
        fields={
            **START,
            "claim": Text(required=True, max_length=120),
            "introduction": Text(required=True, max_length=400),
            "newest_count": Integer(),
            "featured": Many(of=Integer(required=True), inline=True),
            **END,
        },
    ),
    "overview": Group(required=True, fields={**START, "introduction": RunningText(), **END}),
    "listing": Group(
        required=True,
        fields={
            **START,
            "introduction": RunningText(),
            "query": Text(max_length=255),
            "kind": KindChoice(),
            "families": _words("families"),
            "channels": _words("channels"),
            "themes": _words("themes"),
            "barriers": _words("barriers"),
            "sort": Choice(choices=tuple(Sort)),
            **END,
        },
    ),
    "content": Group(
        required=True,
        fields={
            **START,
            "introduction": Text(max_length=500),
            "body": Many(of=Block()),
            "show_in_footer": Flag(),
            **END,
        },
    ),
}
