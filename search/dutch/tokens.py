"""Tokens: find the words in a text and remember where they stood.

A word is a run of letters and digits. It may hold, between two letters or digits, one joiner: an apostrophe
(``foto's``), a hyphen when a letter stands on one side of it (``e-mail``, ``covid-19``, but ``24-7`` is two words), or
a dot or comma between two digits (``1.510``, ``5,2``). Abbreviations written with dots are one word (``m.b.v.``).
Invisible characters inside a word (soft hyphen, joiners, direction marks, combining accents) belong to it, and so do
letters between parentheses that may be read or left out: ``(zelf)redzaamheid``, ``in(ter)actie``, ``burger(s)``. Single
letters around an ampersand are one word (``B&W``). A slash separates: ``en/of``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from search.dutch.words.folding import fold

_INVISIBLE = "\u0300-\u036f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_APOSTROPHES = "'\u2019\u2018\u02bc\u0060\u00b4"
_HYPHENS = "\\-\u2010\u2011"
_LETTER = r"[^\W\d_]"
_ONE = r"[^\W_]"
_RUN = rf"{_ONE}(?:{_ONE}|[{_INVISIBLE}])*"
_JOINER = (
    rf"(?:[{_APOSTROPHES}](?={_ONE})"
    rf"|(?<={_LETTER})[{_HYPHENS}](?={_ONE})|[{_HYPHENS}](?={_LETTER})"
    rf"|(?<=\d)[.,](?=\d))"
)
_LOWER = "[a-z\u00df-\u00f6\u00f8-\u00ff]"
# What may be left out: at the beginning (a negation, `zelf`), in the middle, or an ending of inflection.
_FIRST = rf"(?<![^\W_])\({_LETTER}{_LOWER}{{0,19}}\)(?={_LOWER})"
_MIDDLE = rf"(?<={_LOWER})\({_LOWER}{{1,20}}\)(?={_LOWER})"
_ENDING = rf"(?<={_LOWER})\((?:e[nrst]?|ers|[nrst])\)(?![^\W_])"
_WORD = re.compile(
    rf"(?<![^\W_])(?:(?:{_LETTER}\.){{2,}}|(?:{_LETTER}&)+{_LETTER})(?![^\W_])"
    rf"|(?:{_FIRST})?{_RUN}(?:(?:{_JOINER}|{_MIDDLE}){_RUN})*(?:{_ENDING})?"
)
_PIECE_BORDER = re.compile(rf"[{_HYPHENS}]")
_BRACKETS = re.compile(r"[()]")
_BETWEEN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text: ``text[start:end] == surface``; `position` counts the words from 0."""

    surface: str
    start: int
    end: int
    position: int
    folded: str


def matches(text: str) -> list[re.Match[str]]:
    """Return every word of `text` with its place, those that fold to nothing too."""
    return list(_WORD.finditer(text))


def surfaces(text: str) -> list[str]:
    """Return every word of `text` as written, in order, those that fold to nothing too."""
    return _WORD.findall(text)


def tokenise(text: str) -> Iterator[Token]:
    """Yield the words of `text` in order.

    Takes any string and never raises; words that fold to nothing are left out.
    """
    position = 0
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        if folded:
            yield Token(match.group(), match.start(), match.end(), position, folded)
            position += 1


def pieces_of(surface: str) -> tuple[str, ...]:
    """Return the other words that a word is, folded: its pieces between hyphens (``DigiD-account`` -> ``digid``,
    ``account``), and what stands there with and without the letters between parentheses. Nothing for a plain word.
    """
    readings = (_BRACKETS.sub("", surface), _BETWEEN_BRACKETS.sub("", surface)) if "(" in surface else (surface,)
    pieces = [piece for reading in readings for piece in _PIECE_BORDER.split(reading)]
    return tuple(folded for folded in map(fold, pieces) if folded) if len(pieces) > 1 else ()
