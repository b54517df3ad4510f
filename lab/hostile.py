"""What people, programs and attackers put in a search box. Lone `\\udcXX` stand for bytes that are no UTF-8."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

CONTROLS = ["\x00", "\x1b[31m", "\r\n", "\t", "\x7f", "\x85", "\u2028", "\u2029", "\ufffe", "\uffff", "\ufeff"]
QUOTES = ['"', "'", '""', '"""', "“", "„", "’", "`", "«", '" OR "', "' OR 1=1 --", "'; DROP TABLE methods; --"]
MARKUP = [
    *("<script>alert(1)</script>", "<mark>", "</mark>", "<b>", "</title>", "</textarea><svg onload=x>", "<!--", "-->"),
    *("&lt;", "&amp;amp;", "&#x3c;", "&", "<", ">", "]]>", '"><img src=x onerror=y>', "javascript:alert(1)", "&shy;"),
]
SYNTAX = [
    *("title:*", "AND", "OR NOT", "+-&&||!(){}[]^~*?:\\/", "[a TO z]", "brief^9", "brief~2", "*", "?", "\\", "-", "--"),
    *("{{ 7 }}", "{% load x %}", "${7*7}", "%s%n", "../../etc/passwd", "%00", "%zz", "+", "#", ";", "=", "\\u0000"),
]
SIGNS = [
    "😀",
    "👩🏽‍💻",
    "🇳🇱",
    "👨‍👩‍👧‍👦",
    "✉️",
    "€",
    "½",
    "①",
    "ﬁ",
    "ſ",
    "ß",
    "İ",
    "ı",
    "Å",
    "e\u0301",
    "z\u0335\u0336\u0337",
    "𝐛𝐫𝐢𝐞𝐟",
    "ｂｒｉｅｆ",
]
DIRECTIONS = ["\u200e", "\u200f", "\u202e", "\u202a", "\u2066", "\u2069", "\u061c", "\u200b", "\u200d", "\u00ad"]
SCRIPTS = ["رسالة", "מכתב", "письмо", "手紙", "문서", "ไทย", "γράμμα", "पत्र"]
BYTES = ["\udcff", "\udcc3", "\udce2\udc80", "\udced\udca0\udc80", "\udcf5\udc80"]
_KINDS = (CONTROLS, QUOTES, MARKUP, SYNTAX, SIGNS, DIRECTIONS, SCRIPTS, BYTES)


def hostile(rng: Random, words: Sequence[str]) -> str:
    """Real words with something hostile before, in, between or after them, or something very long."""
    if rng.random() < 0.12:
        return very_long(rng, words)
    pieces = rng.sample(list(words), rng.randint(0, 2))
    for _ in range(rng.randint(1, 3)):
        odd = rng.choice(rng.choice(_KINDS))
        if pieces and rng.random() < 0.5:
            place = rng.randrange(len(pieces))
            cut = rng.randint(0, len(pieces[place]))
            pieces[place] = pieces[place][:cut] + odd + pieces[place][cut:]
        else:
            pieces.insert(rng.randint(0, len(pieces)), odd)
    return " ".join(pieces)


def very_long(rng: Random, words: Sequence[str]) -> str:
    """Longer than a question may be: many words, one endless word, or many of one sign."""
    one = rng.choice(words)
    return rng.choice(
        [
            " ".join(rng.choices(words, k=rng.randint(60, 400))),
            one * rng.randint(40, 200),
            rng.choice([*QUOTES, *SYNTAX, *SIGNS]) * rng.randint(150, 400),
            f"{one}{' ' * rng.randint(290, 600)}{rng.choice(words)}",
        ]
    )
