"""Analysis of a text: every word with the forms under which it can be found. Both engines index exactly this."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.dutch.tokens import Token, pieces_of, surfaces, tokenise
from search.dutch.words import lists
from search.dutch.words.compounds import split
from search.dutch.words.folding import fold
from search.dutch.words.stems import stem
from search.dutch.words.stopwords import is_stopword

# `ww` of ww-uitkering counts, `e` of e-mail does not.
SHORTEST_PIECE = 2


@dataclass(frozen=True, slots=True)
class AnalysedToken:
    """One word of a text.

    `surface` is what stands in the text at ``text[start:end]``; `position` counts words from 0, stop words included;
    `folded` is the unstemmed form (exact match, prefix, spelling); `stem` the form that all inflections share; `parts`
    the stems of the parts when the word is a compound or holds a hyphen or parentheses, else empty.
    """

    surface: str
    folded: str
    stem: str
    parts: tuple[str, ...]
    start: int
    end: int
    position: int
    is_stopword: bool


@lru_cache(maxsize=65_536)
def _forms(surface: str, folded: str) -> tuple[str, tuple[str, ...], bool]:
    """Return stem, parts and whether it is a stop word."""
    own = stem(folded)
    return own, _parts(surface, folded, own), is_stopword(folded)


def _parts(surface: str, folded: str, own: str) -> tuple[str, ...]:
    """Return the stems of the pieces (`pieces_of`) and of the parts of compounds, without the word itself.

    A protected name has no parts, however it is written: `e-herkenning` is eHerkenning and no `herkenning`.
    """
    if folded in lists.protected_names():
        return ()
    pieces = pieces_of(surface)
    if not pieces:
        return split(folded)
    stems: list[str] = []
    for piece in pieces:
        if len(piece) >= SHORTEST_PIECE and not is_stopword(piece):
            stems.extend((stem(piece), *split(piece)))
    return tuple(part for part in dict.fromkeys(stems) if part != own)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as written, wherever it stands: what `AnalysedToken` says of it, and its pieces (`pieces_of`)."""

    folded: str
    stem: str
    parts: tuple[str, ...]
    pieces: tuple[str, ...]
    is_stopword: bool


# A large site has some hundred thousand different words; nearly all of its text is made of the first few thousand.
@lru_cache(maxsize=131_072)
def word_of(surface: str) -> Word:
    """Return what is known of one word as written; its `folded` is empty when nothing searchable is left."""
    folded = fold(surface)
    own, parts, stop = _forms(surface, folded)
    return Word(folded, own, parts, pieces_of(surface), stop)


def parts_of(word: AnalysedToken | Word, whole: Collection[str]) -> tuple[str, ...]:
    """Return the parts of a word; nothing when its stem is among those of the words that stay `whole`.

    Those are handed in (editors manage them): what this package gives never depends on anything but its own lists.
    """
    return () if word.stem in whole else word.parts


def words(text: str) -> list[Word]:
    """Return the words of `text` in order, as `analyse` does but without their places: for an index, many times as
    quick.
    """
    return [word for word in map(word_of, surfaces(text)) if word.folded]


def analyse_token(token: Token) -> AnalysedToken:
    """Return `token` with its stem, parts and stop word mark."""
    own, parts, stop = _forms(token.surface, token.folded)
    return AnalysedToken(token.surface, token.folded, own, parts, token.start, token.end, token.position, stop)


def iterate(text: str) -> Iterator[AnalysedToken]:
    """Yield the analysed words of `text` in order."""
    return map(analyse_token, tokenise(text))


def analyse(text: str) -> list[AnalysedToken]:
    """Return the analysed words of `text` in order. Takes any string, never raises; no words give an empty list."""
    return list(iterate(text))


def stems_of(tokens: Iterable[AnalysedToken]) -> list[str]:
    """Return the stem of each token, in order."""
    return [token.stem for token in tokens]
