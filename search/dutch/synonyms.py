"""Synonyms: which other words answer the same question. Applied to the question, never to the index.

A group reads ``bellen = telefoon = opbellen`` (each finds all) or ``aanmaning -> herinnering`` (who asks the left also
finds the right, not the other way). Both sides of an arrow may hold several terms, and a term may be several words.
Words are compared by stem, so inflections need not be listed. The groups live in the database; `data/synonyms.txt` is
the list to start with. The words of a term may stand in any order. An arrow from one member of a group is followed from
all of them: ``bieb = bibliotheek`` and ``bibliotheek -> balie`` together mean that bieb finds balie.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.dutch.analysis import analyse, stems_of
from search.dutch.words.lists import DATA

STARTER_LIST = DATA / "synonyms.txt"
MOST_TERMS = 30
MOST_WORDS = 8
MOST_CHARACTERS = 80


class SynonymError(ValueError):
    """A synonym line is not right; the message is Dutch and meant for the editor who typed it."""


@dataclass(frozen=True, slots=True)
class SynonymGroup:
    """A synonym rule. Without `targets`.

    Every one of `terms` finds all others. With `targets`: each of `terms` also finds all `targets`.
    """

    terms: tuple[str, ...]
    targets: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the group as an editor writes it; `parse_group` reads it back."""
        left = " = ".join(self.terms)
        return f"{left} -> {' = '.join(self.targets)}" if self.targets else left


@dataclass(frozen=True, slots=True)
class Expansion:
    """Other ways to say the words ``[first, last)`` of a question, each as stems; more than one stem is a phrase."""

    first: int
    last: int
    alternatives: tuple[tuple[str, ...], ...]


def parse_group(line: str) -> SynonymGroup:
    """Return the group that `line` describes. Raises `SynonymError` with a Dutch message that says what is wrong."""
    sides = line.split("->")
    if len(sides) > 2:
        raise SynonymError("Gebruik het pijltje -> maar één keer per regel.")
    if len(sides) == 1 and "=" not in line:
        raise SynonymError("Zet minstens twee woorden in een groep, met = of -> ertussen.")
    groups = [tuple(" ".join(term.split()) for term in side.split("=")) for side in sides]
    terms = [term for group in groups for term in group]
    _check(terms)
    return SynonymGroup(groups[0], groups[1] if len(groups) == 2 else ())


def _check(terms: Sequence[str]) -> None:
    """Raise `SynonymError` when the terms of one group cannot be used."""
    if len(terms) > MOST_TERMS:
        raise SynonymError(f"Een groep mag hoogstens {MOST_TERMS} woorden of woordgroepen hebben.")
    seen: dict[tuple[str, ...], str] = {}
    for term in terms:
        if not term:
            raise SynonymError("Er ontbreekt een woord voor of na = of ->.")
        words = tuple(stems_of(analyse(term)))
        if not words:
            raise SynonymError(f"“{term}” bevat geen letters of cijfers.")
        if len(words) > MOST_WORDS or len(term) > MOST_CHARACTERS:
            raise SynonymError(
                f"“{term}” is te lang: gebruik hoogstens {MOST_WORDS} woorden en {MOST_CHARACTERS} tekens."
            )
        if words in seen:
            raise SynonymError(f"“{term}” en “{seen[words]}” zijn voor de zoekmachine hetzelfde. Laat er één weg.")
        seen[words] = term


def parse(text: str) -> list[SynonymGroup]:
    """Return the groups of a list, one a line; empty lines and lines that start with # do not count.

    Raises `SynonymError` with one Dutch line per fault, each with its line number, so that everything can be mended in
    one go.
    """
    groups: list[SynonymGroup] = []
    faults: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            try:
                groups.append(parse_group(line))
            except SynonymError as error:
                faults.append(f"Regel {number}: {error}")
    if faults:
        raise SynonymError("\n".join(faults))
    return groups


def starter_groups() -> list[SynonymGroup]:
    """Return the groups of the list to start with."""
    return parse(STARTER_LIST.read_text(encoding="utf-8"))


# The stems of a term, whatever their order.
_Key = tuple[str, ...]


def _key(stems: Sequence[str]) -> _Key:
    return tuple(sorted(stems))


def _stems(terms: Iterable[str]) -> list[tuple[str, ...]]:
    return [stems for term in terms if (stems := tuple(stems_of(analyse(term))))]


class Thesaurus:
    """Synonym groups, ready to use.

    Build once per change of the groups, then `expand` any number of questions from any thread.
    """

    def __init__(self, groups: Iterable[SynonymGroup]) -> None:
        """Take the groups; a term that stands in several groups gets the alternatives of all of them."""
        self._alternatives: defaultdict[_Key, dict[tuple[str, ...], None]] = defaultdict(dict)
        equal: defaultdict[_Key, dict[tuple[str, ...], None]] = defaultdict(dict)
        arrows: defaultdict[_Key, dict[tuple[str, ...], None]] = defaultdict(dict)
        for group in groups:
            sources, targets = _stems(group.terms), _stems(group.targets)
            for source in sources:
                (arrows if targets else equal)[_key(source)].update(dict.fromkeys(targets or sources))
        for key in (*equal, *arrows):
            members = {_key(member): None for member in equal[key]} | {key: None}
            found = [*equal[key], *(target for member in members for target in arrows.get(member, ()))]
            self._alternatives[key].update({term: None for term in found if _key(term) != key})
        self._longest = max(map(len, self._alternatives), default=0)
        self._stems = frozenset(stem for source in self._alternatives for stem in source)

    def knows(self, stem: str) -> bool:
        """Tell whether a stem stands in a term that can be asked for: then somebody wrote it on purpose."""
        return stem in self._stems

    def expand(self, stems: Sequence[str]) -> list[Expansion]:
        """Return the expansions of a question given as stems, stop words included.

        From left to right, the longest term first, no overlap.
        """
        found: list[Expansion] = []
        first = 0
        while first < len(stems):
            expansion = self._longest_at(stems, first)
            if expansion is not None:
                found.append(expansion)
            first = expansion.last if expansion is not None else first + 1
        return found

    def _longest_at(self, stems: Sequence[str], first: int) -> Expansion | None:
        for last in range(min(len(stems), first + self._longest), first, -1):
            alternatives = self._alternatives.get(_key(stems[first:last]))
            if alternatives:
                return Expansion(first, last, tuple(alternatives))
        return None
