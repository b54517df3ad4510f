"""Segmentation: the parts of a compound as they are written.

A word is a compound when known parts cover all of it, with linking letters between them (``uitkering|s|aanvraag``). Of
several ways the one with the fewest parts wins, then the one with the fewest linking letters, then the one whose parts
are the most productive. Precision goes before recall: no part of less than four letters unless listed by hand, a word
that is itself a part is never split, and the list says of each part whether it may open or close a compound. The stem
of a verb may open one too (``afhaak|moment``).
"""

from functools import cache, lru_cache
from typing import NamedTuple

from search.dutch.words import lists
from search.dutch.words.base_forms import LINKS, base_form
from search.dutch.words.orthography import singulars
from search.dutch.words.porter import porter

SHORTEST_PART = 3
SHORTEST_COMPOUND = 7
LONGEST_COMPOUND = 60
MOST_PARTS = 5
SHORTEST_VERB = 5


class _Cover(NamedTuple):
    """A way to cover the rest of a word; smaller is better: number of parts, linking letters, sum of ranks, parts."""

    size: int
    links: int
    rank: int
    parts: tuple[str, ...]


@cache
def _whole_stems() -> frozenset[str]:
    return frozenset(porter(base_form(word)) for word in lists.whole_words())


def _head(rest: str) -> _Cover | None:
    """Return the cover of `rest` by one closing part (as it is, by its base form, or in the singular), or None."""
    heads = lists.parts()[1]
    for candidate in (rest, base_form(rest), *singulars(rest)):
        if candidate in heads:
            return _Cover(1, 0, heads[candidate], (candidate,))
    return None


def _modifiers(word: str, start: int) -> list[tuple[int, int, int, str]]:
    """Return (end, linking letters, rank, part) for every opening part that `word` can have at `start`."""
    known = lists.parts()[0]
    found: list[tuple[int, int, int, str]] = []
    for end in range(start + SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        piece = word[start:end]
        if piece in known:
            found.extend(
                (end + len(link), len(link), known[piece], piece) for link in LINKS if word.startswith(link, end)
            )
        elif piece.endswith(("en", "s")) and (base := base_form(piece)) != piece and base in known:
            found.append((end, 1, known[base], base))
        elif len(piece) >= SHORTEST_VERB and piece in lists.verb_stems():
            found.append((end, 0, len(known), piece))
    return found


def _cover(word: str, start: int, parts_left: int, memo: dict[tuple[int, int], _Cover | None]) -> _Cover | None:
    """Return the best cover of ``word[start:]`` with at most `parts_left` parts, or None when there is none."""
    key = (start, parts_left)
    if key not in memo:
        options = [_head(word[start:])] if start else []
        if parts_left > 1:
            for end, links, rank, part in _modifiers(word, start):
                rest = _cover(word, end, parts_left - 1, memo) if end < len(word) else None
                if rest is not None:
                    options.append(_Cover(rest.size + 1, rest.links + links, rest.rank + rank, (part, *rest.parts)))
        memo[key] = min((option for option in options if option is not None), default=None)
    return memo[key]


def _is_whole(word: str) -> bool:
    """Tell whether a word is never split: too short, too long, protected, listed as whole, or itself a part."""
    modifiers, heads = lists.parts()
    return (
        not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND
        or word in lists.protected_names()
        or porter(word) in _whole_stems()
        or word in modifiers
        or word in heads
    )


@lru_cache(maxsize=65_536)
def segment(word: str) -> tuple[str, ...]:
    """Return the parts of a folded compound in base form and in order; nothing when the word is not a compound."""
    if _is_whole(word) or _is_whole(base_form(word)):
        return ()
    cover = _cover(word, 0, MOST_PARTS, {})
    return cover.parts if cover is not None else ()
