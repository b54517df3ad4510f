"""A record as every engine indexes it: ready tokens per field, and how much each field counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from core.published import TEXT_FIELDS, Document
from search.dutch.analysis import SHORTEST_PIECE, Word, parts_of, words

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
HIGH_VALUE_FIELDS = ("title", "title_parts", "gist", "tags")
# Every stem of the page once, and those that stand where they tell most: what finds a page without a score.
STEMS = "stems"
HIGH_VALUE_STEMS = "high_value_stems"
# Words as written, of all texts; a phrase never runs from one text into the next.
EXACT_FIELD = "exact"
EXACT_WEIGHT = 1.0
BORDER = "|"
# Stands in a field that would be empty, because engines differ in whether an empty field counts in the average length.
NOTHING = "|"


def analysed(record: Document) -> dict[str, str]:
    """Per index field the tokens of the record, separated by spaces. Its whole words are found as a whole only."""
    texts = {name: words(record.texts.get(name, "")) for name in TEXT_FIELDS}
    fields = {name: _stems(found) for name, found in texts.items()}
    fields["title_parts"] = _parts([texts["title"]], record.whole)
    fields["parts"] = _parts((found for name, found in texts.items() if name != "title"), record.whole)
    written = [" ".join([word.folded for word in found]) for found in texts.values()]
    fields[EXACT_FIELD] = f" {BORDER} ".join([*written, " ".join(_pieces(texts.values()))])
    return {name: text or NOTHING for name, text in fields.items()}


def stems_in(tokens: Mapping[str, str], names: Iterable[str]) -> list[str]:
    """Every token of these fields of an analysed record, once: to find pages without a score."""
    return list(dict.fromkeys(" ".join([tokens[name] for name in names]).split()))


def _stems(found: Iterable[Word]) -> str:
    return " ".join([word.stem for word in found if not word.is_stopword])


def _parts(texts: Iterable[Iterable[Word]], whole: Collection[str]) -> str:
    return " ".join([part for found in texts for word in found if word.parts for part in parts_of(word, whole)])


def _pieces(texts: Iterable[Iterable[Word]]) -> Iterable[str]:
    """What stands between hyphens is a word too: Pijnacker and Nootdorp of Pijnacker-Nootdorp, each once."""
    pieces = (piece for found in texts for word in found if word.pieces for piece in word.pieces)
    return dict.fromkeys(piece for piece in pieces if len(piece) >= SHORTEST_PIECE)
