"""How each kind of page stands in a content file: which fields in which order. Explained in content/README.md.

What a field is follows from its model (`codecs`). A page of a kind without a format of its own stands in `pages/`, with
the slug of the kind as its `type` and the fields of its model.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page

from cases.entry import PUBLISHED_FIELDS
from cases.models import CasePage, Result
from cases.published import CASES
from core.published import PublishedKind, kinds
from editorial.content_files.codecs import (
    Slot,
    Slots,
    describe,
    fill,
    group,
    own_slots,
    pick,
    rows_codec,
    slot_of,
)
from editorial.content_files.fields import Choice, Group, Integer, Many, Moment, PageNumber, Series, Text
from editorial.content_files.links import DatabaseLinks
from home.models import ContentPage, HomePage, ListingPage, OverviewPage
from methods.choices import Instrument, RelationKind
from methods.models import MethodPage, MethodRelation
from methods.published import METHODS

# Results without a uuid in their file get one that follows from their place, so that loading twice gives the same.
_RESULT_NAMESPACE = uuid.UUID("6f2d3c38-54f1-4c0c-9f1b-6d8f6f0f6a10")
RESULT_FIELDS = [field.name for field in PUBLISHED_FIELDS]


@dataclass(frozen=True)
class PageFormat:
    """A kind of page in content files. `head` are fields that say where the page stands and not what is on it."""

    slots: Slots
    head: Mapping[str, Any]

    @property
    def schema(self) -> Group:
        return Group(required=True, fields={**self.head, **{name: slot.field for name, slot in self.slots.items()}})

    def describe(self, page: Any, links: DatabaseLinks) -> dict[str, Any]:
        """The page as its file has it, but for the head."""
        return describe(self.slots, page, links)

    def fill(self, page: Any, data: Mapping[str, Any], links: DatabaseLinks) -> None:
        """Put everything of a file on an unsaved state of its page."""
        fill(self.slots, page, data, links)


def _renamed(model: Any, **names: str) -> dict[str, Slot]:
    """Slots under another name in the file than in the model."""
    return {name: slot_of(model, own) for name, own in names.items()}


def _set_slug(page: Any, slug: str, links: DatabaseLinks) -> None:
    page.slug = slug or page.slug


def _to_second(page: Any, links: DatabaseLinks) -> Any:
    moment = page.first_published_at
    return moment.replace(microsecond=0) if moment else None


def _set_published_at(page: Any, moment: Any, links: DatabaseLinks) -> None:
    page.first_published_at = moment or page.first_published_at


_TITLE = pick(Page, "title")
_SLUG = {"slug": Slot(Text(required=True, max_length=255), lambda page, links: page.slug, _set_slug)}
_END = {
    **pick(Page, "seo_title", "search_description"),
    "published_at": Slot(Moment(), _to_second, _set_published_at),
    **pick(Page, "expire_at"),
}


def _instruments() -> Slot:
    """The steering instruments of a method, each a field of its own in the database."""

    def fill_instruments(page: Any, values: list[str], links: DatabaseLinks) -> None:
        for instrument in Instrument:
            setattr(page, f"is_{instrument.value}", instrument.value in values)

    return Slot(
        Many(of=Choice(choices=tuple(Instrument.values)), inline=True),
        lambda page, links: [instrument.value for instrument in page.instruments],
        fill_instruments,
    )


def _relations(kind: RelationKind) -> Slot:
    """The methods to which a method has a relation of one kind."""

    def describe_numbers(page: Any, links: DatabaseLinks) -> list[int]:
        return sorted(links.page_number(row.method_id) for row in page.relations.all() if row.kind == kind.value)

    def fill_relations(page: Any, numbers: list[int], links: DatabaseLinks) -> None:
        others = [row for row in page.relations.all() if row.kind != kind.value]
        page.relations = others + [
            MethodRelation(kind=kind.value, method_id=links.page_id(f"methode:{number}"), sort_order=place)
            for place, number in enumerate(numbers)
        ]

    item = PageNumber(required=True, series="methode")
    return Slot(Many(of=item, inline=True, sort=True), describe_numbers, fill_relations)


def _set_uuid(result: Any, text: str, links: DatabaseLinks) -> None:
    if text:
        result.uuid = uuid.UUID(text)


def _set_replaces(result: Any, text: str, links: DatabaseLinks) -> None:
    result.replaces = uuid.UUID(text) if text else None


_SERIES = Slot(
    Series(),
    lambda result, links: result.series.replace("\r\n", "\n").strip(),
    lambda result, value, links: setattr(result, "series", value),
)
RESULT = {
    "uuid": Slot(Text(), lambda result, links: str(result.uuid), _set_uuid),
    "replaces": Slot(Text(), lambda result, links: str(result.replaces or ""), _set_replaces),
    **pick(Result, "indicator", *RESULT_FIELDS),
    "series": _SERIES,
    **_renamed(Result, methods="counts_for"),
    **pick(Result, "sources"),
}


def _results() -> Slot:
    codec = rows_codec(Result, name_of_parent="page", slots=RESULT)

    def fill_results(page: Any, values: list[dict[str, Any]], links: DatabaseLinks) -> None:
        page.results = codec.decode(values, links)
        for place, (result, value) in enumerate(zip(page.results.all(), values, strict=True)):
            if not value["uuid"]:
                result.uuid = uuid.uuid5(_RESULT_NAMESPACE, f"{page.number}/{place + 1}")

    return Slot(codec.field, lambda page, links: codec.encode(page.results, links), fill_results)


METHOD = PageFormat(
    head={},
    slots={
        **pick(MethodPage, "number", "title"),
        **_SLUG,
        **pick(MethodPage, "gist", "theme", "channels", "families", "barriers"),
        "instruments": _instruments(),
        "effort": group(
            _renamed(
                MethodPage, time="effort_time", people="effort_people", cost="effort_cost", expertise="effort_expertise"
            )
        ),
        **pick(MethodPage, "tags", "why", "steps", "when", "when_not", "materials", "laws"),
        **{kind.value: _relations(kind) for kind in RelationKind},
        **pick(MethodPage, "main_indicators"),
        **_renamed(MethodPage, owner="kept_by"),
        **pick(MethodPage, "owner_organisation", "reviewed_on", "next_review", "changes", "sources"),
        **_END,
    },
)
CASE = PageFormat(
    head={},
    slots={
        **pick(CasePage, "number", "title"),
        **_SLUG,
        **pick(CasePage, "gist", "kind", "organisations", "products"),
        **_renamed(CasePage, methods="used_methods"),
        **pick(CasePage, "channels", "tags", "situation", "approach", "differently", "lessons"),
        "results": _results(),
        **pick(CasePage, "sources"),
        **_END,
    },
)


@dataclass(frozen=True)
class NumberedFormat:
    """A kind with numbers, a folder and a format of its own. New pages stand under `parent_path`."""

    kind: PublishedKind
    parent_path: str
    format: PageFormat


# By the folder of its files.
NUMBERED: Mapping[str, NumberedFormat] = {
    "methods": NumberedFormat(METHODS, "/methoden/", METHOD),
    "cases": NumberedFormat(CASES, "/praktijk/", CASE),
}

_HEAD = {"path": Text(required=True), "type": Text(required=True), "order": Integer()}
# The pages that are no kind of their own, with what a file calls them.
_PLAIN: dict[str, type[Page]] = {
    "home": HomePage,
    "overview": OverviewPage,
    "listing": ListingPage,
    "content": ContentPage,
}


def page_types() -> dict[str, type[Page]]:
    """The models of everything in `pages/`, by what stands there as `type`."""
    own = {numbered.kind.slug for numbered in NUMBERED.values()}
    return {**_PLAIN, **{kind.slug: kind.model for kind in kinds() if kind.slug not in own}}


def page_format(page_type: str) -> PageFormat:
    """The format of a page in `pages/` of this type (one of `page_types`)."""
    model = page_types()[page_type]
    return PageFormat(head=_HEAD, slots={**_TITLE, **own_slots(model), **pick(Page, "show_in_menus"), **_END})


def format_of(page: Page) -> PageFormat:
    """The format of the file of a page."""
    numbered = next((each.format for each in NUMBERED.values() if isinstance(page, each.kind.model)), None)
    return numbered or page_format(_type_of(page))


def describe_page(page: Page, links: DatabaseLinks, path: str | None = None) -> dict[str, Any]:
    """A page as its file has it; `path` is its address, for a page in `pages/`."""
    head = {} if path is None else {"path": path, "type": _type_of(page), "order": None}
    return head | format_of(page).describe(page, links)


def _type_of(page: Page) -> str:
    return next(name for name, model in page_types().items() if isinstance(page, model))
