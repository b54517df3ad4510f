"""Writes many built pages at once, with every row and revision an editor's work would leave.

Sends no signals: whatever is derived (evidence, the search indexes) is rebuilt afterwards. Used by `lab.made_up`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast
from modelcluster.models import ClusterableModel, get_all_child_m2m_relations, get_all_child_relations
from wagtail.models import Locale, Page, Revision

P = TypeVar("P", bound=Page)
BATCH = 400


def add_pages(parent: Page, pages: Sequence[P]) -> None:
    """Inserts new live pages of one type under `parent`, after the children that it has, in this order.

    A page type is two tables, which `bulk_create` refuses, so the second is filled with Django's own insert.
    """
    last = parent.get_last_child()
    first = Page._str2int(last.path[-Page.steplen :]) + 1 if last else 1
    model = type(pages[0])
    content_type, locale = ContentType.objects.get_for_model(model), Locale.get_default()
    for place, page in enumerate(pages, start=first):
        page.path, page.depth, page.numchild = Page._get_path(parent.path, parent.depth + 1, place), parent.depth + 1, 0
        page.url_path, page.draft_title = f"{parent.url_path}{page.slug}/", page.title
        page.content_type, page.locale = content_type, locale
        page.last_published_at = page.latest_revision_created_at = page.first_published_at
    names = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    rows = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    for page, row in zip(pages, Page.objects.bulk_create(rows, batch_size=BATCH), strict=True):
        page.pk, page.id = row.pk, row.pk
    model._base_manager.all()._batched_insert(list(pages), model._meta.local_concrete_fields, BATCH)
    parent.numchild += len(pages)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild)
    _add_rows(pages)
    _add_revisions(pages)


def _add_rows(owners: Iterable[Any]) -> None:
    """Inserts the rows and chosen words that wait on each owner, and the rows of those rows."""
    owners = list(owners)
    if not owners:
        return
    for relation in get_all_child_relations(type(owners[0])):
        rows = []
        for owner in owners:
            for row in owner._cluster_related_objects.get(relation.get_accessor_name(), []):
                setattr(row, relation.field.name, owner)
                rows.append(row)
        relation.related_model._base_manager.bulk_create(rows, batch_size=BATCH)
        if issubclass(relation.related_model, ClusterableModel):
            _add_rows(rows)
    for field in get_all_child_m2m_relations(type(owners[0])):
        through: Any = field.remote_field.through
        owner_name, word_name = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
        through.objects.bulk_create(
            through(**{owner_name: owner.pk, word_name: word.pk})
            for owner in owners
            for word in owner._cluster_related_objects.get(field.name, [])
        )


def _add_revisions(pages: Sequence[P]) -> None:
    """Gives each page the published revision it would have."""
    base = ContentType.objects.get_for_model(Page)
    Revision.objects.bulk_create(
        (
            Revision(
                content_type=page.content_type,
                base_content_type=base,
                object_id=str(page.pk),
                created_at=page.first_published_at,
                object_str=page.title,
                content=page.serializable_data(),
            )
            for page in pages
        ),
        batch_size=BATCH,
    )
    own = Revision.objects.filter(base_content_type=base, object_id=Cast(OuterRef("pk"), CharField()))
    newest = Subquery(own.order_by("-pk").values("pk")[:1])
    Page.objects.filter(pk__in=[page.pk for page in pages]).update(latest_revision_id=newest, live_revision_id=newest)
