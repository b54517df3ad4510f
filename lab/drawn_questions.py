"""Draws questions as people, slips of the finger and attackers put them in an address. The same seed, the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random
from urllib.parse import urlencode

from lab.hostile import hostile
from lab.language import Language, content_texts, dutch

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# How many of the commonest words of the content questions are made of; the compounds come after all of those.
_COMMON = 2500
_SORTS = ["nieuwste", "nummer", "relevantie", "willekeurig"]
_PAGES = ["2", "3", "1", "0", "-1", "abc", "007", " 2 ", "٣", "99", "999999999999999999999", "1e3"]


@dataclass(frozen=True)
class DrawnQuestion:
    """`way` says how the text was made; `pairs` are the parameters in the order they stand in the address."""

    way: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def address(self) -> str:
        return f"/zoeken/?{urlencode(self.pairs, encoding='utf-8', errors='surrogateescape')}"


# The slugs of one page, or of all, by the name of the parameter.
Facets = Mapping[str, Sequence[str]]


def draw_questions(pages: Sequence[Facets], count: int, seed: int) -> Iterator[DrawnQuestion]:
    """So many different questions. Filters are words of `pages`: half of the time of one page, so that they meet."""
    rng = Random(f"{seed}/questions")
    names = sorted({name for page in pages for name in page})
    every = {name: sorted({slug for page in pages for slug in page.get(name, ())}) for name in names}
    texts = texts_of_content()
    seen: set[str] = set()
    while len(seen) < count:
        drawn = _draw(rng, texts, rng.choice(pages) if rng.random() < 0.5 else every)
        if drawn.address not in seen:
            seen.add(drawn.address)
            yield drawn


def _draw(rng: Random, texts: Texts, facets: Facets) -> DrawnQuestion:
    way = rng.choices(list(WAYS), [weight for weight, _ in WAYS.values()])[0]
    text = WAYS[way][1](texts, rng)
    pairs = [("q", text)] if text or rng.random() < 0.2 else []
    chosen = rng.choices(range(5), [0, 4, 4, 2, 1] if way == "no words" else [10, 5, 3, 1, 1])[0]
    for name in rng.sample(list(facets), min(chosen, len(facets))):
        pairs += [(name, _value(rng, texts, facets[name])) for _ in range(rng.choices([1, 2, 3], [6, 3, 1])[0])]
    if rng.random() < 0.2:
        pairs.append(("sorteer", rng.choices(_SORTS, [4, 4, 2, 1])[0]))
    if rng.random() < 0.15:
        pairs.append(("pagina", rng.choices(_PAGES, [12, 6, *[1] * (len(_PAGES) - 2)])[0]))
    if rng.random() < 0.3:
        rng.shuffle(pairs)
    return DrawnQuestion(way, tuple(pairs))


def _value(rng: Random, texts: Texts, slugs: Sequence[str]) -> str:
    """A slug, and now and then one that does not exist or is written oddly."""
    chance = rng.random()
    if chance < 0.03:
        return hostile(rng, texts.words)
    if chance < 0.06:
        return texts.typo(rng)
    slug = rng.choice(slugs)
    return slug.upper() if chance < 0.08 else slug


class Texts:
    """Texts of questions, made of the words and sentences of the content."""

    def __init__(self, language: Language, sentences: Sequence[str]) -> None:
        self.words = [word for word in language.words[:_COMMON] if len(word) > 2]
        self.tail = language.words[-3 * _COMMON :]
        self.sentences = sentences

    def nothing(self, rng: Random) -> str:
        return ""

    def word(self, rng: Random) -> str:
        return rng.choice(self.words)

    def some(self, rng: Random) -> str:
        text = " ".join(rng.sample(self.words, rng.randint(2, 4)))
        return rng.choice([text, text, text.upper(), text.title()])

    def sentence(self, rng: Random) -> str:
        words = rng.choice(self.sentences).split()
        start = rng.randrange(len(words))
        return " ".join(words[start : start + rng.randint(4, 10)])

    def typo(self, rng: Random) -> str:
        """One slip of the finger in a word of five letters or more, sometimes with another word beside it."""
        word = rng.choice([word for word in rng.sample(self.words, 40) if len(word) >= 5])
        place = rng.randrange(1, len(word) - 1)
        before, letter, after = word[:place], word[place], word[place + 1 :]
        slipped = rng.choice(
            [
                f"{before}{after}",
                f"{before}{letter}{letter}{after}",
                f"{before}{after[0]}{letter}{after[1:]}",
                f"{before}{rng.choice(_LETTERS)}{after}",
                f"{before}{letter}{rng.choice(_LETTERS)}{after}",
            ]
        )
        return slipped if rng.random() < 0.6 else f"{slipped} {self.word(rng)}"

    def compound(self, rng: Random) -> str:
        """Written together, apart or with a hyphen; mostly compounds that no page holds."""
        first, last = rng.sample(self.words, 2)
        return rng.choice(
            [rng.choice(self.tail), first + last, f"{first}s{last}", f"{first}-{last}", f"{first} {last}"]
        )

    def started(self, rng: Random) -> str:
        word = self.word(rng)
        return f"{rng.choice(['', self.word(rng) + ' '])}{word[: rng.randint(1, len(word))]}"

    def quotation(self, rng: Random) -> str:
        return f'"{self.sentence(rng)}"' if rng.random() < 0.5 else f'{self.word(rng)} "{self.some(rng)}"'

    def left_out(self, rng: Random) -> str:
        return f"{self.word(rng)} -{self.word(rng)}"

    def number(self, rng: Random) -> str:
        number = rng.randint(0, 70)
        return rng.choice(
            [f"{number}", f"m{number}", f"p{number}", f"methode {number}", f"praktijkvoorbeeld {number}", f"{number}%"]
        )

    def unknown(self, rng: Random) -> str:
        return "".join(rng.choices(_LETTERS, k=rng.randint(4, 14)))

    def hostile(self, rng: Random) -> str:
        return hostile(rng, self.words)


@cache
def texts_of_content() -> Texts:
    return Texts(dutch(), [text for text in content_texts() if " " in text])


# Way -> how often (in hundredths), and what draws it.
WAYS: Mapping[str, tuple[int, Callable[[Texts, Random], str]]] = {
    "no words": (8, Texts.nothing),
    "a word": (12, Texts.word),
    "some words": (15, Texts.some),
    "a sentence": (11, Texts.sentence),
    "a typo": (12, Texts.typo),
    "a compound": (10, Texts.compound),
    "a started word": (5, Texts.started),
    "a quotation": (5, Texts.quotation),
    "a word left out": (3, Texts.left_out),
    "a number": (3, Texts.number),
    "no word": (4, Texts.unknown),
    "hostile": (12, Texts.hostile),
}
