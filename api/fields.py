"""Columns out of a model: what a field is called, what it holds and how it is read follow from its declaration there.

Of another page only what everyone may read is given: a row that names a page that is not public is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from django.conf import settings
from django.db import models
from django.utils.text import capfirst, slugify
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from core.http.exports import Column, Form
from core.pages import NumberedPage
from core.prefetch import words_of
from core.published import Document
from core.text.extraction import plain
from core.visibility import public_pages

# The first that fits.
_FORMS: tuple[tuple[type[models.Field[Any, Any]], Form], ...] = (
    (models.BooleanField, Form.YES_NO),
    (models.DateTimeField, Form.MOMENT),
    (models.DateField, Form.DAY),
    (models.DecimalField, Form.NUMBER),
    (models.IntegerField, Form.WHOLE),
    (models.URLField, Form.ADDRESS),
)
_BLOCK_FORMS: tuple[tuple[type[blocks.Block], Form], ...] = (
    (blocks.DateBlock, Form.DAY),
    (blocks.URLBlock, Form.ADDRESS),
    (blocks.ChoiceBlock, Form.TEXT),
    (blocks.CharBlock, Form.TEXT),
    (blocks.TextBlock, Form.TEXT),
    (blocks.RichTextBlock, Form.TEXT),
)


class Batch(NamedTuple):
    """What was read for some pages at once: words and rows by field and page, of other pages that are public what names
    them, and the documents."""

    words: Mapping[str, Mapping[int, Sequence[Any]]] = {}
    rows: Mapping[str, Mapping[int, Sequence[Any]]] = {}
    links: Mapping[int, int | str] = {}
    documents: Mapping[int, Document] = {}


class Held(NamedTuple):
    """A page, a row or a word, with what was read for all of its batch."""

    owner: Any
    batch: Batch = Batch()


def columns_of(model: type[Any], names: Iterable[str]) -> tuple[Column[Held], ...]:
    """The columns of these fields and rows of a model.

    :raises TypeError: for a field that has no form outside the site.
    """
    return tuple(_column(model._meta.get_field(name)) for name in names)


def named(words: Any) -> str:
    """The name of a column for what people call it: `doe dit niet als` becomes `doe_dit_niet_als`."""
    return slugify(str(words)).replace("-", "_")


def held(model: type[Any], names: Sequence[str], page_ids: Sequence[int]) -> list[Held]:
    """The public pages among these, in this order, with what `columns_of` reads; a fixed number of queries."""
    fields = {name: model._meta.get_field(name) for name in names}
    words = [name for name, field in fields.items() if isinstance(field, models.ManyToManyField)]
    relations = {name: field for name, field in fields.items() if isinstance(field, models.ManyToOneRel)}
    keys = [name for name, field in fields.items() if isinstance(field, models.ForeignKey)]
    pages = {
        page.pk: page
        for page in public_pages(model.objects.filter(pk__in=page_ids)).select_related(*_terms(model, keys))
    }
    rows = {name: _rows(relation, pages) for name, relation in relations.items()}
    owners = [(model, name, page) for name in keys for page in pages.values()]
    owners += [
        (relation.related_model, field.name, row)
        for name, relation in relations.items()
        for field in _row_fields(relation)
        if isinstance(field, models.ForeignKey)
        for found in rows[name].values()
        for row in found
    ]
    batch = Batch({name: words_of(getattr(model, name), pages) for name in words}, rows, _links(owners))
    return [Held(pages[key], batch) for key in page_ids if key in pages]


def _rows(relation: models.ManyToOneRel, page_ids: Collection[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    model: Any = relation.related_model
    chosen = model._default_manager.filter(**{f"{relation.field.name}__in": page_ids})
    names = [field.name for field in _row_fields(relation) if isinstance(field, models.ForeignKey)]
    for row in chosen.select_related(*_terms(model, names)):
        found[getattr(row, relation.field.attname)].append(row)
    return found


def _terms(model: Any, names: Iterable[str]) -> list[str]:
    """Those of these foreign keys that lead to a word of a list."""
    return [name for name in names if not issubclass(model._meta.get_field(name).related_model, Page)]


def _links(owners: Iterable[tuple[Any, str, Any]]) -> dict[int, int | str]:
    """The number, or otherwise the address, of every public page that these name. One query for each kind of page."""
    wanted: dict[type[Any], set[int]] = defaultdict(set)
    for model, name, owner in owners:
        target = model._meta.get_field(name).related_model
        if issubclass(target, Page) and (key := getattr(owner, f"{name}_id")):
            wanted[target].add(key)
    return {
        page.pk: (page.number or 0) if isinstance(page, NumberedPage) else f"{settings.SITE_URL}{page.get_url() or ''}"
        for target, keys in wanted.items()
        for page in public_pages(target.objects.filter(pk__in=keys)).defer_streamfields().order_by()
    }


def _row_fields(relation: models.ManyToOneRel) -> list[models.Field[Any, Any]]:
    return [
        field
        for field in relation.related_model._meta.fields
        if field.editable
        and not field.primary_key
        and not isinstance(field, ParentalKey)
        and field.name != "sort_order"
    ]


def _column(field: Any) -> Column[Held]:
    if isinstance(field, models.ManyToOneRel):
        return _rows_column(field)
    label = str(capfirst(field.verbose_name))
    column: Callable[..., Column[Held]] = partial(Column, named(field.verbose_name), label)
    if isinstance(field, models.ManyToManyField):
        return column(
            lambda each: [word.slug for word in each.batch.words[field.name].get(each.owner.pk, ())], many=True
        )
    if isinstance(field, models.ForeignKey):
        return _key_column(field, column)
    if isinstance(field, StreamField):
        return _stream_column(field, column)
    if field.choices:
        return column(lambda each: str(getattr(each.owner, f"get_{field.name}_display")() or ""))
    form = next((form for kind, form in _FORMS if isinstance(field, kind)), Form.TEXT)
    if form is not Form.TEXT:
        return column(lambda each: None if (value := _value(each, field)) == "" else value, form=form)
    if not isinstance(field, (models.CharField, models.TextField)):
        raise TypeError(f"{field} has no form outside the site")
    read = plain if isinstance(field, RichTextField) else str
    return column(lambda each: read(_value(each, field) or ""))


def _value(each: Held, field: models.Field[Any, Any]) -> Any:
    return getattr(each.owner, field.attname)


def _key_column(field: Any, column: Callable[..., Column[Held]]) -> Column[Held]:
    """The number or address of a page, or the slug of a word."""
    target = field.related_model
    if issubclass(target, Page):
        form = Form.WHOLE if issubclass(target, NumberedPage) else Form.ADDRESS
        return column(lambda each: each.batch.links.get(_value(each, field)), form=form)
    return column(lambda each: word.slug if (word := getattr(each.owner, field.name)) else "")


def _rows_column(relation: Any) -> Column[Held]:
    """The rows of a page; those of one field as that field alone."""
    words = relation.related_model._meta.verbose_name_plural
    fields = _row_fields(relation)
    parts = [_column(field) for field in fields]
    pages = [
        field for field in fields if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Page)
    ]

    def rows(each: Held) -> list[Held]:
        found = each.batch.rows[relation.name].get(each.owner.pk, ())
        return [
            Held(row, each.batch)
            for row in found
            if all((key := getattr(row, page.attname)) is None or key in each.batch.links for page in pages)
        ]

    column: Callable[..., Column[Held]] = partial(Column, named(words), str(capfirst(words)), many=True)
    if len(parts) == 1:
        only = parts[0]
        return column(lambda each: [only.value(row) for row in rows(each)], form=only.form)
    return column(rows, parts=parts)


def _stream_column(field: Any, column: Callable[..., Column[Held]]) -> Column[Held]:
    """Blocks of one kind as they are, of several as their texts."""
    block = field.stream_block
    if len(block.child_blocks) > 1:
        return column(lambda each: list(map(plain, block.get_searchable_content(_value(each, field)))), many=True)
    [child] = block.child_blocks.values()
    if isinstance(child, blocks.StructBlock):
        return column(lambda each: [one.value for one in _value(each, field)], parts=_struct(child), many=True)
    return column(lambda each: [plain(one.value) for one in _value(each, field)], many=True)


def _struct(struct: blocks.StructBlock) -> list[Column[Any]]:
    """A column for each part of a block; what has no form outside the site, such as a picture, is left out."""
    found: list[Column[Any]] = []
    for name, child in struct.child_blocks.items():
        column: Callable[..., Column[Any]] = partial(Column, named(child.label), str(child.label))
        if isinstance(child, blocks.ListBlock) and isinstance(child.child_block, blocks.StructBlock):
            value = partial(_listed, name=name)
            found.append(column(value, parts=_struct(child.child_block), many=True))
        elif form := next((form for kind, form in _BLOCK_FORMS if isinstance(child, kind)), None):
            found.append(column(partial(_part, name=name, form=form, child=child), form=form))
    return found


def _listed(value: Any, name: str) -> list[Any]:
    return list(value.get(name) or ())


def _part(value: Any, name: str, form: Form, child: blocks.Block) -> Any:
    part = value.get(name)
    if form is not Form.TEXT:
        return part or None
    if isinstance(child, blocks.ChoiceBlock):
        return dict(child.field.choices).get(part, "")
    return plain(part)
