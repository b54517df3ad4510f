"""How each kind of page stands in content files: methods and cases in formats of their own, others as pages.

A page of a kind without a format of its own stands in `pages/`, with the slug of the kind as its `type` and the fields
of its model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from wagtail.models import Page

from cases.published import CASES
from core.published import PublishedKind, kinds
from editorial.content_files.definitions import CASE, METHOD
from editorial.content_files.exporter import describe_case, describe_method
from editorial.content_files.fields import Group
from editorial.content_files.importer import fill_case, fill_method
from editorial.content_files.links import DatabaseLinks
from editorial.content_files.model_fields import fields_of
from editorial.content_files.page_definitions import END, PAGE_TYPES, PAGES, START
from methods.published import METHODS


class Binding(NamedTuple):
    """A kind with numbers and a format of its own. New pages stand under `parent_path`."""

    kind: PublishedKind
    parent_path: str
    schema: Group
    describe: Callable[[Any, DatabaseLinks], dict[str, Any]]
    fill: Callable[..., None]


# By the folder of its files.
NUMBERED: Mapping[str, Binding] = {
    "methods": Binding(METHODS, "/methoden/", METHOD, describe_method, fill_method),
    "cases": Binding(CASES, "/praktijk/", CASE, describe_case, fill_case),
}


def page_types() -> dict[str, type[Page]]:
    """The models of everything in `pages/`, by what stands there as `type`."""
    own = {binding.kind.slug for binding in NUMBERED.values()}
    return {**PAGE_TYPES, **{kind.slug: kind.model for kind in kinds() if kind.slug not in own}}


def page_schema(page_type: str) -> Group | None:
    """The fields of a page of this type, or None when there is no such type."""
    if page_type in PAGES:
        return PAGES[page_type]
    model = page_types().get(page_type)
    return Group(required=True, fields={**START, **fields_of(model), **END}) if model else None
