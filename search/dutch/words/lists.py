"""Where the word lists lie and how they are read.

UTF-8, one entry a line, ``#`` starts a comment line. Nothing is read on import.
"""

from functools import cache
from pathlib import Path

from search.dutch.words.folding import fold
from search.dutch.words.orthography import lengthened

DATA = Path(__file__).parent / "data"
GENERATED = ("base_forms.txt", "parts.txt")
SHORTEST_VERB = 4
_PREFIXES = ("be", "her", "ont", "ver")
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
    bases = frozenset(result.values()) - result.keys()
    return {form: base for form, base in result.items() if not _is_of_another(form, base, bases)}


def _is_of_another(form: str, base: str, bases: frozenset[str]) -> bool:
    """Tell whether a form that could be a past tense of `base` is more often a whole form of another word.

    ``rusten`` is of rust and seldom of russen, ``verlagen`` of verlaag and seldom of verliggen.
    """
    if form in (f"{base}den", f"{base}ten"):
        return form[:-2] in bases
    return form.startswith(_PREFIXES) and form.endswith("en") and lengthened(form[:-2]) in bases


@cache
def verb_stems() -> frozenset[str]:
    """Return the base forms that are a verb: of at least four letters, with a form of the present or past tense."""
    forms = base_forms()
    return frozenset(
        base
        for base in set(forms.values())
        if len(base) >= SHORTEST_VERB and any(forms.get(base + ending) == base for ending in ("t", "de", "te", "end"))
    )


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
