"""Draws questions as people and attackers put them in an address, with typing errors; a seed gives the same ones.

Used by `lab.parity`; not run by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from random import Random

from lab.language import Language, content_texts, dutch

# The parameters in the order they stand in the address.
Pairs = tuple[tuple[str, str], ...]
# The slugs of one page, or of all, by the name of the parameter.
Facets = Mapping[str, Sequence[str]]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# How many of the commonest words of the content questions are made of; the compounds come after all of those.
_COMMON = 2500
_SORTS = ("nieuwste", "nummer", "relevantie", "willekeurig")
_PAGES = ("2", "2", "2", "3", "3", "1", "0", "-1", "abc", "٣", "999999999999999999999")
# Control characters, quotes, markup, syntax, signs, directions, other scripts, and bytes that are no UTF-8.
_HOSTILE: Sequence[Sequence[str]] = (
    ("\x00", "\x1b[31m", "\r\n", "\x7f", "\u2028", "\uffff", "\ufeff"),
    ('"', '"""', "„", "’", "`", "«", '" OR "', "' OR 1=1 --", "'; DROP TABLE methods; --"),
    ("<script>alert(1)</script>", "<mark>", "</title>", "<!--", "&lt;", "&#x3c;", "&", "]]>", "&shy;"),
    ("title:*", "AND", "OR NOT", "+-&&||!(){}[]^~*?:\\/", "[a TO z]", "brief^9", "*", "--", "{{ 7 }}", "%s%n", "%00"),
    ("😀", "👩🏽‍💻", "🇳🇱", "€", "½", "①", "ﬁ", "ß", "İ", "e\u0301", "z\u0335\u0336", "𝐛𝐫𝐢𝐞𝐟", "ｂｒｉｅｆ"),
    ("\u200e", "\u202e", "\u2066", "\u200b", "\u200d", "\u00ad"),
    ("رسالة", "מכתב", "письмо", "手紙", "문서", "ไทย", "γράμμα", "पत्र"),
    ("\udcff", "\udcc3", "\udce2\udc80", "\udcf5\udc80"),
)


def draw_questions(pages: Sequence[Facets], count: int, seed: int) -> Iterator[Pairs]:
    """So many different questions. Filters are words of `pages`: half of the time of one page, so that they meet."""
    rng = Random(f"{seed}/questions")
    names = sorted({name for page in pages for name in page})
    every = {name: sorted({slug for page in pages for slug in page.get(name, ())}) for name in names}
    seen: set[Pairs] = set()
    while len(seen) < count:
        drawn = _draw(rng, texts_of_content(), rng.choice(pages) if rng.random() < 0.5 else every)
        if drawn not in seen:
            seen.add(drawn)
            yield drawn


def _draw(rng: Random, texts: Texts, facets: Facets) -> Pairs:
    text = texts.drawn(rng)
    pairs = [("q", text)] if text or rng.random() < 0.2 else []
    chosen = rng.choices(range(5), [10, 5, 3, 1, 1] if text else [0, 4, 4, 2, 1])[0]
    for name in rng.sample(list(facets), min(chosen, len(facets))):
        pairs += [(name, _value(rng, texts, facets[name])) for _ in range(rng.choices([1, 2, 3], [6, 3, 1])[0])]
    pairs += [("sorteer", rng.choice(_SORTS))] if rng.random() < 0.2 else []
    pairs += [("pagina", rng.choice(_PAGES))] if rng.random() < 0.15 else []
    rng.shuffle(pairs)
    return tuple(pairs)


def _value(rng: Random, texts: Texts, slugs: Sequence[str]) -> str:
    """A slug, and now and then one that does not exist or is written oddly."""
    slug = rng.choice(slugs)
    return rng.choices([slug, slug.upper(), texts.typo(rng), texts.hostile(rng)], [92, 2, 3, 3])[0]


class Texts:
    """Texts of questions, made of the words and sentences of the content."""

    def __init__(self, language: Language, sentences: Sequence[str]) -> None:
        self.words = [word for word in language.words[:_COMMON] if len(word) > 2]
        self.tail = language.words[-3 * _COMMON :]
        self.sentences = sentences

    def drawn(self, rng: Random) -> str:
        return rng.choices([way for _, way in WAYS.values()], [weight for weight, _ in WAYS.values()])[0](self, rng)

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
        """One slip of the finger in a word of five letters or more."""
        word = next(word for word in rng.sample(self.words, 40) if len(word) >= 5)
        place = rng.randrange(1, len(word) - 1)
        before, letter, after = word[:place], word[place], word[place + 1 :]
        return f"{before}{rng.choice(['', letter * 2, after[0] + letter, rng.choice(_LETTERS)])}{after}"

    def compound(self, rng: Random) -> str:
        """Written together, apart or with a hyphen; mostly compounds that no page holds."""
        first, last = rng.sample(self.words, 2)
        return rng.choice([rng.choice(self.tail), f"{first}{rng.choice(['', 's', '-', ' '])}{last}"])

    def started(self, rng: Random) -> str:
        word = self.word(rng)
        return f"{rng.choice(['', self.word(rng) + ' '])}{word[: rng.randint(1, len(word))]}"

    def quotation(self, rng: Random) -> str:
        return f'"{self.sentence(rng)}"' if rng.random() < 0.5 else f'{self.word(rng)} "{self.some(rng)}"'

    def number(self, rng: Random) -> str:
        return rng.choice(["{}", "m{}", "p{}", "methode {}", "praktijkvoorbeeld {}", "{}%"]).format(rng.randint(0, 70))

    def hostile(self, rng: Random) -> str:
        """Real words with something hostile before, in or after them, or something very long."""
        if rng.random() < 0.12:
            return rng.choice([self.word(rng), rng.choice(rng.choice(_HOSTILE)), self.word(rng) + " "]) * 200
        pieces = rng.sample(self.words, rng.randint(0, 2))
        for _ in range(rng.randint(1, 3)):
            text = " ".join(pieces)
            place = rng.randint(0, len(text))
            pieces = [text[:place] + rng.choice(rng.choice(_HOSTILE)) + text[place:]]
        return pieces[0]


@cache
def texts_of_content() -> Texts:
    return Texts(dutch(), [text for text in content_texts() if " " in text])


# Way -> how often (in hundredths), and what draws it.
WAYS: Mapping[str, tuple[int, Callable[[Texts, Random], str]]] = {
    "no words": (8, lambda texts, rng: ""),
    "a word": (12, Texts.word),
    "some words": (15, Texts.some),
    "a sentence": (11, Texts.sentence),
    "a typo": (12, Texts.typo),
    "a compound": (10, Texts.compound),
    "a started word": (5, Texts.started),
    "a quotation": (5, Texts.quotation),
    "a word left out": (3, lambda texts, rng: f"{texts.word(rng)} -{texts.word(rng)}"),
    "a number": (3, Texts.number),
    "no word": (4, lambda texts, rng: "".join(rng.choices(_LETTERS, k=rng.randint(4, 14)))),
    "hostile": (12, Texts.hostile),
}
