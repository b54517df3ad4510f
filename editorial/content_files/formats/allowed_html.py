"""HTML in a content file, without anything that an editor could not make: no other elements, no other attributes."""

from __future__ import annotations

from html import escape

from core.text.markdown_writer import Events

_VOID = ("br", "embed")
_PLAIN = (*("p", "h2", "h3", "h4", "ul", "ol", "li"), *("b", "strong", "i", "em", "sup", "sub", "br"))
# Of these not even the text is running text.
_WITH_CONTENT = ("script", "style", "iframe", "object", "noscript", "template", "title", "textarea", "svg", "math")
SHAPES = ("fullwidth", "left", "right")


def only_allowed(html: str) -> str:
    """The same text in the elements that rich text knows; addresses of links are checked by who reads them."""
    out: list[str] = []
    inside = ""
    for event, name, attributes in Events(html).found:
        if inside:
            inside = "" if (event, name) == ("end", inside) else inside
        elif event == "text":
            out.append(escape(name, quote=False))
        elif event == "end":
            out.append(f"</{name}>" if name in (*_PLAIN, "a") and name not in _VOID else "")
        elif name in _WITH_CONTENT:
            inside = name
        else:
            out.append(_start(name, attributes))
    return "".join(out)


def _start(name: str, attributes: dict[str, str]) -> str:
    if name == "a":
        return _link(attributes)
    if name == "embed":
        return _image(attributes)
    return f"<{name}{'/' if name in _VOID else ''}>" if name in _PLAIN else ""


def _link(attributes: dict[str, str]) -> str:
    kind, key = attributes.get("linktype", ""), attributes.get("id", "")
    if kind in ("page", "document") and key.isdecimal():
        return f'<a id="{key}" linktype="{kind}">'
    return f'<a href="{escape(attributes.get("href", ""))}">'


def _image(attributes: dict[str, str]) -> str:
    if attributes.get("embedtype") != "image":
        return ""
    shape = attributes.get("format", "")
    kept = {
        "alt": attributes.get("alt", ""),
        "embedtype": "image",
        "format": shape if shape in SHAPES else SHAPES[0],
        "id": attributes.get("id", ""),
    }
    words = "".join(f' {name}="{escape(value)}"' for name, value in kept.items())
    return f"<embed{words}/>"
