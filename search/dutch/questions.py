"""Analysis of a question: what somebody typed into the search box.

What it understands: words; ``"quoted phrases"`` (straight and typographic quotes); ``-word`` and ``-"phrase"`` to leave
out; the last word may still be unfinished. Anything else is just text: nothing in a question is a syntax error.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from search.dutch.analysis import AnalysedToken, analyse_token, stems_of
from search.dutch.tokens import tokenise
from search.dutch.words.compounds import join

SHORTEST_PREFIX = 2
MOST_TOKENS = 60
"""Words after this one are not looked at; a question of 300 characters stays below it."""

_QUOTES = r"\"\u201c-\u201f\u00ab\u00bb"
_QUOTED = re.compile(rf"(?P<minus>(?<!\S)-)?[{_QUOTES}](?P<text>[^{_QUOTES}]*)[{_QUOTES}]")


@dataclass(frozen=True, slots=True)
class QueryToken:
    """One word of a question.

    `phrase` is the number of the quoted phrase it stands in; `may_be_prefix` marks an unfinished last word.
    """

    word: AnalysedToken
    phrase: int | None
    is_excluded: bool
    may_be_prefix: bool


@dataclass(frozen=True, slots=True)
class JoinedCompound:
    """Stems of compounds that the words `first` and `first + 1` of `AnalysedQuestion.words` may form together."""

    first: int
    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnalysedQuestion:
    """A question: its words in order, the compounds that neighbours may form, and the parts that follow from them."""

    text: str
    tokens: tuple[QueryToken, ...]
    compounds: tuple[JoinedCompound, ...]

    @property
    def words(self) -> tuple[AnalysedToken, ...]:
        """The words to look for, stop words included, without what must be left out."""
        return tuple(token.word for token in self.tokens if not token.is_excluded)

    @property
    def content_words(self) -> tuple[AnalysedToken, ...]:
        """The words that count: without stop words, or all words when there are only stop words."""
        words = self.words
        return tuple(word for word in words if not word.is_stopword) or words

    @property
    def phrases(self) -> tuple[tuple[AnalysedToken, ...], ...]:
        """The quoted phrases to look for, as words."""
        return self._phrases(is_excluded=False)

    @property
    def excluded_phrases(self) -> tuple[tuple[AnalysedToken, ...], ...]:
        """What must be left out: words and quoted phrases that had a minus, each as words."""
        return self._phrases(is_excluded=True)

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two questions the same one: the stems of the words that count, in order.

        Empty for a text without words, and for one that leaves something out with a minus: that is another question.
        """
        return () if self.excluded_phrases else tuple(stems_of(self.content_words))

    @property
    def prefix(self) -> str | None:
        """The folded last word when it may be unfinished."""
        return next((token.word.folded for token in self.tokens if token.may_be_prefix), None)

    def _phrases(self, *, is_excluded: bool) -> tuple[tuple[AnalysedToken, ...], ...]:
        groups: dict[int, list[AnalysedToken]] = {}
        for token in self.tokens:
            if token.is_excluded == is_excluded and (token.phrase is not None or is_excluded):
                key = token.phrase if token.phrase is not None else -1 - token.word.position
                groups.setdefault(key, []).append(token.word)
        return tuple(map(tuple, groups.values()))


NOTHING_ASKED = AnalysedQuestion("", (), ())


def analyse_question(text: str) -> AnalysedQuestion:
    """Return the analysed question.

    Takes any string and never raises; nothing to look for gives a query without tokens.
    """
    tokens = tuple(_tokens(text))
    return AnalysedQuestion(text, tokens, tuple(_compounds(tokens)))


def without_quotes(asked: AnalysedQuestion) -> str:
    """Return the question with its phrases as plain words; what had a minus keeps that."""
    plain = _QUOTED.sub(lambda match: match.group() if match["minus"] else f" {match['text']} ", asked.text)
    return " ".join(plain.split())


def without_minus(asked: AnalysedQuestion) -> str:
    """Return the question without the words and phrases that had to be left out."""
    plain = asked.text
    for token in reversed(asked.tokens):
        if token.is_excluded and token.phrase is None:
            plain = plain[: token.word.start - 1] + plain[token.word.end :]
    plain = _QUOTED.sub(lambda match: " " if match["minus"] else match.group(), plain)
    return " ".join(plain.split())


def _tokens(text: str) -> Iterator[QueryToken]:
    """Yield the words of the question with their quotes, minus and prefix marks."""
    quoted = list(_QUOTED.finditer(text))
    for token in tokenise(text):
        if token.position >= MOST_TOKENS:
            return
        phrase = next(
            (number for number, match in enumerate(quoted) if match.start("text") <= token.start < match.end("text")),
            None,
        )
        is_excluded = quoted[phrase]["minus"] is not None if phrase is not None else _has_minus(text, token.start)
        is_last = token.end == len(text) and phrase is None and not is_excluded and len(token.folded) >= SHORTEST_PREFIX
        yield QueryToken(analyse_token(token), phrase, is_excluded, is_last)


def _has_minus(text: str, start: int) -> bool:
    """Tell whether a minus stands directly before `start` and at the beginning of a word."""
    return start > 0 and text[start - 1] == "-" and (start == 1 or text[start - 2].isspace())


def _compounds(tokens: Sequence[QueryToken]) -> Iterator[JoinedCompound]:
    """Yield the compounds that neighbouring words may form; quoted words are meant as they stand."""
    wanted = [token for token in tokens if not token.is_excluded]
    for index, (left, right) in enumerate(pairwise(wanted)):
        if left.phrase is not None or right.phrase is not None or left.word.is_stopword:
            continue
        stems = join(left.word.folded, right.word.folded, right_is_stopword=right.word.is_stopword)
        if stems:
            yield JoinedCompound(index, stems)
