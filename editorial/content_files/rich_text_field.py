"""Running text as a field of a content file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from editorial.content_files.fields import Field
from editorial.content_files.formats.markdown import MarkdownError, to_markdown, to_rich_text
from editorial.content_files.formats.problems import Where


class KnownLinks:
    """Links to what will exist after loading: the addresses themselves serve as ids."""

    def __init__(self, known: Mapping[str, frozenset[str]]) -> None:
        self._addresses = sorted(known.get("addresses", frozenset()))
        self._images = sorted(known.get("images", frozenset()))

    def page_id(self, address: str) -> int | None:
        return self._addresses.index(address) if address in self._addresses else None

    def page_address(self, page_id: int) -> str | None:
        return self._addresses[page_id] if page_id < len(self._addresses) else None

    def image_id(self, name: str) -> int | None:
        return self._images.index(name) if name in self._images else None

    def image_name(self, image_id: int) -> str | None:
        return self._images[image_id] if image_id < len(self._images) else None


@dataclass(frozen=True)
class RunningText(Field):
    """The small Markdown of `markdown.py`, kept in its canonical form."""

    @property
    def empty(self) -> str:
        return ""

    def read(self, raw: Any, where: Where) -> str:
        if not isinstance(raw, str):
            where.refuse("moet tekst zijn")
            return ""
        links = KnownLinks(where.known)
        try:
            return to_markdown(to_rich_text(raw.strip(), links), links)
        except MarkdownError as error:
            where.refuse(str(error))
            return ""

    def write(self, value: Any) -> str:
        """A block of its own, also when it is one line: so a changed word changes one line."""
        return f"{value}\n"
