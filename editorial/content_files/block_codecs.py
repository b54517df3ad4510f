"""Building blocks in a content file: how each kind stands there, and the way from and to the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from wagtail import blocks
from wagtail.models import Page

from core.blocks import FigureBlock
from core.images import SiteImage
from editorial.content_files.fields import Address, Choice, Day, Field, Flag, Group, Integer, Many, Text, Variant, Word
from editorial.content_files.formats.markdown import to_markdown, to_rich_text
from editorial.content_files.links import DatabaseLinks
from editorial.content_files.rich_text_field import RunningText


class Codec(NamedTuple):
    """How a value stands in a file, and the way there (`encode`) and back (`decode`)."""

    field: Field
    encode: Callable[[Any, DatabaseLinks], Any]
    decode: Callable[[Any, DatabaseLinks], Any]


def plain(field: Field) -> Codec:
    """A value that a file holds as it is; nothing in the database is an empty field of the file."""
    return Codec(field, lambda value, links: field.empty if value is None else value, lambda value, links: value)


def stream_codec(stream: Any, *, required: bool = False) -> Codec:
    """The blocks of a stream; of one kind they stand in a list, of several each says its kind."""
    kinds = {name: block_codec(block) for name, block in stream.child_blocks.items()}
    if len(kinds) == 1:
        ((name, child),) = kinds.items()
        return Codec(
            Many(required=required, of=child.field),
            lambda value, links: [child.encode(block.value, links) for block in value],
            lambda value, links: [(name, child.decode(one, links)) for one in value],
        )
    return Codec(
        Many(required=required, of=Variant(kinds={name: kind.field for name, kind in kinds.items()})),
        lambda value, links: [(each.block_type, kinds[each.block_type].encode(each.value, links)) for each in value],
        lambda value, links: [(name, kinds[name].decode(one, links)) for name, one in value],
    )


def block_codec(block: Any) -> Codec:
    """The codec of a building block.

    :raises TypeError: for a block that a file cannot hold.
    """
    required = bool(getattr(block, "required", False))
    match block:
        case FigureBlock():
            return _FIGURE
        case blocks.StructBlock():
            return _struct_codec(block)
        case blocks.ListBlock():
            return _list_codec(block)
        case blocks.RichTextBlock():
            return Codec(
                RunningText(required=required),
                lambda value, links: to_markdown(value.source, links),
                lambda value, links: to_rich_text(value, links),
            )
        case blocks.PageChooserBlock():
            return Codec(
                Word(required=required, vocabulary="addresses"),
                lambda page, links: (links.page_address(page.pk) or "") if page else "",
                lambda address, links: Page.objects.get(pk=links.page_id(address)) if address else None,
            )
        case blocks.ChoiceBlock():
            return plain(Choice(required=required, choices=tuple(value for value, _ in block.field.choices if value)))
        case blocks.DateBlock():
            return plain(Day(required=required))
        case blocks.BooleanBlock():
            return plain(Flag())
        case blocks.IntegerBlock():
            return plain(Integer(required=required))
        case blocks.URLBlock():
            return plain(Address(required=required, max_length=block.field.max_length))
        case blocks.CharBlock() | blocks.TextBlock():
            lines = isinstance(block, blocks.TextBlock)
            return plain(Text(required=required, max_length=block.field.max_length, multiline=lines))
    raise TypeError(f"{block} has no form in a content file")


def _struct_codec(block: Any) -> Codec:
    children = {name: block_codec(child) for name, child in block.child_blocks.items()}
    return Codec(
        Group(required=True, fields={name: child.field for name, child in children.items()}),
        lambda value, links: {name: child.encode(value.get(name), links) for name, child in children.items()},
        lambda value, links: {name: child.decode(value[name], links) for name, child in children.items()},
    )


def _list_codec(block: Any) -> Codec:
    """A list of blocks; one that holds at most one is written as that one."""
    child = block_codec(block.child_block)
    if block.meta.max_num != 1:
        return Codec(
            Many(of=child.field),
            lambda value, links: [child.encode(one, links) for one in value],
            lambda value, links: [child.decode(one, links) for one in value],
        )
    field = Group(fields=child.field.fields) if isinstance(child.field, Group) else child.field
    return Codec(
        field,
        lambda value, links: next((child.encode(one, links) for one in value), field.empty),
        lambda value, links: [] if value == field.empty else [child.decode(value, links)],
    )


def _encode_figure(value: Any, links: DatabaseLinks) -> dict[str, Any]:
    image = value["image"]
    return {
        "image": links.image_name(image.pk) or "",
        "alt": image.contextual_alt_text or "",
        "decorative": bool(image.decorative),
        "caption": value["caption"] or "",
    }


def _decode_figure(value: Mapping[str, Any], links: DatabaseLinks) -> dict[str, Any]:
    image = SiteImage.objects.get(pk=links.image_id(value["image"]))
    image.contextual_alt_text, image.decorative = value["alt"], value["decorative"]
    return {"image": image, "caption": value["caption"]}


_FIGURE = Codec(
    Group(
        required=True,
        fields={
            "image": Word(required=True, vocabulary="images"),
            "alt": Text(),
            "decorative": Flag(),
            "caption": Text(max_length=255),
        },
    ),
    _encode_figure,
    _decode_figure,
)
