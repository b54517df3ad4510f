"""When two names are the same name, and when they only look alike. Pure Python."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from difflib import get_close_matches

from core.text.sanitise import one_line

_QUOTES = re.compile('[\u2018-\u201f\u2032\u2033\u02b9\u02bb\u02bc\u02bd\u00b4`\u00ab\u00bb"\uff07\uff02]')
_DASHES = re.compile(" ?[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d] ?")
_KINDS = re.compile(r"^(gemeente|provincie|waterschap|hoogheemraadschap|ministerievan|ministerie)(?=.)")
_ALIKE = 0.9


def name_key(name: str) -> str:
    """The same for every way to write one name: quotes, dashes, spaces, capitals, letters in one or two characters."""
    text = unicodedata.normalize("NFKC", _QUOTES.sub("'", one_line(name)))
    return unicodedata.normalize("NFC", _DASHES.sub("-", text.casefold()))


def same_name(name: str, others: Iterable[str]) -> bool:
    """Whether one of the others is the same name."""
    key = name_key(name)
    return any(name_key(other) == key for other in others)


def look_alikes(name: str, others: Collection[str]) -> list[str]:
    """The other names that may well be the same, the nearest first; for a person to judge."""
    by_letters: dict[str, list[str]] = {}
    for other in others:
        by_letters.setdefault(_letters(other), []).append(other)
    near = get_close_matches(_letters(name), by_letters, n=3, cutoff=_ALIKE)
    return [other for letters in near for other in by_letters[letters]]


def _letters(name: str) -> str:
    """Only its letters and digits, without accents and without the word that says what kind of organisation it is."""
    text = unicodedata.normalize("NFKD", name_key(name)).replace("&", "en")
    letters = "".join(letter for letter in text if letter.isalnum())
    return _KINDS.sub("", letters)
