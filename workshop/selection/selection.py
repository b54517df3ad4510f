"""A selection: some numbered cards in the order somebody chose, kept in an address and nowhere else.

`?k=31,18,p2` is read as it was typed: capitals, spaces and several `k` do no harm, and nothing raises.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.http import QueryDict
from django.urls import reverse

from core.http.query_filters import shortened
from core.published import PublishedKind, cards_of, kinds
from core.text.numbers import enumeration
from core.text.sanitise import one_line

PARAMETER = "k"
MOST = 60
# A method needs no letter before its number.
_USUAL = "m"
_SEPARATORS = re.compile(r"[\s,;+]+")
_NAME = re.compile(r"([a-z]?)([0-9]{1,7})", re.ASCII)
# So much of an address is read. The rest can only be garbage: sixty numbers are some 400 characters.
_LONGEST = 2_000


class Name(NamedTuple):
    """What a card is called in an address: the prefix of its kind and its number."""

    prefix: str
    number: int

    def __str__(self) -> str:
        return f"{'' if self.prefix == _USUAL else self.prefix}{self.number}"

    @property
    def spoken(self) -> str:
        """What people call it: `methode 31`, `praktijkvoorbeeld 2`."""
        return f"{_numbered_kinds()[self.prefix].noun(1)} {self.number}"


class SelectedCard(NamedTuple):
    """A public page of a selection; `card` is what its kind makes of it."""

    name: Name
    kind: PublishedKind
    page_id: int
    card: Any

    @property
    def title(self) -> str:
        return str(self.base.title)

    @property
    def gist(self) -> str:
        return str(self.base.gist)

    @property
    def url(self) -> str:
        return str(self.base.url)

    @property
    def short_url(self) -> str:
        return f"/{self.name.prefix}/{self.name.number}"

    @property
    def base(self) -> Any:
        """The card without what it yielded: every kind's has a title, a gist and an address."""
        return getattr(self.card, "card", self.card)


def typed_in(data: QueryDict) -> list[str]:
    """What an address says of a selection, also when somebody typed a printed one in capitals."""
    return [value for name in (PARAMETER, PARAMETER.upper()) for value in data.getlist(name)]


@dataclass(frozen=True)
class Selection:
    """The cards somebody chose, at most `MOST`, each once, in their order.

    `unreadable` are words that are no number of a card; `left_out` is how many were more than fit.
    """

    names: tuple[Name, ...] = ()
    unreadable: tuple[str, ...] = ()
    left_out: int = 0

    @classmethod
    def read(cls, data: QueryDict) -> Selection:
        """The selection in an address."""
        return cls.parse(",".join(typed_in(data)))

    @classmethod
    def parse(cls, text: str) -> Selection:
        """The selection that this text names, such as `31,18,p2`. No query."""
        known, unreadable = _numbered_kinds(), []
        names: dict[Name, None] = {}
        for word in filter(None, _SEPARATORS.split(one_line(text[:_LONGEST]).lower())):
            found = _NAME.fullmatch(word)
            prefix = (found[1] or _USUAL) if found else ""
            if found and prefix in known and int(found[2]):
                names[Name(prefix, int(found[2]))] = None
            else:
                unreadable.append(shortened(word))
        return cls(tuple(names)[:MOST], tuple(dict.fromkeys(unreadable)), max(0, len(names) - MOST))

    @classmethod
    def of(cls, names: Iterable[Name]) -> Selection:
        """These cards, each once."""
        each = tuple(dict.fromkeys(names))
        return cls(each[:MOST], left_out=max(0, len(each) - MOST))

    def __str__(self) -> str:
        """As it stands in an address."""
        return ",".join(map(str, self.names))

    def address(self, path: str = "") -> str:
        """The shortest address of it, with a comma as a comma; of `path`, or of the page that shows it."""
        return f"{path or reverse('selection')}{f'?{PARAMETER}={self}' if self.names else ''}"

    def adding(self, *names: Name) -> Selection:
        """With these at the end."""
        return self.of((*self.names, *names))

    def without(self, name: Name) -> Selection:
        return self.of(each for each in self.names if each != name)

    def moved(self, name: Name, by: int) -> Selection:
        """With one card so many places further on; back for a negative number."""
        rest = [each for each in self.names if each != name]
        rest.insert(max(0, self.names.index(name) + by), name)
        return self.of(rest)

    @property
    def is_full(self) -> bool:
        return len(self.names) >= MOST

    def cards(self) -> SelectedCards:
        """The public ones as cards, in order. A fixed number of queries, whatever their number."""
        pages = dict(_page_ids(self.names))
        cards = cards_of((kind.slug, page_id) for kind, page_id in pages.values())
        found = [
            SelectedCard(name, kind, page_id, cards[page_id])
            for name in self.names
            if name in pages and (page_id := pages[name][1]) in cards and (kind := pages[name][0])
        ]
        shown = {each.name for each in found}
        return SelectedCards(self, tuple(found), tuple(name for name in self.names if name not in shown))


@dataclass(frozen=True)
class SelectedCards:
    """The cards of a selection that anyone may read now, and the names of those that are gone, private or unknown.

    Which of the three it is, nobody is told.
    """

    asked: Selection
    found: tuple[SelectedCard, ...]
    missing: tuple[Name, ...]

    @property
    def selection(self) -> Selection:
        """The selection of what was found."""
        return replace(self.asked, names=tuple(each.name for each in self.found), unreadable=(), left_out=0)

    @property
    def notices(self) -> list[str]:
        """Dutch sentences about what is not shown."""
        said = []
        if self.missing:
            names = [each.spoken for each in self.missing]
            verb = "staat" if len(names) == 1 else "staan"
            said.append(f"{_capital(_listed(names))} {verb} hier niet: ingetrokken, niet openbaar of nooit geweest.")
        if self.asked.unreadable:
            words = [f"‘{word}’" for word in self.asked.unreadable]
            verb = "is geen nummer" if len(words) == 1 else "zijn geen nummers"
            said.append(f"{_listed(words)} {verb} van een kaart. Schrijf 31 voor methode 31 en p2 voor voorbeeld 2.")
        if self.asked.left_out:
            said.append(
                f"Een stapel heeft hooguit {MOST} kaarten. Je ziet de eerste {MOST}; "
                f"{self.asked.left_out} {'paste' if self.asked.left_out == 1 else 'pasten'} er niet meer bij."
            )
        return said


def name_of_card(card: Any) -> Name | None:
    """The name of a card of a list, None when its kind has no numbers."""
    base = getattr(card, "card", card)
    prefix = next((prefix for prefix, kind in _numbered_kinds().items() if kind.code == base.kind), "")
    return Name(prefix, base.number) if prefix and base.number else None


def _numbered_kinds() -> dict[str, PublishedKind]:
    return {kind.prefix: kind for kind in kinds() if kind.prefix}


def _page_ids(names: Iterable[Name]) -> Iterator[tuple[Name, tuple[PublishedKind, int]]]:
    """Kind and page of the public ones. One query for each kind that is named."""
    wanted = tuple(names)
    for prefix, kind in _numbered_kinds().items():
        if numbers := [name.number for name in wanted if name.prefix == prefix]:
            pages = kind.public().filter(number__in=numbers).order_by()
            yield from ((Name(prefix, number), (kind, pk)) for number, pk in pages.values_list("number", "pk"))


_MOST_NAMED = 5


def _listed(words: list[str]) -> str:
    """The first few, and how many more."""
    more = len(words) - _MOST_NAMED
    return enumeration([*words[:_MOST_NAMED], f"nog {more}"] if more > 0 else words)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
