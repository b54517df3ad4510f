"""Folding: bring a word to one written form before anything else is done with it.

Rules, in this order:

* accents and ligatures go (NFKD, combining marks dropped): ``financiële`` -> ``financiele``;
* case goes (``str.casefold``): ``DigiD`` -> ``digid``;
* apostrophes, hyphens, soft hyphens and dots between letters go: ``e-mail`` -> ``email``, ``foto's`` -> ``fotos``,
  ``m.b.v.`` -> ``mbv``, ``M-31`` -> ``m31``;
* a dot that groups thousands goes (``1.510`` -> ``1510``); a decimal comma or dot stays (``5,2``; ``2.0``);
* everything else that is not a letter or digit goes, so a folded word never holds a space.

Sources: Unicode Standard Annex 15 (normalisation forms); Taalunie, Technische Handleiding (Dutch numbers).
"""

import re
import unicodedata
from functools import lru_cache

MAX_LENGTH = 100
"""A folded word is cut here: no Dutch word is longer and engines limit the length of a term."""

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_DECIMAL = re.compile(r"\d+[.,]\d+")


def _strip(text: str) -> str:
    """Return `text` in lower case without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _is_wordlike(character: str) -> bool:
    return character.isalnum() and unicodedata.normalize("NFKD", character).isalnum()


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return the folded form of one word; empty when nothing searchable is left.

    Takes any string, never raises, and is idempotent: ``fold(fold(word)) == fold(word)``.
    """
    if word.isascii():
        plain = word.lower()
        if plain.isalnum():
            return plain[:MAX_LENGTH]
    else:
        plain = _strip(_strip(word))
    if _THOUSANDS.fullmatch(plain):
        plain = plain.replace(".", "")
    if _DECIMAL.fullmatch(plain):
        return plain if len(plain) <= MAX_LENGTH else re.sub(r"[.,]", "", plain)[:MAX_LENGTH]
    return "".join(filter(_is_wordlike, plain))[:MAX_LENGTH]
