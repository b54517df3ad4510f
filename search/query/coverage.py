"""Coverage: whether the site holds what a question asks for, or only a part of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

from search.contract import Query, Word
from search.contract.match_reasons import MatchReason
from search.contract.query_plan import Clause, Together
from search.query.planner import word_clause

# A page that is found only through these need not be about the word: it holds a part of it, or another word.
_IN_PART = (MatchReason.PARTS, MatchReason.ONE_PART, MatchReason.STARTED, MatchReason.MENDED)
# From so many words on one may be missing on a page that holds the question.
_MANY = 4


class Coverage(TypedDict):
    """Fields of `Answer`."""

    missing: tuple[str, ...]
    is_partial: bool


def coverage(query: Query, count_each: Callable[[Sequence[Clause]], Sequence[int]]) -> Coverage:
    """The words that no page holds whole, and whether no page holds the question as a whole.

    A word is held whole as itself or by a synonym, and a compound by its parts where they tell most of a page
    (title, gist, tags). Asks the index once, and once more when every word is somewhere.
    """
    words = query.words
    if query.pages or not words:
        return {"missing": (), "is_partial": False}
    counts = count_each([_whole(word) for word in words])
    missing = tuple(asked for asked, count in zip(query.asked, counts, strict=False) if not count)
    return {"missing": missing, "is_partial": bool(missing) or not _is_held(words, count_each)}


def _whole(word: Word) -> Clause:
    """The pages that hold the word itself, or what stands for all of it."""
    whole = tuple(one for one in word if one.reason not in _IN_PART)
    parts = tuple(one for one in word if one.reason is MatchReason.PARTS)
    found = [word_clause(whole)] if whole else []
    found += [word_clause(parts, high_value_only=True)] if parts else []
    return Together(should=tuple(found), minimum=1)


def _is_held(words: Sequence[Word], count_each: Callable[[Sequence[Clause]], Sequence[int]]) -> bool:
    """Whether a page holds all of the words; of many, all but one; or of three, two where they tell most of it."""
    if len(words) == 1:
        return True
    least = len(words) if len(words) < _MANY else len(words) - 1
    ways = [Together(should=tuple(map(word_clause, words)), minimum=least)]
    if len(words) == _MANY - 1:
        telling = tuple(word_clause(word, high_value_only=True) for word in words)
        ways.append(Together(should=telling, minimum=2))
    return any(count_each(ways))
