"""Count what a backtracking matcher does for a regular expression: work, not time, so the same on every machine."""

from __future__ import annotations

import re
import re._constants as code  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
from collections.abc import Iterator
from typing import Any

_REPEATS = {code.MAX_REPEAT: True, code.MIN_REPEAT: False, code.POSSESSIVE_REPEAT: True}
_ONE_CHARACTER = {code.LITERAL, code.NOT_LITERAL, code.ANY, code.IN}
_CATEGORIES = {
    code.CATEGORY_DIGIT: r"\d",
    code.CATEGORY_NOT_DIGIT: r"\D",
    code.CATEGORY_SPACE: r"\s",
    code.CATEGORY_NOT_SPACE: r"\S",
    code.CATEGORY_WORD: r"\w",
    code.CATEGORY_NOT_WORD: r"\W",
}


class TooMuchWork(Exception):
    """More steps than were allowed."""


class Matcher:
    """One expression on one text; `steps` is how many characters and borders were looked at so far."""

    def __init__(self, pattern: re.Pattern[str], text: str, most: int) -> None:
        self.tree = parser.parse(pattern.pattern, pattern.flags)
        self.text = text.lower() if pattern.flags & re.IGNORECASE else text
        self.steps, self.most = 0, most
        self.groups: dict[int, tuple[int, int]] = {}

    def search(self) -> bool:
        """Whether it is found, from whichever place."""
        return any(True for start in range(len(self.text) + 1) for _ in self.ends(list(self.tree), start))

    def fullmatch(self) -> bool:
        return any(end == len(self.text) for end in self.ends(list(self.tree), 0))

    def tick(self) -> None:
        self.steps += 1
        if self.steps > self.most:
            raise TooMuchWork

    def ends(self, items: list[Any], at: int) -> Iterator[int]:
        """Where a match of these items that begins here may end, in the order in which they are tried."""
        if not items:
            yield at
            return
        (op, value), rest = items[0], items[1:]
        if op in _ONE_CHARACTER:
            if self.takes(op, value, at):
                yield from self.ends(rest, at + 1)
        elif op in _REPEATS:
            for end in self.repeated(list(value[2]), value[0], value[1], at, greedy=_REPEATS[op]):
                yield from self.ends(rest, end)
                if op is code.POSSESSIVE_REPEAT:
                    return
        elif op is code.SUBPATTERN:
            for end in self.ends(list(value[3]), at):
                if value[0] is not None:
                    self.groups[value[0]] = (at, end)
                yield from self.ends(rest, end)
        elif op is code.BRANCH:
            for branch in value[1]:
                for end in self.ends(list(branch), at):
                    yield from self.ends(rest, end)
        elif op is code.GROUPREF:
            begin, end = self.groups.get(value, (0, 0))
            self.tick()
            if self.text.startswith(self.text[begin:end], at):
                yield from self.ends(rest, at + end - begin)
        elif self.holds(op, value, at):
            yield from self.ends(rest, at)

    def repeated(self, item: list[Any], least: int, most: Any, at: int, *, greedy: bool) -> Iterator[int]:
        """Where a repetition may end: the longest first, or the shortest."""
        if len(item) == 1 and item[0][0] in _ONE_CHARACTER:
            end = at
            while end - at < most and self.takes(*item[0], end):
                end += 1
            ends = range(at + least, end + 1)
            yield from reversed(ends) if greedy else ends
            return
        if not greedy and least <= 0:
            yield at
        if most > 0:
            for end in self.ends(item, at):
                if end > at or least > 0:
                    yield from self.repeated(item, least - 1, most - 1, end, greedy=greedy)
        if greedy and least <= 0:
            yield at

    def takes(self, op: Any, value: Any, at: int) -> bool:
        self.tick()
        if at >= len(self.text):
            return False
        one = self.text[at]
        if op is code.IN:
            negated = value[0][0] is code.NEGATE
            return any(_is_in(item, one) for item in value[negated:]) is not negated
        return op is code.ANY or (ord(one) == value) is (op is code.LITERAL)

    def holds(self, op: Any, value: Any, at: int) -> bool:
        """Of a border, or of what stands before or after this place."""
        self.tick()
        if op is code.AT:
            words = [0 <= place < len(self.text) and bool(re.match(r"\w", self.text[place])) for place in (at - 1, at)]
            borders = {
                code.AT_BOUNDARY: words[0] is not words[1],
                code.AT_NON_BOUNDARY: words[0] is words[1],
                code.AT_BEGINNING: at == 0,
                code.AT_BEGINNING_STRING: at == 0,
                code.AT_END: at == len(self.text),
                code.AT_END_STRING: at == len(self.text),
            }
            return borders[value]
        if op is code.ATOMIC_GROUP:
            raise NotImplementedError("an atomic group")
        direction, inside = value
        begin = at - inside.getwidth()[1] if direction < 0 else at
        found = begin >= 0 and any(True for _ in self.ends(list(inside), begin))
        return found is (op is code.ASSERT)


def _is_in(item: tuple[Any, Any], one: str) -> bool:
    op, value = item
    if op is code.CATEGORY:
        return bool(re.match(_CATEGORIES[value], one))
    return bool(value[0] <= ord(one) <= value[1]) if op is code.RANGE else ord(one) == value


def steps(pattern: re.Pattern[str], text: str, *, whole: bool = False, most: int = 10_000_000) -> int:
    """How many steps a search takes, or a match of the whole text.

    :raises TooMuchWork: when it takes more than `most`.
    """
    matcher = Matcher(pattern, text, most)
    matcher.fullmatch() if whole else matcher.search()
    return matcher.steps
