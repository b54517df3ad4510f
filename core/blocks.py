"""Building blocks of running pages."""

from __future__ import annotations

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

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


class FigureBlock(blocks.StructBlock):
    """An image with alternative text (or marked as decoration) and a caption."""

    image = ImageBlock(label="Afbeelding")
    caption = blocks.CharBlock(label="Bijschrift", max_length=255, required=False)

    class Meta:
        label = "Afbeelding"
        icon = "image"
        template = "streamfield/figure.html"


class CalloutBlock(blocks.StructBlock):
    """A short notice beside the text, that a reader must not miss."""

    title = blocks.CharBlock(label="Titel", max_length=120)
    text = blocks.RichTextBlock(label="Tekst", features=rich_text.TEXT)

    class Meta:
        label = "Let op"
        icon = "warning"
        template = "streamfield/callout.html"


class LinkBlock(blocks.StructBlock):
    """A link to a page of this site or to an address elsewhere."""

    label = blocks.CharBlock(label="Tekst", max_length=255)
    page = blocks.PageChooserBlock(label="Pagina", required=False)
    url = blocks.URLBlock(label="Of een adres elders", required=False)

    class Meta:
        label = "Link"
        icon = "link"


class LinkListBlock(blocks.StructBlock):
    """Links under a heading."""

    title = blocks.CharBlock(label="Titel", max_length=120, required=False)
    links = blocks.ListBlock(LinkBlock(), label="Links")

    class Meta:
        label = "Lijst met links"
        icon = "list-ul"
        template = "streamfield/links.html"


class QuoteBlock(blocks.StructBlock):
    """A quotation and who said it."""

    text = blocks.TextBlock(label="Citaat", rows=3)
    who = blocks.CharBlock(label="Wie zei dit", max_length=255, required=False)

    class Meta:
        label = "Citaat"
        icon = "openquote"
        template = "streamfield/quote.html"
