"""Reading a page the way a person reads it."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag

_INVISIBLE = str.maketrans({"\N{SOFT HYPHEN}": None, "\N{NO-BREAK SPACE}": " "})


def document(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def words(node: Tag | None) -> str:
    """Text of an element with single spaces and without soft hyphens; empty for None."""
    return " ".join(node.get_text(" ").translate(_INVISIBLE).split()) if node else ""


def heading(html: str) -> str:
    """The text of the one `h1` on a page."""
    found = document(html).find_all("h1")
    assert len(found) == 1, f"{len(found)} main headings"
    return words(found[0])


def link_targets(node: Tag) -> list[str]:
    return [str(link["href"]) for link in node.find_all("a", href=True)]
