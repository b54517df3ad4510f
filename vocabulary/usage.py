"""Where a word is used: in live rows, and in the revisions an editor can go back to.

Nothing here names a page type: it follows the relations that point at the word, so a page type added later counts too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision, get_page_models

from vocabulary.terms import Term


@dataclass(frozen=True)
class Relation:
    """A field of `model` that points at a word."""

    model: type[models.Model]
    field: Any

    def rows(self, word_ids: Collection[int]) -> models.QuerySet[Any]:
        """The rows that point at one of the words."""
        return self.model._base_manager.filter(**{f"{self.field.name}__in": list(word_ids)})


def relations_to(model: type[Term]) -> list[Relation]:
    """Every field that can point at a word of this list, except that one word replaces another."""
    found = []
    for relation in model._meta.get_fields(include_hidden=True):
        if not relation.is_relation or not relation.auto_created or relation.concrete:
            continue
        holder = relation.related_model
        if holder is model or not isinstance(holder, type) or holder._meta.auto_created:
            continue
        found.append(Relation(holder, relation.field))  # type: ignore[union-attr]
    return found


def is_used(word: Term) -> bool:
    """True when a live row or a revision names the word."""
    if any(relation.rows([word.pk]).exists() for relation in relations_to(type(word))):
        return True
    return next(revisions_naming(word), None) is not None


def page_ids_showing(model: type[Term], word_ids: Collection[int]) -> set[int]:
    """Pages that carry one of these words themselves, or a word that belongs to one (an organisation of a family)."""
    return set().union(*pages_per_word(model, word_ids).values())


def pages_per_word(model: type[Term], word_ids: Collection[int]) -> dict[int, set[int]]:
    """The ids of the pages that show each word, drafts of new pages included. Some queries per list, not per word."""
    found: dict[int, set[int]] = {word_id: set() for word_id in word_ids}
    if not found:
        return found
    for relation in relations_to(model):
        rows = relation.rows(word_ids)
        if issubclass(relation.model, Term):
            owners = dict(rows.values_list("pk", relation.field.name))
            for word_id, pages in pages_per_word(relation.model, owners).items():
                found[owners[word_id]] |= pages
            continue
        path = _path_to_page(relation.model)
        for word_id, page_id in rows.values_list(relation.field.name, path) if path else ():
            found[word_id].add(page_id)
    return found


def revisions_naming(word: Term) -> Iterator[Revision]:
    """Page revisions, newest first, in which the word is still chosen."""
    types = {page_type: _holders(page_type, type(word)) for page_type in get_page_models()}
    content_types = ContentType.objects.get_for_models(*[page_type for page_type, found in types.items() if found])
    by_id = {content_type.pk: page_type for page_type, content_type in content_types.items()}
    revisions = Revision.objects.filter(content_type_id__in=by_id).order_by("-pk")
    for revision in revisions.iterator(chunk_size=200):
        if _names(revision.content, by_id[revision.content_type_id], word):
            yield revision


def _path_to_page(model: type[models.Model]) -> str | None:
    """The lookup from a row to its page, through however many parents: `result__page_id`."""
    if issubclass(model, Page):
        return "pk"
    for field in model._meta.get_fields():
        if isinstance(field, ParentalKey):
            parent: Any = field.related_model
            if issubclass(parent, Page):
                return f"{field.name}_id"
            further = _path_to_page(parent)
            return None if further is None else f"{field.name}__{further}"
    return None


def _pointing_fields(model: type[models.Model], word_model: type[Term]) -> list[Any]:
    return [
        field
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.is_relation and field.related_model is word_model
    ]


def _holders(model: Any, word_model: type[Term]) -> bool:
    """True when a page or one of the rows below it can point at a word of this list."""
    if _pointing_fields(model, word_model):
        return True
    return any(_holders(child.related_model, word_model) for child in get_all_child_relations(model))


def _names(content: dict[str, Any], model: Any, word: Term) -> bool:
    for field in _pointing_fields(model, type(word)):
        value = content.get(field.name)
        if value == word.pk or (isinstance(value, list) and word.pk in value):
            return True
    for child in get_all_child_relations(model):
        rows = content.get(child.get_accessor_name()) or []
        if any(_names(row, child.related_model, word) for row in rows):
            return True
    return False
