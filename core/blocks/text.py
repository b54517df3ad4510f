"""A heading, and running text."""

from __future__ import annotations

from wagtail import blocks

from core.text import rich_text


class HeadingBlock(blocks.CharBlock):
    """A heading of the second level."""

    class Meta:
        label = "Kop"
        icon = "title"
        template = "streamfield/heading.html"


class TextBlock(blocks.RichTextBlock):
    """Running text with little formatting."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(features=rich_text.PAGE, **kwargs)

    class Meta:
        label = "Tekst"
        icon = "pilcrow"
        template = "streamfield/text.html"
