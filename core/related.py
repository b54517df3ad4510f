"""Read many-to-many words of many pages in one query (modelcluster relations cannot be prefetched)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db import models


def words_of(field: Any, page_ids: Collection[int]) -> dict[int, list[Any]]:
    """The related objects of a many-to-many field per page, in the order of the list. One query.

    `field` is the descriptor on the page type, such as `MethodPage.families`.
    """
    relation: models.ManyToManyField[Any, Any] = field.field
    through: Any = relation.remote_field.through
    page_column, word_name = relation.m2m_column_name(), relation.m2m_reverse_field_name()
    rows = (
        through._default_manager.filter(**{f"{page_column}__in": page_ids})
        .select_related(word_name)
        .order_by(f"{word_name}__sort_order", f"{word_name}__label")
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, page_column)].append(getattr(row, word_name))
    return found
