"""Pages asked for by number: `M31`, `methode 31`, `kaart 31`, `p12`, `R12`, `praktijkvoorbeeld 12`, just `31`; more
than one as `31 en 33`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from core.published import kinds

# `1.234` is how a Dutch text writes 1234.
_ONE = r"0*(?:[1-9][0-9]{0,2}\.[0-9]{3}|[0-9]{1,6})"
_MORE = rf"(?:(?:\s*[,;]\s+|\s+(?:en|of|&)\s+){_ONE})*"
_END = r"[\s.:;,)?!]*"
# Punctuation of a list or a sentence may stand around it: `31.`, `(31)`.
_BARE = re.compile(rf"[\s(]*(?:nrs?\.?|nummers?|no\.?|#)?\s*(?P<numbers>{_ONE}{_MORE}){_END}", re.IGNORECASE)


def numbers_in(text: str) -> tuple[tuple[str, int], ...]:
    """The pages that the text names by number, as slug of the kind and number, in order; a number alone means every
    kind that has numbers."""
    text = unicodedata.normalize("NFKC", text)  # `№ 31`, digits of full width
    numbered = [kind for kind in kinds() if kind.prefix]
    bare = _BARE.fullmatch(text)
    if bare:
        return tuple((kind.slug, value) for value in _values(bare) for kind in numbered)
    spoken = {word: kind.slug for kind in numbered for word in kind.spoken}
    found = _named(tuple(spoken)).finditer(text) if spoken else ()
    return tuple(dict.fromkeys((spoken[match["kind"].lower()], value) for match in found for value in _values(match)))


def _values(match: re.Match[str]) -> Iterator[int]:
    return (int(number.replace(".", "")) for number in re.findall(_ONE, match["numbers"]))


@lru_cache(maxsize=8)
def _named(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?P<kind>"
        + "|".join(words)
        + rf")(?:[\s.:-]|nrs?\.?|nummers?|no\.?|#)*(?P<numbers>{_ONE}(?:{_MORE}(?={_END}$))?)(?!\w)",
        re.IGNORECASE,
    )
