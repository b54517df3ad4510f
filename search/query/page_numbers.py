"""Pages asked for by number: `M31`, `methode 31`, `kaart 31`, `p12`, `R12`, `praktijkvoorbeeld 12`, or just `31`."""

from __future__ import annotations

import re
from functools import lru_cache

from core.published import kinds

# `1.234` is how a Dutch text writes 1234.
_NUMBER = r"0*(?P<number>[1-9][0-9]{0,2}\.[0-9]{3}|[0-9]{1,6})"
# Punctuation of a list or a sentence may stand around it: `31.`, `(31)`.
_BARE = re.compile(rf"[\s(]*(?:nr\.?|nummer|#)?\s*{_NUMBER}[\s.:;,)?!]*", re.IGNORECASE)


def numbers_in(text: str) -> tuple[tuple[str, int], ...]:
    """The pages that the text names by number, as slug of the kind and number, in order; a number alone means every
    kind that has numbers."""
    numbered = [kind for kind in kinds() if kind.prefix]
    bare = _BARE.fullmatch(text)
    if bare:
        return tuple((kind.slug, _value(bare)) for kind in numbered)
    spoken = {word: kind.slug for kind in numbered for word in kind.spoken}
    found = _named(tuple(spoken)).finditer(text) if spoken else ()
    return tuple(dict.fromkeys((spoken[match["kind"].lower()], _value(match)) for match in found))


def _value(match: re.Match[str]) -> int:
    return int(match["number"].replace(".", ""))


@lru_cache(maxsize=8)
def _named(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        r"(?<!\w)(?P<kind>" + "|".join(words) + rf")(?:[\s.:-]|nr\.?|nummer|no\.?|#)*{_NUMBER}(?!\w)",
        re.IGNORECASE,
    )
