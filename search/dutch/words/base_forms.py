"""Base forms: bring plurals, verb forms and diminutives that a suffix stemmer gets wrong to the form it gets right.

``brieven`` -> ``brief``, ``gezinnen`` -> ``gezin``, ``aangevraagd`` -> ``aanvraag``, ``briefjes`` -> ``brief``. The
list knows some 45,000 forms; compounds it does not know follow their last part: ``afspraakbrieven`` ->
``afspraakbrief``.
"""

from collections.abc import Container, Mapping
from functools import lru_cache

from search.dutch.words import lists
from search.dutch.words.orthography import without_ending

LINKS = ("", "s", "en", "e", "n")
"""Letters that Dutch puts between the parts of a compound (tussenletters)."""

SHORTEST_PART = 4
SHORTEST_TAIL = 4
MOST_STEPS = 5


def by_last_part(word: str, forms: Mapping[str, str], modifiers: Container[str]) -> str | None:
    """Return `word` with its last part in base form, or None when its end is no known form."""
    for border in range(SHORTEST_PART, len(word) - SHORTEST_TAIL + 1):
        base = forms.get(word[border:])
        if base is not None and any(
            word[: border - len(link)] in modifiers for link in LINKS if word[:border].endswith(link)
        ):
            return word[:border] + base
    return None


def verb_of(word: str) -> str | None:
    """Return the base form of the verb that a noun on -er names the doer of (``afhakers`` -> ``afhaak``), or None."""
    root = word.removesuffix("s").removesuffix("er")
    if root == word.removesuffix("s"):
        return None
    return next((verb for verb in without_ending(root) if verb in lists.verb_stems()), None)


@lru_cache(maxsize=65_536)
def base_form(word: str) -> str:
    """Return the base form of a folded word, or the word itself when nothing is known about it.

    A base form is its own base form: ``base_form(base_form(word)) == base_form(word)``.
    """
    forms = lists.base_forms()
    modifiers = lists.parts()[0]
    base = word
    for _ in range(MOST_STEPS):
        further = forms.get(base) or by_last_part(base, forms, modifiers)
        if further is None or further == base:
            break
        base = further
    return base
