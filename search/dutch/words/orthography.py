"""Dutch spelling of endings: what a word looks like when the ending is taken off.

Source: Taalunie, Technische Handleiding, open and closed syllables (``gezinnen`` - ``gezin``, ``vragen`` - ``vraag``,
``brieven`` - ``brief``).
"""

import re
from collections.abc import Iterator

VOWELS = "aeiouy"
_SHORT_SYLLABLE = re.compile(r"(?:^|[^aeiouy])[aeou][^aeiouy]$")
_FINAL = {"v": "f", "z": "s"}


def closed(root: str) -> str | None:
    """Return `root` as it is written at the end of a word.

    Briev -> brief, gezinn -> gezin; None when it is too short.
    """
    if len(root) < 3:
        return None
    if root[-1] == root[-2] and root[-1] not in VOWELS:
        return root[:-1]
    return root[:-1] + _FINAL.get(root[-1], root[-1])


def lengthened(root: str) -> str | None:
    """Return `root` with its last vowel doubled (vrag -> vraag), or None when it does not end in consonant, vowel,
    consonant.
    """
    if _SHORT_SYLLABLE.search(root):
        return root[:-1] + root[-2] + _FINAL.get(root[-1], root[-1])
    return None


def without_ending(root: str) -> Iterator[str]:
    """Yield the possible spellings of a word of which the ending -en or -e was taken off, likeliest first."""
    for candidate in (lengthened(root), closed(root)):
        if candidate is not None:
            yield candidate


def singulars(word: str) -> Iterator[str]:
    """Yield the possible singulars of a regular plural, likeliest first; most are no words."""
    if word.endswith("s"):
        yield word[:-1]
    if word.endswith("en"):
        yield from without_ending(word[:-2])
        yield word[:-1]
    if word.endswith("e"):
        yield from without_ending(word[:-1])
