"""Something a reader must not miss."""

from __future__ import annotations

from wagtail import blocks

from core.text import rich_text


class CalloutBlock(blocks.StructBlock):
    """A short notice beside the text."""

    title = blocks.CharBlock(label="Titel", max_length=120)
    text = blocks.RichTextBlock(label="Tekst", features=rich_text.TEXT)

    class Meta:
        label = "Let op"
        icon = "warning"
        template = "streamfield/callout.html"
