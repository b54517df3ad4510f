"""Where the word lists lie and how they are read.

UTF-8, one entry a line, ``#`` starts a comment line. Nothing is read on import.
"""

from functools import cache
from pathlib import Path

from search.dutch.words.folding import fold

DATA = Path(__file__).parent / "data"
GENERATED = ("base_forms.txt", "parts.txt")
BY_HAND = ("protected_names.txt", "own_stems.txt", "places.txt", "whole_words.txt")


def read_lines(name: str) -> list[str]:
    """Return the entries of the list `name` without comments and empty lines.

    Raises `FileNotFoundError` when the list is missing.
    """
    text = (DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def base_forms() -> dict[str, str]:
    """Return form -> base form, for the forms that a suffix stemmer gets wrong (``brieven`` -> ``brief``, ``gebeld`` ->
    ``bel``).
    """
    result: dict[str, str] = {}
    for line in read_lines("base_forms.txt"):
        base, *forms = line.split()
        result.update(dict.fromkeys(forms, base))
    return result


@cache
def own_stems() -> dict[str, str]:
    """Return word -> stem for the words whose stem is fixed by hand, and for places with what is of them."""
    entries = (line.split() for name in ("own_stems.txt", "places.txt") for line in read_lines(name))
    return {form: stem for stem, *forms in entries for form in forms}


@cache
def protected_names() -> frozenset[str]:
    """Return the folded names that are neither stemmed nor split (DigiD, MijnOverheid)."""
    return frozenset(fold(line) for line in read_lines("protected_names.txt"))


@cache
def whole_words() -> frozenset[str]:
    """Return the words that look like a compound but are not split (handtekening, maatregel)."""
    return frozenset(word for line in read_lines("whole_words.txt") for word in line.split())


@cache
def weak_words() -> frozenset[str]:
    """Return the words that seldom say what a question is about (mensen, krijgen, minder)."""
    return frozenset(word for line in read_lines("weak_words.txt") for word in line.split())


@cache
def parts() -> tuple[dict[str, int], dict[str, int]]:
    """Return the words that may open and the words that may close a compound, with their rank (0 = most productive)."""
    modifiers: dict[str, int] = {}
    heads: dict[str, int] = {}
    for rank, line in enumerate(read_lines("parts.txt")):
        word = line.strip("-")
        if not line.startswith("-"):
            modifiers[word] = rank
        if not line.endswith("-"):
            heads[word] = rank
    return modifiers, heads
