"""Bedoelde je …? Only words that stand on public pages now are ever suggested."""

from __future__ import annotations

from collections.abc import Callable

from search.dutch.questions import QueryToken, analyse_query
from search.dutch.stems import stem
from search.site_words import SiteWords

# True when a word finds a page that anyone may read now.
Finds = Callable[[str], bool]


def did_you_mean(text: str, words: SiteWords, finds: Finds) -> str | None:
    """The question with its wrong words mended and the rest as typed, or None when nothing is wrong.

    `finds` is asked for every suggestion: the words kept with the index may still hold some of a page just taken down.
    """
    pieces: list[str] = []
    done = 0
    for token in analyse_query(text).tokens:
        meant = _meant(token, words)
        if meant is None or not finds(meant):
            continue
        surface = token.word.surface
        pieces += (text[done : token.word.start], meant.capitalize() if surface[:1].isupper() else meant)
        done = token.word.end
    return "".join((*pieces, text[done:])) if pieces else None


def _meant(token: QueryToken, words: SiteWords) -> str | None:
    """What was meant by this word; None for one left out, found already, or the beginning of another."""
    if token.is_excluded or (token.may_be_prefix and words.starting_with(token.word.folded)):
        return None
    meant = words.speller.suggest(token.word.folded)
    return meant if meant is not None and stem(meant) != token.word.stem else None
