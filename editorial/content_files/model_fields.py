"""Derives the fields of a content file from a model, for kinds of page without a format of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page

from editorial.content_files.fields import (
    Address,
    Choice,
    Day,
    Field,
    Flag,
    Integer,
    Many,
    Moment,
    Number,
    Text,
    Word,
)
from editorial.content_files.formats.markdown import to_markdown, to_rich_text
from editorial.content_files.links import DatabaseLinks
from editorial.content_files.rich_text_field import RunningText
from editorial.content_files.words import VOCABULARY_MODELS, Words

# A type comes before the one it is made of.
_SIMPLE: tuple[tuple[type[models.Field[Any, Any]], type[Field]], ...] = (
    (models.URLField, Address),
    (models.CharField, Text),
    (models.IntegerField, Integer),
    (models.DecimalField, Number),
    (models.DateTimeField, Moment),
    (models.DateField, Day),
    (models.BooleanField, Flag),
)
_LISTS = {model: name for name, model in VOCABULARY_MODELS.items()}


def fields_of(model: type[Page]) -> dict[str, Field]:
    """The fields of a file for pages of this model, beside those that every page has.

    :raises TypeError: for a field that a file cannot hold; such a kind needs a format of its own.
    """
    return {each.name: _field(each) for each in _own_fields(model)}


def describe_fields(page: Page, links: DatabaseLinks) -> dict[str, Any]:
    """What these fields hold on a page, as a file has it."""
    return {each.name: _described(each, page, links) for each in _own_fields(type(page))}


def fill_fields(page: Page, data: Mapping[str, Any], words: Words, links: DatabaseLinks) -> None:
    """Put what a file has on an unsaved state of its page."""
    for each in _own_fields(type(page)):
        setattr(page, each.name, _filled(each, data[each.name], words, links))


def _own_fields(model: type[Page]) -> Iterator[Any]:
    for each in (*model._meta.local_fields, *model._meta.local_many_to_many):
        if each.name == "number" or (each.editable and not getattr(each.remote_field, "parent_link", False)):
            yield each


def _field(each: Any) -> Field:
    required = not each.blank
    if isinstance(each, models.ManyToManyField):
        return Many(required=required, of=_reference(each), inline=True)
    if isinstance(each, models.ForeignKey):
        return _reference(each, required=required)
    if isinstance(each, RichTextField):
        return RunningText(required=required)
    if isinstance(each, models.TextField):
        return Text(required=required, multiline=True)
    if each.choices:
        return Choice(required=required, choices=tuple(str(value) for value, _ in each.flatchoices))
    for model_field, field in _SIMPLE:
        if isinstance(each, model_field):
            if field is Text:
                return Text(required=required, max_length=each.max_length)
            return field(required=required and field is not Flag and each.name != "number")
    raise TypeError(f"{each} has no form in a content file")


def _reference(each: Any, *, required: bool = False) -> Word:
    """A word of a list by its slug, or a page by its address."""
    target = each.related_model
    if issubclass(target, Page):
        return Word(required=required, vocabulary="addresses")
    if target not in _LISTS:
        raise TypeError(f"{each} has no form in a content file")
    return Word(required=required, vocabulary=_LISTS[target])


def _described(each: Any, page: Page, links: DatabaseLinks) -> Any:
    if isinstance(each, models.ManyToManyField):
        return [_named(one, links) for one in getattr(page, each.name).all()]
    value = getattr(page, each.name)
    if isinstance(each, models.ForeignKey):
        return _named(value, links) if value else ""
    if isinstance(each, RichTextField):
        return to_markdown(value, links)
    return _field(each).empty if value is None else value


def _named(target: Any, links: DatabaseLinks) -> str:
    return (links.page_address(target.pk) or "") if isinstance(target, Page) else str(target.slug)


def _filled(each: Any, value: Any, words: Words, links: DatabaseLinks) -> Any:
    if isinstance(each, models.ManyToManyField):
        return [_target(each, name, words, links) for name in value]
    if isinstance(each, models.ForeignKey):
        return _target(each, value, words, links) if value else None
    if isinstance(each, RichTextField):
        return to_rich_text(value, links)
    return value


def _target(each: Any, name: str, words: Words, links: DatabaseLinks) -> Any:
    if each.related_model in _LISTS:
        return words.get(_LISTS[each.related_model], name)
    return each.related_model.objects.get(pk=links.page_id(name))
