"""An image with its caption."""

from __future__ import annotations

from wagtail import blocks
from wagtail.images.blocks import ImageBlock


class FigureBlock(blocks.StructBlock):
    """An image with alternative text (or marked as decoration) and a caption."""

    image = ImageBlock(label="Afbeelding")
    caption = blocks.CharBlock(label="Bijschrift", max_length=255, required=False)

    class Meta:
        label = "Afbeelding"
        icon = "image"
        template = "streamfield/figure.html"
