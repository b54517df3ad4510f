"""A hit as a reader sees it: what an engine stores of a record, and the marks that are set in it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from core.published import Document
from search.contract import Hit
from search.dutch.highlight import Terms, escape, highlight, snippet

EXCERPT_LENGTH = 160
_MARK = "<mark>"


@dataclass(frozen=True)
class StoredFields:
    """What an engine keeps of a record to show a hit, and to compare it with the database.

    Of `body` without the texts to copy: nobody looks for what stands in an example.
    """

    page_id: int
    kind: str
    number: int
    url: str
    title: str
    gist: str
    body: str
    digest: str

    @classmethod
    def of(cls, record: Document) -> StoredFields:
        texts = {name: record.texts.get(name, "") for name in ("title", "gist", "body")}
        texts["body"] = "\n".join(line for line in texts["body"].split("\n") if line not in record.copied)
        return cls(record.page_id, record.kind, record.number, record.url, digest=record.digest, **texts)

    @classmethod
    def unpack(cls, packed: bytes) -> StoredFields:
        """:raises ValueError: (or `TypeError`) when this was not packed by `pack`."""
        return cls(**json.loads(packed))

    def pack(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "replace")

    def hit(self, score: float, marks: Terms) -> Hit:
        """The hit with the found words marked: its gist, and a piece of the text when they do not stand there."""
        return Hit(
            page_id=self.page_id,
            kind=self.kind,
            number=self.number,
            title=highlight(self.title, marks),
            excerpt=self._excerpt(marks),
            url=self.url,
            score=score,
        )

    def _excerpt(self, marks: Terms) -> str:
        if not marks.stems and not marks.prefixes:
            return escape(self.gist)
        gist = highlight(self.gist, marks)
        if _MARK in gist:
            return gist
        piece = snippet(self.body, marks, EXCERPT_LENGTH)
        return f"{gist} {piece}".strip() if _MARK in piece else gist
