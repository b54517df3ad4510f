"""Rich text written as Markdown, and the form in which two pieces of rich text can be compared."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import Protocol

_BLOCKS = {"p", "h2", "h3", "ul", "ol", "li"}
_INLINE = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_LINE_START = re.compile(r"^(\s*)([-+#>=~]|\d+[.)])", re.MULTILINE)


class Links(Protocol):
    """Translates between addresses in files (`methode:18`, `afbeelding:x.png`) and what Wagtail stores."""

    def page_id(self, address: str) -> int | None: ...

    def page_address(self, page_id: int) -> str | None: ...

    def image_id(self, name: str) -> int | None: ...

    def image_name(self, image_id: int) -> str | None: ...


class Events(HTMLParser):
    """Start, end and text of rich text, in order; `br` and `embed` are starts without an end."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str, dict[str, str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(("start", tag, {name: value or "" for name, value in attrs}))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("br", "embed"):
            self.found.append(("end", tag, {}))

    def handle_data(self, data: str) -> None:
        self.found.append(("text", data, {}))


def canonical(html: str) -> str:
    """Rich text without what does not show: editor keys, outer spaces, empty blocks, attribute order."""
    out: list[str] = []
    for event, name, attrs in Events(html).found:
        tag = {"strong": "b", "em": "i"}.get(name, name)
        if event == "text":
            out.append(escape(re.sub(r"[ \t\r\n]+", " ", name), quote=False))
        elif event == "end":
            out.append(f"</{tag}>")
        else:
            kept = {key: value for key, value in sorted(attrs.items()) if key != "data-block-key"}
            words = "".join(f' {key}="{escape(value)}"' for key, value in kept.items())
            out.append(f"<{tag}{words}/>" if tag in ("br", "embed") else f"<{tag}{words}>")
    text = "".join(out)
    for _ in range(3):
        text = bare_images(re.sub(r"</(b|i)><\1>|<(b|i)></\2>", "", text))
        text = re.sub(r"(<(?:b|i|a[^>]*)>) +", r" \1", text)
        text = re.sub(r" +(</(?:b|i|a)>)", r"\1 ", text)
        text = re.sub(r" {2,}", " ", text)
        text = re.sub(r" *(</?(?:p|ul|ol|li|h2|h3)>|<br/>) *", r"\1", text)
        text = re.sub(r"<(p|li|h2|h3)>(?:<br/>)*</\1>", "", text)
        text = re.sub(r"(<(?:p|li|h2|h3)>)(?:<br/>)+|(?:<br/>)+(</(?:p|li|h2|h3)>)", r"\1\2", text)
    return text


def bare_images(html: str) -> str:
    """An image that is alone in its paragraph stands on its own, as the editor stores it."""
    return re.sub(r"<p>(<embed [^>]*/>)</p>", r"\1", html)


def escape_marks(text: str) -> str:
    """The text with a backslash before what Markdown would read as a mark, an element or a code."""
    return re.sub(r"([\\*_\[\]!<&`])", r"\\\1", text)


def write_markdown(html: str, links: Links, escaped: bool) -> str:
    writer = _Writer(links, escaped)
    for event, name, attrs in Events(html).found:
        writer.take(event, name, attrs)
    return writer.text()


class _Writer:
    """Writes Markdown from rich text events."""

    def __init__(self, links: Links, escaped: bool) -> None:
        self._links = links
        self._escaped = escaped
        self._out: list[str] = []
        self._lists: list[tuple[str, int]] = []
        self._line = ""
        self._prefix = ""
        self._open_links: list[str] = []
        self._previous_was_item = False

    def take(self, event: str, name: str, attrs: dict[str, str]) -> None:
        if event == "text":
            self._line += self._escape(name)
        elif name in _INLINE:
            self._line += _INLINE[name]
        elif name in ("ul", "ol"):
            self._list(event, name)
        elif name in _BLOCKS:
            self._block(event, name)
        elif name == "a":
            self._link(event, attrs)
        elif name == "br":
            self._line += "\\\n" + " " * len(self._prefix)
        elif name == "embed":
            image = self._links.image_name(int(attrs.get("id", "0") or 0)) or "onbekend"
            self._line += f'![{attrs.get("alt", "")}](afbeelding:{image} "{attrs.get("format", "")}")'

    def text(self) -> str:
        self._flush(separate=True)
        return "".join(self._out).strip("\n")

    def _escape(self, text: str) -> str:
        return escape_marks(text) if self._escaped else text

    def _list(self, event: str, name: str) -> None:
        self._flush(separate=not self._lists)
        if event == "start":
            self._lists.append((name, 0))
        elif self._lists:
            self._lists.pop()
            self._previous_was_item = bool(self._lists)

    def _block(self, event: str, name: str) -> None:
        self._flush(separate=name != "li")
        if event == "end":
            return
        if name == "li" and self._lists:
            kind, count = self._lists[-1]
            self._lists[-1] = (kind, count + 1)
            indent = "".join("  " if outer == "ul" else "   " for outer, _ in self._lists[:-1])
            self._prefix = indent + ("- " if kind == "ul" else f"{count + 1}. ")
        elif name in ("h2", "h3"):
            self._prefix = "#" * int(name[1]) + " "

    def _link(self, event: str, attrs: dict[str, str]) -> None:
        if event == "end":
            self._line += f"]({self._open_links.pop()})" if self._open_links else ""
            return
        address = attrs.get("href", "")
        if attrs.get("linktype") == "page":
            address = self._links.page_address(int(attrs.get("id", "0") or 0)) or "methode:0"
        self._open_links.append(address)
        self._line += "["

    def _flush(self, separate: bool) -> None:
        line = self._line.strip(" ")
        if line:
            if self._escaped:
                line = _LINE_START.sub(lambda found: found[1] + _escape_start(found[2]), line)
            if not self._prefix.strip() or self._prefix.startswith("#") or not self._previous_was_item:
                self._out.append("\n")
            self._out.append(f"{self._prefix}{line}\n")
            self._previous_was_item = bool(self._prefix.strip()) and not self._prefix.startswith("#")
        self._line = self._prefix = ""


def _escape_start(mark: str) -> str:
    return f"{mark[:-1]}\\{mark[-1]}"
