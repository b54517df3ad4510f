"""Read many-to-many words of many pages in one query (modelcluster relations cannot be prefetched)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

from core.http.cache.kept import by_stamp


def words_of_page(page: Any, *names: str) -> list[list[Any]]:
    """The words of one page in these many-to-many fields, each in the order of its list; one query for all fields.

    Those of a draft or preview are taken from memory. For short lists: each is read whole, once per public state.
    """
    fields = {name: page._meta.get_field(name) for name in names if not holds(page, name)}
    keys: dict[str, set[int]] = {name: set() for name in fields}
    model: Any = type(page)
    if fields:
        with connection.cursor() as cursor:
            cursor.execute(_asks_for_words(model, tuple(fields)), [page.pk] * len(fields))
            for name, key in cursor.fetchall():
                keys[name].add(key)
    return [
        [word for word in _list_of(fields[name].related_model) if word.pk in keys[name]]
        if name in fields
        else list(getattr(page, name).all())
        for name in names
    ]


@cache
def _asks_for_words(model: Any, names: tuple[str, ...]) -> str:
    """Name of the field and key of the word, for one page in each field. Written once: Django took a millisecond."""
    quote, asks = connection.ops.quote_name, []
    for name in names:
        field: models.ManyToManyField[Any, Any] = model._meta.get_field(name)
        table, page, word = (
            quote(part) for part in (field.m2m_db_table(), field.m2m_column_name(), field.m2m_reverse_name())
        )
        asks.append(f"SELECT '{name}', {word} FROM {table} WHERE {page} = %s")  # noqa: S608
    return " UNION ALL ".join(asks)


@by_stamp
def _list_of(model: Any) -> tuple[Any, ...]:
    return tuple(model.objects.all())


def words_of(field: Any, page_ids: Collection[int]) -> dict[int, list[Any]]:
    """The related objects of a many-to-many field per page, in the order of the list. One query.

    `field` is the descriptor on the page type, such as `MethodPage.families`.
    """
    rows, page_column, word_name = _rows_between(field, page_ids)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows.select_related(word_name):
        found[getattr(row, page_column)].append(getattr(row, word_name))
    return found


def labels_of_words(field: Any, page_ids: Collection[int]) -> dict[int, list[str]]:
    """As `words_of`, only their labels."""
    rows, page_column, word_name = _rows_between(field, page_ids)
    found: dict[int, list[str]] = defaultdict(list)
    for page_id, label in rows.values_list(page_column, f"{word_name}__label"):
        found[page_id].append(label)
    return found


def _rows_between(field: Any, page_ids: Collection[int]) -> tuple[models.QuerySet[Any, Any], str, str]:
    """The rows that tie these pages to words, in the order of the list, and what both sides are called there."""
    relation: models.ManyToManyField[Any, Any] = field.field
    through: Any = relation.remote_field.through
    page_column, word_name = relation.m2m_column_name(), relation.m2m_reverse_field_name()
    rows = through._default_manager.filter(**{f"{page_column}__in": page_ids})
    return rows.order_by(f"{word_name}__sort_order", f"{word_name}__label"), page_column, word_name


def child_rows(parents: Sequence[Any], relation: str) -> list[list[Any]]:
    """The child rows of each parent, in order; rows of a draft or preview are taken from memory, the rest in one query.

    `parents` are instances of one ClusterableModel, `relation` the name of a ParentalKey's other side.
    """
    if not parents:
        return []
    relation_field = type(parents[0])._meta.get_field(relation)
    child_model: Any = relation_field.related_model
    parent_column = relation_field.field.attname  # type: ignore[union-attr]
    stored = [parent.pk for parent in parents if not holds(parent, relation)]
    found: dict[int, list[Any]] = defaultdict(list)
    if stored:
        for row in child_model._default_manager.filter(**{f"{parent_column}__in": stored}):
            found[getattr(row, parent_column)].append(row)
    return [
        list(getattr(parent, relation).all()) if holds(parent, relation) else found[parent.pk] for parent in parents
    ]


def holds(parent: Any, relation: str) -> bool:
    """True when the rows are in memory: the parent is not saved, or was read from a revision or a form."""
    return parent.pk is None or relation in getattr(parent, "_cluster_related_objects", {})
