"""The document of a page of which nothing more is known than its model: its title, its summary and all its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import CharField, Field, TextField
from wagtail.fields import StreamField

from core.published.documents import Document
from core.text.extraction import moment, paragraphs, plain

KIND = "soort"
_TEXT = (CharField, TextField, StreamField)


def plain_documents(pages: Iterable[Any], kind: str, rank: int) -> list[Document]:
    """One document per page. One query: that of the pages."""
    return [
        Document(
            page_id=page.pk,
            kind=kind,
            rank=rank,
            number=getattr(page, "number", None) or 0,
            url=page.get_url() or "",
            texts={"title": page.title, "gist": summary(page), "body": paragraphs(_body(page))},
            facets={KIND: (kind,)},
            published=moment(page.first_published_at),
        )
        for page in pages
    ]


def summary(page: Any) -> str:
    """One or two sentences that say what a page is."""
    return str(getattr(page, "gist", "") or page.description)


def own_fields(model: Any) -> Iterator[Field[Any, Any]]:
    """The fields that an editor fills on pages of this type alone, in their order."""
    for each in model._meta.local_fields:
        if each.editable and not each.auto_created and not each.remote_field:
            yield each


def _body(page: Any) -> Iterator[str]:
    for each in own_fields(type(page)):
        if isinstance(each, _TEXT) and not each.choices and each.name != "gist":
            value = each.value_from_object(page)
            searchable = getattr(each, "get_searchable_content", None)
            yield from searchable(value) if searchable else [plain(value)]
