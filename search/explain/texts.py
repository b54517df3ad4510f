"""Where a word stands on a page, in the words of an editor: the field, and the word as it is written there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.published import Document, kind_of
from search.contract import Alternative
from search.dutch.analysis import analyse
from search.index.document_analysis import EXACT_FIELD

_LABELS = {
    "title": "titel",
    "title_parts": "titel, als deel van een langer woord",
    "gist": "kern",
    "tags": "zoekwoorden",
    "problems": "belemmeringen",
    "labels": "woordenlijsten (organisatie, kanaal, familie, thema, indicator)",
    "parts": "andere velden, als deel van een langer woord",
    EXACT_FIELD: "ergens op de pagina, precies zo",
}
_MOST_WORDS = 3


@dataclass(frozen=True)
class Where:
    """A field that holds the word, the forms that stand there (the first few), and the points it gets for that."""

    field: str
    words: tuple[str, ...]
    points: float


def where_words_stand(record: Document, one: Alternative, points: Mapping[str, float]) -> tuple[Where, ...]:
    """Per field, the most points first."""
    found = (Where(_label(name, record.kind), _written(record, name, one), score) for name, score in points.items())
    return tuple(sorted(found, key=lambda where: -where.points))


def _label(name: str, slug: str) -> str:
    kind = kind_of(slug)
    return _LABELS.get(name) or (kind.field_labels.get(name, name) if kind else name)


def _written(record: Document, name: str, one: Alternative) -> tuple[str, ...]:
    """The words of the page itself; of a phrase nothing, it stands there as asked."""
    if one.as_written:
        return ()
    wanted, is_part = set(one.terms), name in ("title_parts", "parts")
    names = {"title_parts": ["title"], "parts": [each for each in record.texts if each != "title"]}.get(name, [name])
    found: dict[str, None] = {}
    for token in (token for each in names for token in analyse(record.texts.get(each, ""))):
        if not wanted.isdisjoint(token.parts if is_part else (token.stem,)):
            found[token.surface.lower()] = None
        if len(found) == _MOST_WORDS:
            break
    return tuple(found)
