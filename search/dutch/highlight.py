"""Highlighting: mark the words of a text that answer a question, and cut the best piece out of it.

Works on the stored text, so both engines show the same. Output is HTML that is safe to show: every character of the
text is escaped and the only element is ``<mark>``.
"""

import html
import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from search.dutch.analysis import AnalysedToken, Word, parts_of, word_of
from search.dutch.tokens import matches

ELLIPSIS = "\u2026"
DEFAULT_LENGTH = 240

_SURROGATES = re.compile("[\ud800-\udfff]")
_WHITESPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Terms:
    """What to mark: words with one of these stems, or with one of these prefixes in folded form.

    A word whose stem is in `whole` has no parts to mark it for.
    """

    stems: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()

    def match(self, token: AnalysedToken | Word) -> bool:
        """Tell whether a word answers: by its own stem, by the stem of one of its parts, or by a prefix."""
        return (
            token.stem in self.stems
            or not self.stems.isdisjoint(parts_of(token, self.whole))
            or (bool(self.prefixes) and token.folded.startswith(self.prefixes))
        )


def escape(text: str) -> str:
    """Return `text` as HTML; lone surrogates, which no page can send, become the replacement character."""
    return html.escape(_SURROGATES.sub("\ufffd", text))


@dataclass(frozen=True, slots=True)
class _Found:
    """A word that answers, and where it stands."""

    start: int
    end: int
    stem: str


class _Answers(dict[str, str | None]):
    """Per word as written its stem when it answers, None when it does not; looked up the first time it is asked."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms

    def __missing__(self, surface: str) -> str | None:
        word = word_of(surface)
        own = self[surface] = word.stem if word.folded and self.terms.match(word) else None
        return own


@lru_cache(maxsize=8)
def _answers(terms: Terms) -> _Answers:
    """Return a memory: the texts of one page of hits share most of their words."""
    return _Answers(terms)


@dataclass(frozen=True, slots=True)
class _Written:
    """The words of a text as written, and where each starts and ends."""

    surfaces: tuple[str, ...]
    starts: Sequence[int]
    ends: Sequence[int]


@lru_cache(maxsize=1_000)
def _written(text: str) -> _Written:
    """Return its words; the same texts are shown for one question after the other."""
    words = matches(text)
    return _Written(
        tuple(sys.intern(word.group()) for word in words),
        array("L", (word.start() for word in words)),
        array("L", (word.end() for word in words)),
    )


def _found(written: _Written, terms: Terms) -> list[_Found]:
    """Return the words that answer, in order."""
    known, starts, ends = _answers(terms), written.starts, written.ends
    return [
        _Found(starts[place], ends[place], own)
        for place, surface in enumerate(written.surfaces)
        if (own := known[surface]) is not None
    ]


def _marked(text: str, found: Iterable[_Found], offset: int = 0) -> str:
    """Return `text` as HTML with `found` marked, whose positions count from `offset` before the text."""
    pieces: list[str] = []
    done = 0
    for word in found:
        start, end = word.start - offset, word.end - offset
        pieces += (escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>")
        done = end
    return "".join((*pieces, escape(text[done:])))


def highlight(text: str, terms: Terms) -> str:
    """Return the whole text as safe HTML with the answering words in ``<mark>``. Takes any string and never raises."""
    return _marked(text, _found(_written(text), terms))


def snippet(text: str, terms: Terms, length: int = DEFAULT_LENGTH) -> str:
    """Return the best piece of `text`, of at most `length` characters (mark-up and ellipses not counted), as safe HTML
    with marks.

    Best is the piece with the most different answers, then with the most, then the first. Pieces start and end at a
    word, unless one word alone is longer; an ellipsis shows where text was left out. Raises `ValueError` when `length`
    is below 1.
    """
    if length < 1:
        raise ValueError("length must be at least 1")
    written = _written(text)
    found = _found(written, terms)
    start, end = (0, len(text)) if len(text) <= length else _window(text, written, found, length)
    inside = [word for word in found if start <= word.start and word.end <= end]
    marked = _WHITESPACE.sub(" ", _marked(text[start:end], inside, start)).strip()
    before = ELLIPSIS if any(map(str.isalnum, text[:start])) else ""
    after = ELLIPSIS if any(map(str.isalnum, text[end:])) else ""
    return f"{before}{marked}{after}"


def _window(text: str, written: _Written, found: list[_Found], length: int) -> tuple[int, int]:
    """Return start and end of the best piece of `text`."""
    best = max(
        _spans(found, length),
        key=lambda span: (len({word.stem for word in span}), len(span), -span[0].start),
        default=None,
    )
    if best is None:
        return _fit(written, 0, 0, length, text)
    spare = max(0, length - (best[-1].end - best[0].start))
    return _fit(written, max(0, best[0].start - spare // 3), best[0].start, length, text)


def _spans(found: list[_Found], length: int) -> Iterator[list[_Found]]:
    """Yield, for each answer, the run of answers that starts there and fits in `length`.

    One too long answer alone is a run too.
    """
    last = 0
    for first, word in enumerate(found):
        last = max(last, first + 1)
        while last < len(found) and found[last].end - word.start <= length:
            last += 1
        yield found[first:last]


def _fit(written: _Written, earliest: int, latest: int, length: int, text: str) -> tuple[int, int]:
    """Return a piece that starts at the first word between `earliest` and `latest`, or at the text's own start, and
    ends at a word.
    """
    first = bisect_left(written.starts, earliest)
    near = written.starts[first] if first < len(written.starts) else latest
    start = 0 if earliest == 0 else min(near, latest)
    if len(text) - start <= length:
        return start, len(text)
    last = bisect_right(written.ends, start + length) - 1
    end = written.ends[last] if last >= first else 0
    return start, end if end > start else start + length
