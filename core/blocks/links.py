"""A list of links to read on."""

from __future__ import annotations

from wagtail import blocks


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
