"""Running text between two forms: Wagtail's rich text, and the small Markdown of content files.

Markdown is written as plainly as possible: nothing is escaped unless reading it back would give something else. What
Markdown cannot say (bold that starts in the middle of a word and ends on a comma) is kept as HTML.
"""

from __future__ import annotations

import re
from html import escape, unescape

from django.urls import Resolver404, resolve
from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.text.markdown_writer import Links, bare_images, canonical, write_markdown
from editorial.content_files.formats.allowed_html import SHAPES, only_allowed

# What answers for every page of the tree: those are linked by what they are, not by where they stand.
_TREE = "wagtail_serve"
_PARSER = MarkdownIt("commonmark").disable(
    [
        "html_inline",
        "html_block",
        "autolink",
        "entity",
        "backticks",
        "code",
        "fence",
        "blockquote",
        "hr",
        "lheading",
        "reference",
    ]
)


class MarkdownError(ValueError):
    """Running text that cannot be read; the message is Dutch."""


def to_rich_text(text: str, links: Links) -> str:
    """Rich text of a piece of Markdown.

    :raises MarkdownError: for a link or image that leads nowhere, or formatting that is not allowed.
    """
    if not text:
        return ""
    if text.startswith("<"):
        return _map_html(only_allowed(text), links, to_storage=True)
    return bare_images(_render(_PARSER.parse(text), links))


def to_markdown(html: str, links: Links) -> str:
    """Markdown of rich text; the same text always gives the same Markdown."""
    if not html.strip():
        return ""
    wanted = canonical(html)
    for escaped in (False, True):
        text = write_markdown(wanted, links, escaped)
        try:
            if canonical(to_rich_text(text, links)) == wanted:
                return text
        except MarkdownError:
            continue
    return _map_html(wanted, links, to_storage=False)


def _render(tokens: list[Token], links: Links) -> str:
    out: list[str] = []
    tight: list[bool] = []
    for token in tokens:
        if token.type == "inline":
            out.append(_render_inline(token.children or [], links))
        elif token.type in ("paragraph_open", "paragraph_close"):
            if not (token.hidden or (tight and tight[-1])):
                out.append("<p>" if token.nesting == 1 else "</p>")
        elif token.type in ("list_item_open", "list_item_close"):
            tight.append(True) if token.nesting == 1 else tight.pop()
            out.append("<li>" if token.nesting == 1 else "</li>")
        elif token.tag in ("ul", "ol", "h2", "h3"):
            out.append(f"<{token.tag}>" if token.nesting == 1 else f"</{token.tag}>")
        else:
            raise MarkdownError("alleen alinea's, lijsten, ## en ### koppen zijn toegestaan")
    return "".join(out)


def _render_inline(tokens: list[Token], links: Links) -> str:
    out: list[str] = []
    for token in tokens:
        match token.type:
            case "text":
                out.append(escape(token.content, quote=False))
            case "softbreak":
                out.append(" ")
            case "hardbreak":
                out.append("<br/>")
            case "strong_open" | "strong_close":
                out.append("<b>" if token.nesting == 1 else "</b>")
            case "em_open" | "em_close":
                out.append("<i>" if token.nesting == 1 else "</i>")
            case "link_open":
                out.append(_open_link(str(token.attrs.get("href", "")), links))
            case "link_close":
                out.append("</a>")
            case "image":
                out.append(_embed(token, links))
            case _:
                raise MarkdownError(f"‘{token.markup or token.type}’ is niet toegestaan")
    return "".join(out)


def _open_link(address: str, links: Links) -> str:
    if re.match(r"https?://|mailto:", address) or _is_fixed_page(address):
        return f'<a href="{escape(address)}">'
    page_id = links.page_id(address)
    if page_id is None:
        raise MarkdownError(f"de link ‘{address}’ leidt nergens heen")
    return f'<a id="{page_id}" linktype="page">'


def _is_fixed_page(address: str) -> bool:
    """True for a page that is code, such as `/vraag-de-redactie/`: it always exists, and has no number to link to."""
    if not address.startswith("/"):
        return False
    try:
        return resolve(address).url_name != _TREE
    except Resolver404:
        return False


def _embed(token: Token, links: Links) -> str:
    name = str(token.attrs.get("src", "")).removeprefix("afbeelding:")
    image_id = _image_id(name, links)
    shape = str(token.attrs.get("title") or "fullwidth")
    if shape not in SHAPES:
        raise MarkdownError(f"de plaats van een afbeelding is {', '.join(SHAPES)}, niet ‘{shape}’")
    return f'<embed alt="{escape(token.content)}" embedtype="image" format="{escape(shape)}" id="{image_id}"/>'


def _map_html(html: str, links: Links, *, to_storage: bool) -> str:
    """HTML with the addresses of files in it, to HTML with Wagtail's ids, or back."""
    if to_storage:
        html = re.sub(r'<a href="([^"]*)">', lambda found: _open_link(unescape(found[1]), links), html)
        return re.sub(r'id="afbeelding:([^"]*)"', lambda found: f'id="{_image_id(unescape(found[1]), links)}"', html)

    def page(found: re.Match[str]) -> str:
        return f'<a href="{links.page_address(int(found[1])) or "methode:0"}">'

    def image(found: re.Match[str]) -> str:
        return f'{found[1]}id="afbeelding:{links.image_name(int(found[2])) or "onbekend"}"'

    html = re.sub(r'<a id="(\d+)" linktype="page">', page, html)
    return re.sub(r'(<embed [^>]*?)id="(\d+)"', image, html)


def _image_id(name: str, links: Links) -> int:
    image_id = links.image_id(name)
    if image_id is None:
        raise MarkdownError(f"de afbeelding ‘{name}’ bestaat niet")
    return image_id
