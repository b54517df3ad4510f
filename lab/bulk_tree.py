"""Put many pages into the tree at once. No signals: whoever keeps something derived is rebuilt afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Model, OuterRef, Subquery
from django.db.models.functions import Cast
from wagtail.models import Locale, Page, Revision

P = TypeVar("P", bound=Page)
BATCH = 400


def add_pages(parent: Page, pages: Sequence[P]) -> None:
    """Insert new live pages of one type under `parent`, in this order, after the children that it has.

    Each page has its own fields set (title, slug, moments of publication); place, address and keys are set here. A
    page type is two tables, which Django's `bulk_create` refuses, so the rows of the second are inserted with its own
    compiler.
    """
    last = parent.get_last_child()
    step = Page._str2int(last.path[-Page.steplen :]) if last else 0
    content_type = ContentType.objects.get_for_model(type(pages[0]))
    locale = Locale.get_default()
    for place, page in enumerate(pages, start=step + 1):
        page.path, page.depth, page.numchild = Page._get_path(parent.path, parent.depth + 1, place), parent.depth + 1, 0
        page.url_path = f"{parent.url_path}{page.slug}/"
        page.draft_title, page.content_type, page.locale = page.title, content_type, locale
        page.last_published_at = page.latest_revision_created_at = page.first_published_at
    rows = Page.objects.bulk_create([_base_row(page) for page in pages], batch_size=BATCH)
    for page, row in zip(pages, rows, strict=True):
        page.pk, page.id = row.pk, row.pk
    model = type(pages[0])
    model._base_manager.all()._batched_insert(list(pages), model._meta.local_concrete_fields, BATCH)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))
    parent.numchild += len(pages)


def _base_row(page: Page) -> Page:
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    return Page(**{name: getattr(page, name) for name in names})


def add_rows(model: type[Model], rows: Sequence[Any]) -> None:
    """Insert rows of one table; each gets its key."""
    model._default_manager.bulk_create(rows, batch_size=BATCH)


def add_words(field: Any, chosen: Iterator[tuple[int, int]]) -> None:
    """Insert (page, word) pairs of a many-to-many field; `field` is the descriptor on the page type."""
    relation = field.field
    through: Any = relation.remote_field.through
    page, word = f"{relation.m2m_field_name()}_id", f"{relation.m2m_reverse_field_name()}_id"
    add_rows(through, [through(**{page: page_id, word: word_id}) for page_id, word_id in chosen])


def add_revisions(pages: Sequence[P], children: dict[int, dict[str, list[Any]]]) -> None:
    """Give each page the published revision it would have; `children` are its rows and words by relation."""
    base = ContentType.objects.get_for_model(Page)
    revisions = []
    for page in pages:
        page._cluster_related_objects = children[page.pk]
        revisions.append(
            Revision(
                content_type=page.content_type,
                base_content_type=base,
                object_id=str(page.pk),
                created_at=page.first_published_at,
                object_str=page.title,
                content=page.serializable_data(),
            )
        )
    Revision.objects.bulk_create(revisions, batch_size=BATCH)
    own = Revision.objects.filter(base_content_type=base, object_id=Cast(OuterRef("pk"), CharField()))
    newest = Subquery(own.order_by("-pk").values("pk")[:1])
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(latest_revision_id=newest, live_revision_id=newest)
