"""Somebody's words."""

from __future__ import annotations

from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    """A quotation and who said it."""

    text = blocks.TextBlock(label="Citaat", rows=3)
    who = blocks.CharBlock(label="Wie zei dit", max_length=255, required=False)

    class Meta:
        label = "Citaat"
        icon = "openquote"
        template = "streamfield/quote.html"
