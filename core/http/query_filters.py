"""Filters in an address: read what stands there, say in Dutch what is unknown, and make the address again.

Anything may stand in an address; nothing here raises, and everything is linear in its length.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from core.text.sanitise import one_line

PAGE = "pagina"
FARTHEST_PAGE = 1_000_000
_SHORT = 40


@dataclass(frozen=True)
class Filter:
    """Something to filter on: its parameter, the Dutch words above it, and the labels of its values (may query)."""

    name: str
    title: str
    options: Callable[[], Mapping[str, str]]


@dataclass(frozen=True)
class Choice:
    value: str
    label: str
    selected: bool = False


@dataclass(frozen=True)
class ReadFilter:
    """A filter with its choices, as a form shows it."""

    name: str
    title: str
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.selected), None)


@dataclass(frozen=True)
class Chip:
    """A filter that is on. `url` is the same list without it."""

    label: str
    url: str


@dataclass(frozen=True)
class Chosen:
    """What an address asks: one known value per filter, a page from 1, and what was left out (Dutch sentences)."""

    filters: tuple[ReadFilter, ...]
    values: Mapping[str, str]
    page: int
    notices: tuple[str, ...]

    def url(self, path: str, *, page: int = 1, without: str = "") -> str:
        """The canonical address: always the same order, nothing empty."""
        pairs = [(name, value) for name, value in self.values.items() if name != without]
        return page_url(path, page, pairs)

    def chips(self, path: str) -> tuple[Chip, ...]:
        chosen = ((each, each.chosen) for each in self.filters)
        return tuple(
            Chip(f"{each.title}: {choice.label}", self.url(path, without=each.name))
            for each, choice in chosen
            if choice
        )


@dataclass(frozen=True)
class FilterSet:
    """The filters of one list. `things` names what is listed, in a notice."""

    filters: tuple[Filter, ...]
    things: str

    def read(self, data: QueryDict) -> Chosen:
        """The choices in an address. One call of `options` per filter."""
        read: list[ReadFilter] = []
        values: dict[str, str] = {}
        notices: list[str] = []
        for each in self.filters:
            known, wanted = each.options(), first_value(data, each.name).lower()
            if wanted in known:
                values[each.name] = wanted
            elif wanted:
                what = f"‘{shortened(wanted)}’ bij ‘{each.title}’"
                notices.append(f"We hebben geen {self.things} met {what}. Dat filter telt niet mee.")
            choices = (Choice(value, label, value == values.get(each.name)) for value, label in known.items())
            read.append(ReadFilter(each.name, each.title, tuple(choices)))
        return Chosen(tuple(read), values, page_number(data), tuple(notices))


def first_value(data: QueryDict, name: str) -> str:
    """The first value that is not empty, on one line; empty when there is none."""
    return next(filter(None, map(one_line, data.getlist(name))), "")


def distinct_values(data: QueryDict, name: str) -> list[str]:
    """The values that are not empty, each once, in lower case and on one line."""
    return list(dict.fromkeys(filter(None, (one_line(value).lower() for value in data.getlist(name)))))


def shortened(value: str) -> str:
    """The value as it can be repeated in a sentence."""
    return value if len(value) <= _SHORT else f"{value[:_SHORT]}…"


def page_number(data: QueryDict) -> int:
    """The page asked for, from 1; anything that is no page is the first."""
    text = next(filter(None, map(str.strip, data.getlist(PAGE))), "")
    if not (text.isascii() and text.isdecimal()):
        return 1
    digits = text.lstrip("0") or "1"
    return int(digits) if len(digits) < len(str(FARTHEST_PAGE)) else FARTHEST_PAGE


def with_query(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The path with these parameters; without a question mark when there are none."""
    query = urlencode(list(pairs))
    return f"{path}?{query}" if query else path


def page_url(path: str, page: int, pairs: Iterable[tuple[str, str]] = ()) -> str:
    """The address of a page of a list; the first page is the list itself."""
    return with_query(path, [*pairs, *([(PAGE, str(page))] if page > 1 else [])])
