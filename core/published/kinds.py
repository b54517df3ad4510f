"""One kind of page that the site publishes, and what the rest of the site may ask of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.text import capfirst
from wagtail.models import Page
from wagtail.query import PageQuerySet

from core.published.documents import Document
from core.published.plain_documents import plain_documents, summary
from core.visibility import public_pages


class Card(NamedTuple):
    """What a list shows of a page. Kinds may make richer cards with at least these attributes.

    `template` draws it as `card`; `kind` is the code in the mark-up, `number` 0 for a page without one.
    """

    page_id: int
    kind: str
    number: int
    title: str
    url: str
    gist: str
    label: str
    template: str = "components/page_card.html"


class Change(NamedTuple):
    """Something that readers may want to know of a page: for feeds and newsletters."""

    page_id: int
    at: datetime
    title: str
    text: str
    url: str


class Action(NamedTuple):
    """A link that a page offers: what a reader can do with it. `is_main` draws it as a button."""

    label: str
    url: str
    is_main: bool = False


class Block(NamedTuple):
    """What a kind has to say on a page of another kind: a heading and cards, drawn by one component."""

    heading: str
    cards: tuple[Card, ...]
    more: Action | None = None


@dataclass(eq=False)
class PublishedKind:
    """A kind with the answers that fit any page; a room overrides in a class of its own what its pages say better.

    `slug` stands in addresses (`soort`) and content files, `code` in the mark-up (`data-kind`; empty: the slug).
    `rank` orders the kinds, from 0 up to and including 63; it stands in the index, so it never changes.
    `in_results` says that the list of results holds this kind without being asked for; other kinds are counted beside
    it. `spoken` are the words that may stand before a number in a question.
    `lookups` say how a filter reads in the database, by the name of its parameter. `card_list` is the look of a list of
    its cards, `field_labels` what the fields `body` and `related` of its documents hold, for editors.
    `open_fields` are the fields and rows of the model that the API gives beside what it gives of every page, under the
    Dutch names of the model; without any it gives the text as it is searched. Nothing is open by itself.
    """

    model: type[Any]
    slug: str
    code: str = ""
    rank: int = 50
    in_results: bool = False
    spoken: tuple[str, ...] = ()
    lookups: Mapping[str, str] = field(default_factory=dict)
    card_list: str = "od-cards--lined"
    field_labels: Mapping[str, str] = field(default_factory=lambda: {"body": "tekst", "related": "wat erbij hoort"})
    open_fields: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self.code = self.code or self.slug

    @property
    def label(self) -> str:
        """The Dutch name of one such page, with a capital."""
        return str(capfirst(self.model._meta.verbose_name))

    @property
    def plural(self) -> str:
        return str(capfirst(self.model._meta.verbose_name_plural))

    def noun(self, count: int) -> str:
        """The noun for so many pages of this kind, without a capital."""
        options = self.model._meta
        return str(options.verbose_name if count == 1 else options.verbose_name_plural)

    @property
    def prefix(self) -> str:
        """What stands before the number in a short address, such as `m`; empty for a kind without numbers."""
        return str(getattr(self.model, "short_prefix", ""))

    def public(self) -> PageQuerySet[Any]:
        """The pages of this kind that anyone may read now."""
        return public_pages(self.model.objects.all())

    def documents(self, page_ids: Collection[int]) -> list[Document]:
        """What can be found of these pages of this kind, in a fixed number of queries. Says nothing about who may see
        them."""
        return plain_documents(self.model.objects.filter(pk__in=page_ids), self.slug, self.rank)

    def cards(self, page_ids: Collection[int]) -> Mapping[int, Any]:
        """What a list shows of these pages of this kind, by page id, in a fixed number of queries."""
        return {page.pk: self.card(page) for page in self.model.objects.filter(pk__in=page_ids)}

    def card(self, page: Any) -> Card:
        """The plain card of one page."""
        number = getattr(page, "number", None) or 0
        return Card(page.pk, self.code, number, page.title, page.get_url() or "", summary(page), self.label)

    def matching(self, filters: Mapping[str, Collection[str]]) -> QuerySet[Any]:
        """The ids of the pages that fit these filters, by the name of their parameter; none for an unknown one."""
        pages = self.model.objects.all()
        for name, values in filters.items():
            if name not in self.lookups:
                return pages.none().values("pk")  # type: ignore[no-any-return]
            pages = pages.filter(**{self.lookups[name]: list(values)})
        return pages.values("pk")  # type: ignore[no-any-return]

    def structured_data(self, page: Any) -> dict[str, Any]:
        """What schema.org is told of a page beside its title, address and dates; `@type` among it."""
        return {"@type": "Article", "headline": page.title[:110]}

    def check_rows(self, page: Any) -> None:
        """Refuse a page with rows that its edit form would not publish.

        :raises ValidationError: for the first of them.
        """

    def about(self, pages: Collection[Page]) -> Mapping[int, Iterable[Block]]:
        """Blocks to show on these pages of any kind, by page id. At most one query."""
        return {}

    def changes(self, since: datetime) -> Iterable[Change]:
        """What was published since, newest first. One query."""
        rows = self.public().filter(first_published_at__gte=since).order_by("-first_published_at")
        return [
            Change(page.pk, page.first_published_at, page.title, summary(page), page.get_url() or "") for page in rows
        ]

    def actions(self, page: Page) -> Iterable[Action]:
        """Links that a page of any kind offers because of this kind. No query."""
        return ()
