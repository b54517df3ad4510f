"""What a resource is: some rows of one kind, with columns that say everything of them once."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from api.version import address
from core.http.exports import Column, all_columns, record

# So many rows are read at once for a file.
BATCH = 500
NUMBER, SLUG = r"[1-9][0-9]{0,8}", r"[a-z0-9_-]{1,80}"
_WORD = re.compile(r"_(\w)")

# The values of each filter that is on.
Chosen = Mapping[str, Sequence[str]]


class ResourceFilter(NamedTuple):
    """A parameter that narrows a list. `known` gives those of some values that exist; with `many` several widen it."""

    name: str
    title: str
    known: Callable[[Collection[str]], Collection[str]]
    many: bool = False


@dataclass(frozen=True, kw_only=True)
class Resource(ABC):
    """A list of rows with an address for each. Only what everyone may read now is in it.

    `name` stands in addresses and names of files, `singular` is what one row is called, both in Dutch. `columns` say
    each field once: its name, what it holds and how it is read. `key` are the columns that make the address of a row,
    `key_patterns` what each part of it looks like, as a regular expression.
    """

    name: str
    singular: str
    title: str
    description: str
    columns: tuple[Column[Any], ...]
    key: tuple[str, ...]
    key_patterns: tuple[str, ...]
    filters: tuple[ResourceFilter, ...] = ()

    @abstractmethod
    def keys(self, chosen: Chosen) -> Any:
        """The keys of the rows that fit, in order: a query that can be counted and sliced."""

    @abstractmethod
    def rows(self, keys: Sequence[Any]) -> Iterable[Any]:
        """The rows with these keys, in order, in a fixed number of queries; what is withdrawn meanwhile is left out."""

    @abstractmethod
    def key_of(self, *parts: str) -> Any:
        """The key of the row with this address, each part of which fits its pattern; None when there is none."""

    @property
    def fields(self) -> list[Column[Any]]:
        """The columns with those of units."""
        return all_columns(self.columns)

    def every_row(self, chosen: Chosen) -> Iterator[Any]:
        """All rows that fit, never more than a batch in memory."""
        keys = iter(list(self.keys(chosen)))
        while batch := list(islice(keys, BATCH)):
            yield from self.rows(batch)

    def as_json(self, row: Any) -> dict[str, Any]:
        """A row as the API gives it, with its own address."""
        found = record(self.fields, row, camel)
        return {**found, "_links": {"self": {"href": self.address(found)}}}

    def address(self, found: Mapping[str, Any]) -> str:
        return address(self.name, *(found[camel(name)] for name in self.key))


def camel(name: str) -> str:
    """The name of a column as the API writes it: `voor_aantal` is `voorAantal`."""
    return _WORD.sub(lambda found: found[1].upper(), name)
