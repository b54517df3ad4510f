"""Draws made-up Dutch: the words of the starter content by their real frequencies, then a long tail of compounds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

import yaml

from search.dutch.words.lists import parts

CONTENT = Path(__file__).resolve().parents[1] / "content"
# Zipf-Mandelbrot, as natural text: weight 1 / (rank + SHIFT) ** SLOPE.
SLOPE, SHIFT = 1.05, 2.7
# Compounds after the words of the content, as on a site of thousands of pages.
TAIL = 15_000
_WORD = re.compile(r"[^\W\d_]{2,}(?:-[^\W\d_]+)*")
_RUNNING = "title gist why text outcome pitfall when when_not situation approach lessons".split()  # noqa: SIM905


class Language:
    """Draws words and sentences. The same `rng` in the same state draws the same text."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = list(words)
        self._cumulative = list(accumulate((rank + SHIFT) ** -SLOPE for rank in range(1, len(self.words) + 1)))

    def topic(self, rng: Random) -> list[str]:
        """Ten words that one page holds more often than others do; never the commonest words."""
        first = len(self.words) // 100
        return [self.words[first + int((len(self.words) - first) * rng.random() ** 3)] for _ in range(10)]

    def title(self, rng: Random, topic: Sequence[str]) -> str:
        drawn = [*rng.sample(list(topic), 2), *self._draw(rng, rng.randint(2, 4))]
        rng.shuffle(drawn)
        return " ".join(drawn).capitalize()

    def sentence(self, rng: Random, topic: Sequence[str]) -> str:
        """Six to eighteen words, of which each sixth is about the topic."""
        drawn = self._draw(rng, rng.randint(6, 18))
        for _ in range(len(drawn) // 6):
            drawn[rng.randrange(len(drawn))] = rng.choice(topic)
        return f"{' '.join(drawn).capitalize()}."

    def paragraph(self, rng: Random, topic: Sequence[str], sentences: int = 3) -> str:
        return " ".join(self.sentence(rng, topic) for _ in range(sentences))

    def _draw(self, rng: Random, count: int) -> list[str]:
        return rng.choices(self.words, cum_weights=self._cumulative, k=count)


@cache
def dutch() -> Language:
    """The language of the starter content with `TAIL` compounds after it."""
    counted = Counter(word for text in content_texts() for word in _WORD.findall(text.lower()))
    common = [word for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
    return Language([*common, *_compounds(TAIL, frozenset(common))])


def content_texts() -> Iterator[str]:
    """Every running text of the methods and cases in `content/`."""
    for path in sorted([*CONTENT.glob("methods/*.yaml"), *CONTENT.glob("cases/*.yaml")]):
        yield from _running_texts(yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))  # noqa: S506


def _running_texts(value: Any, name: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _running_texts(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _running_texts(each, name)
    elif name in _RUNNING:
        yield value


def _compounds(count: int, known: frozenset[str]) -> list[str]:
    """Different compounds of two productive parts, the most productive first."""
    rng = Random("compounds")
    modifiers, heads = (sorted(ranks, key=lambda part: (ranks[part], part)) for ranks in parts())
    made: dict[str, None] = {}
    while len(made) < count:
        first, last = (words[int(len(words) * rng.random() ** 2)] for words in (modifiers, heads))
        if first != last and first + last not in known:
            made[first + last] = None
    return list(made)
