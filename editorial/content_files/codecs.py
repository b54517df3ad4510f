"""Between the database and a content file: every kind of model field, building block and row, once.

A field of a page is declared in its model alone; how it stands in a file, how it is read from the database and how it
is put back follow from there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django.db import models
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.models import get_all_child_relations
from taggit.models import ItemBase, Tag
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from editorial.content_files.block_codecs import Codec, plain, stream_codec
from editorial.content_files.fields import (
    Address,
    Choice,
    Day,
    Field,
    Flag,
    Group,
    Integer,
    Many,
    Moment,
    Number,
    PageNumber,
    Text,
    Word,
)
from editorial.content_files.formats.markdown import to_markdown, to_rich_text
from editorial.content_files.links import DatabaseLinks, series_of
from editorial.content_files.rich_text_field import RunningText
from editorial.content_files.words import list_of


class Slot(NamedTuple):
    """A field of a file with where its value stands on a page or a row.

    `describe` takes the page; `fill` takes the page and the clean value of the file.
    """

    field: Field
    describe: Callable[[Any, DatabaseLinks], Any]
    fill: Callable[[Any, Any, DatabaseLinks], None]


Slots = Mapping[str, Slot]


def attribute(name: str, codec: Codec) -> Slot:
    """The attribute of this name."""
    return Slot(
        codec.field,
        lambda page, links: codec.encode(getattr(page, name), links),
        lambda page, value, links: setattr(page, name, codec.decode(value, links)),
    )


def group(slots: Slots) -> Slot:
    """Some attributes under one name in the file."""
    return Slot(
        Group(fields={name: slot.field for name, slot in slots.items()}),
        lambda page, links: describe(slots, page, links),
        lambda page, value, links: fill(slots, page, value, links),
    )


def describe(slots: Slots, page: Any, links: DatabaseLinks) -> dict[str, Any]:
    """The fields of a page or row, as the file spells them."""
    return {name: slot.describe(page, links) for name, slot in slots.items()}


def fill(slots: Slots, page: Any, data: Mapping[str, Any], links: DatabaseLinks) -> None:
    """Put what a file has on an unsaved state of a page or row."""
    for name, slot in slots.items():
        slot.fill(page, data[name], links)


def pick(model: Any, *names: str) -> dict[str, Slot]:
    """The slots of these fields and rows of a model, under their own names.

    :raises TypeError: for a field that a file cannot hold.
    """
    return {name: slot_of(model, name) for name in names}


def own_slots(model: Any) -> dict[str, Slot]:
    """The slots of everything a model adds to a page: its fields, lists and rows, in the order of declaration.

    A field with a default may be left out of a file.
    """
    slots = {}
    for each in sorted((*model._meta.local_fields, *model._meta.local_many_to_many)):
        if each.name == "number" or (each.editable and not getattr(each.remote_field, "parent_link", False)):
            slots[each.name] = slot_of(model, each.name)
            if slots[each.name].field.required and each.has_default():
                optional = replace(slots[each.name].field, required=False, default=each.get_default())
                slots[each.name] = slots[each.name]._replace(field=optional)
    rows = [each for each in get_all_child_relations(model) if each.model is model]
    return slots | pick(model, *(each.name for each in rows if not issubclass(each.related_model, ItemBase)))


def slot_of(model: Any, name: str) -> Slot:
    """The slot of one field or relation of a model."""
    each = model._meta.get_field(name)
    if isinstance(each, models.ManyToOneRel):
        return attribute(name, rows_codec(each.related_model, name_of_parent=each.field.name))
    if isinstance(each, ClusterTaggableManager):
        return Slot(
            Many(of=Text(max_length=100), inline=True, sort=True),
            lambda page, links: sorted(tag.name for tag in getattr(page, name).all()),
            lambda page, value, links: _set_tags(getattr(page, name), value),
        )
    if isinstance(each, models.ManyToManyField):
        return _words_slot(each)
    return attribute(each.attname, _field_codec(each))


def _set_tags(manager: Any, names: Sequence[str]) -> None:
    """New ones are made together; by themselves each takes seven queries. One whose slug is taken is left to taggit."""
    Tag.objects.bulk_create([Tag(name=name, slug=Tag().slugify(name)) for name in names], ignore_conflicts=True)
    manager.set(names)


def rows_codec(model: Any, *, name_of_parent: str, slots: Slots | None = None) -> Codec:
    """The rows of a page in their order; a row of one field is written as that field alone."""
    own = slots or _row_slots(model, name_of_parent)
    single = len(own) == 1 and slots is None

    def encode(rows: Any, links: DatabaseLinks) -> list[Any]:
        described = [describe(own, row, links) for row in rows.all()]
        return [next(iter(each.values())) for each in described] if single else described

    def decode(values: Sequence[Any], links: DatabaseLinks) -> list[Any]:
        rows = []
        for place, value in enumerate(values):
            row = model(sort_order=place)
            fill(own, row, {next(iter(own)): value} if single else value, links)
            rows.append(row)
        return rows

    fields = {name: slot.field for name, slot in own.items()}
    item: Field = next(iter(fields.values())) if single else Group(required=True, fields=fields)
    return Codec(Many(of=item, inline=single), encode, decode)


def _row_slots(model: Any, name_of_parent: str) -> dict[str, Slot]:
    left_out = {name_of_parent, "sort_order", model._meta.pk.name}
    return pick(model, *(each.name for each in model._meta.fields if each.editable and each.name not in left_out))


def _words_slot(each: Any) -> Slot:
    target = _reference(each.related_model, required=not each.blank)

    def fill_words(page: Any, values: Sequence[Any], links: DatabaseLinks) -> None:
        keys = [target.decode(value, links) for value in values]
        setattr(page, each.name, list(each.related_model.objects.filter(pk__in=keys)))

    return Slot(
        Many(required=not each.blank, of=target.field, inline=True),
        lambda page, links: [target.encode(one.pk, links) for one in getattr(page, each.name).all()],
        fill_words,
    )


# A type comes before the one it is made of.
_SIMPLE: tuple[tuple[type[models.Field[Any, Any]], type[Field]], ...] = (
    (models.URLField, Address),
    (models.IntegerField, Integer),
    (models.DecimalField, Number),
    (models.DateTimeField, Moment),
    (models.DateField, Day),
    (models.BooleanField, Flag),
)


def _field_codec(each: Any) -> Codec:
    required = not each.blank
    if isinstance(each, models.ForeignKey):
        return _reference(each.related_model, required=required)
    if isinstance(each, StreamField):
        return stream_codec(each.stream_block, required=required)
    if isinstance(each, RichTextField):
        return Codec(RunningText(required=required), to_markdown, to_rich_text)
    if each.choices:
        return plain(Choice(required=required, choices=tuple(str(value) for value, _ in each.flatchoices)))
    if isinstance(each, models.DateTimeField):
        return Codec(Moment(), lambda value, links: value and value.replace(microsecond=0), lambda value, links: value)
    for model_field, field in _SIMPLE:
        if isinstance(each, model_field):
            if field is Address:
                return plain(Address(required=required, max_length=each.max_length))
            return plain(field(required=required and field is not Flag and each.name != "number"))
    if isinstance(each, models.CharField | models.TextField):
        lines = isinstance(each, models.TextField)
        return plain(Text(required=required, max_length=each.max_length, multiline=lines))
    raise TypeError(f"{each} has no form in a content file")


def _reference(target: Any, *, required: bool) -> Codec:
    """A key of the database: a word of a list by its slug, a page by its number or, without one, by its address."""
    if issubclass(target, Page):
        if series := series_of(target):
            return Codec(
                PageNumber(required=required, series=series),
                lambda key, links: links.page_number(key) if key else None,
                lambda number, links: links.page_id(f"{series}:{number}") if number else None,
            )
        return Codec(
            Word(required=required, vocabulary="addresses"),
            lambda key, links: (links.page_address(key) or "") if key else "",
            lambda address, links: links.page_id(address) if address else None,
        )
    vocabulary = list_of(target)
    return Codec(
        Word(required=required, vocabulary=vocabulary),
        lambda key, links: links.slug(vocabulary, key) if key else "",
        lambda slug, links: links.word(vocabulary, slug).pk if slug else None,
    )
