"""A record as every engine indexes it: ready tokens per field, and how much each field counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search.contract import TEXT_FIELDS, Record
from search.dutch.analysis import SHORTEST_PIECE, AnalysedToken, analyse
from search.dutch.tokens import hyphen_pieces

# How much a word counts, by the field it stands in. Stems stand in the field of their text; the parts of compounds
# stand apart, so that "herinnering" finds "briefherinnering" without making every long word twice as heavy.
WEIGHTS: Mapping[str, float] = {
    "title": 2.4,
    "gist": 2.0,
    "tags": 2.6,
    "problems": 1.3,
    "labels": 0.4,
    "body": 1.0,
    "related": 1.2,
    "title_parts": 1.6,
    "parts": 0.5,
}
# Where a single word of a longer question is enough.
TELLING = ("title", "title_parts", "gist", "tags")
# Words as written, of all texts; a phrase never runs from one text into the next.
EXACT_FIELD = "exact"
EXACT_WEIGHT = 1.0
BORDER = "|"
# Stands in a field that would be empty, because engines differ in whether an empty field counts in the average length.
NOTHING = "|"


def analysed(record: Record) -> dict[str, str]:
    """Per index field the tokens of the record, separated by spaces."""
    tokens = {name: analyse(record.texts.get(name, "")) for name in TEXT_FIELDS}
    fields = {name: " ".join(_stems(words)) for name, words in tokens.items()}
    fields["title_parts"] = " ".join(_parts(tokens["title"]))
    fields["parts"] = " ".join(part for name in TEXT_FIELDS if name != "title" for part in _parts(tokens[name]))
    written = [
        *(" ".join(word.folded for word in words) for words in tokens.values()),
        " ".join(_pieces(tokens.values())),
    ]
    fields[EXACT_FIELD] = f" {BORDER} ".join(written)
    return {name: text or NOTHING for name, text in fields.items()}


def _stems(words: Iterable[AnalysedToken]) -> Iterable[str]:
    return (word.stem for word in words if not word.is_stopword)


def _pieces(texts: Iterable[Iterable[AnalysedToken]]) -> Iterable[str]:
    """What stands between hyphens is a word too: Pijnacker and Nootdorp of Pijnacker-Nootdorp, each once."""
    pieces = (piece for words in texts for word in words for piece in hyphen_pieces(word.surface))
    return dict.fromkeys(piece for piece in pieces if len(piece) >= SHORTEST_PIECE)


def _parts(words: Iterable[AnalysedToken]) -> Iterable[str]:
    return (part for word in words for part in word.parts)
