"""One kind of page that the site publishes, and what the rest of the site may ask of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.published.documents import Document
from core.published.plain_documents import plain_documents
from core.visibility import public_pages


class Change(NamedTuple):
    """Something that readers may want to know of a page: for feeds and newsletters."""

    page_id: int
    at: datetime
    title: str
    text: str
    url: str


class Action(NamedTuple):
    """A link that a page offers: what a reader can do with it."""

    label: str
    url: str


class Block(NamedTuple):
    """What a kind has to say on a page of another kind: a heading and cards, drawn by one component."""

    heading: str
    page_ids: tuple[int, ...]
    more_label: str = ""
    more_url: str = ""


@dataclass(frozen=True, eq=False)
class PublishedKind:
    """A kind with the answers that fit any page; a room overrides what its pages say better.

    `slug` stands in addresses (`soort`) and content files, `code` in the mark-up (`data-kind`). `spoken` are the words
    that may stand before a number in a question. `in_results` says that the list of results holds this kind without
    being asked for; other kinds are counted beside it. `parents` are the labels of page types it may stand under.
    """

    model: type[Any]
    slug: str
    code: str
    label: str
    plural: str
    order: int = 100
    spoken: tuple[str, ...] = ()
    in_results: bool = False
    parents: tuple[str, ...] = ("home.ListingPage",)
    card_template: str = "components/page_card.html"
    folder: str = field(default="")

    @property
    def prefix(self) -> str:
        """What stands before the number in a short address, such as `m`; empty for a kind without numbers."""
        return str(getattr(self.model, "short_prefix", ""))

    def public(self) -> PageQuerySet[Any]:
        """The pages of this kind that anyone may read now."""
        return public_pages(self.model.objects.all())

    def documents(self, page_ids: Collection[int]) -> list[Document]:
        """What can be found of these pages, in a fixed number of queries. Says nothing about who may see them."""
        return plain_documents(self, page_ids)

    def cards(self, page_ids: Collection[int]) -> Mapping[int, Any]:
        """What `card_template` draws of these pages, by page id, in a fixed number of queries."""
        return {page.pk: page for page in self.model.objects.filter(pk__in=page_ids)}

    def structured_data(self, page: Page) -> dict[str, Any]:
        """What schema.org is told of a page beside its title and address, `@type` among it."""
        return {"@type": "Article", "headline": page.title[:110]}

    def about(self, pages: Collection[Page]) -> Mapping[int, Iterable[Block]]:
        """Blocks to show on these pages of any kind, by page id. At most one query."""
        return {}

    def changes(self, since: datetime) -> Iterable[Change]:
        """What was published since, newest first. One query."""
        rows = self.public().filter(first_published_at__gte=since).order_by("-first_published_at")
        return [Change(page.pk, page.first_published_at, page.title, page.description, page.url) for page in rows]

    def actions(self, page: Page) -> Iterable[Action]:
        """Links that a page of any kind offers because of this kind. No query."""
        return ()
