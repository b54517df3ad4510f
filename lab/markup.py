"""Is a page well-formed? Stricter than a browser, which mends: everything opened is closed, in order, and escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_TAG = re.compile(
    r"<(?:/(?P<closed>[a-z][a-z0-9-]*)"
    r"|(?P<opened>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:\s+[a-zA-Z_:][\w:.-]*(?:=\"[^\"<>]*\")?)*)\s*(?P<empty>/?))>"
)
_ATTRIBUTE = re.compile(r"([a-zA-Z_:][\w:.-]*)(?:=\"([^\"]*)\")?")
_BARE_AMPERSAND = re.compile(r"&(?!#[0-9]+;|#x[0-9a-fA-F]+;|[a-zA-Z][a-zA-Z0-9]*;)")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_OTHER = re.compile(r"<!doctype html>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_RAW = ("script", "style")
_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_BLOCKS = (
    *("address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure", "footer"),
    *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table"),
    "ul",
)


@dataclass
class _Page:
    """What is open, and what was seen."""

    open: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    problems: list[str] = field(default_factory=list)

    def text(self, text: str) -> None:
        if ">" in text:
            self.problems.append("a bare > in text")
        self._characters(text)

    def start(self, name: str, attributes: str, is_empty: bool) -> None:
        if "mark" in self.open:
            self.problems.append(f"<{name}> inside <mark>")
        if name == "a" and "a" in self.open:
            self.problems.append("a link inside a link")
        if name in _BLOCKS and "p" in self.open:
            self.problems.append(f"<{name}> inside <p>")
        self._attributes(name, attributes)
        if name not in _VOID and not is_empty:
            self.open.append(name)

    def end(self, name: str) -> None:
        if self.open and self.open[-1] == name:
            self.open.pop()
        else:
            self.problems.append(f"</{name}> closes <{self.open[-1] if self.open else 'nothing'}>")

    def _attributes(self, name: str, attributes: str) -> None:
        found = _ATTRIBUTE.findall(attributes)
        names = [each for each, _ in found]
        if len(names) != len(set(names)):
            self.problems.append(f"an attribute twice on <{name}>")
        for each, value in found:
            self._characters(value)
            if each == "id" and value in self.ids:
                self.problems.append(f"the id {value} twice")
            elif each == "id":
                self.ids.add(value)

    def _characters(self, text: str) -> None:
        if "&" in text and _BARE_AMPERSAND.search(text):
            self.problems.append("a bare & in text")
        if _NOT_TEXT.search(text):
            self.problems.append("a character that is no text")


def problems(html: str) -> list[str]:
    """What is wrong with a whole page, in short phrases; empty when it is well-formed."""
    page = _Page()
    place = 0
    while (start := html.find("<", place)) >= 0:
        page.text(html[place:start])
        if other := _OTHER.match(html, start):
            place = other.end()
            continue
        tag = _TAG.match(html, start)
        if tag is None:
            page.problems.append(f"no tag: {html[start : start + 40]!r}")
            place = start + 1
            continue
        place = tag.end()
        if tag["closed"]:
            page.end(tag["closed"])
            continue
        page.start(tag["opened"], tag["attributes"], bool(tag["empty"]))
        if tag["opened"] in _RAW:
            place = html.find(f"</{tag['opened']}>", place)
            if place < 0:
                return [*page.problems, f"<{tag['opened']}> is never closed"]
    page.text(html[place:])
    return [*page.problems, *(f"<{name}> is never closed" for name in page.open)]
