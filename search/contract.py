"""One question, one answer. Views, pages, exports and commands use only these; engines speak nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

MAX_TEXT = 300
PAGE_SIZE = 10


class Facet(StrEnum):
    """What can be filtered on. The value is the parameter's name in an address."""

    KIND = "soort"
    FAMILY = "familie"
    CHANNEL = "kanaal"
    THEME = "thema"
    BARRIER = "belemmering"
    EFFORT = "moeite"
    ORGANISATION = "organisatie"
    PRODUCT = "product"
    INDICATOR = "indicator"
    DESIGN = "opzet"
    DIRECTION = "richting"


class Kind(StrEnum):
    """The kinds of pages that can be found; the value is the slug in an address."""

    METHOD = "methode"
    CASE = "praktijkvoorbeeld"

    @property
    def code(self) -> str:
        """What the markup carries as `data-kind`."""
        return "method" if self is Kind.METHOD else "case"


class Sort(StrEnum):
    RELEVANCE = "relevantie"
    NEWEST = "nieuwste"
    NUMBER = "nummer"


@dataclass(frozen=True)
class Question:
    """What somebody asks: words, filters per facet, an order and a page (from 1).

    Values in one facet widen, facets narrow each other.
    """

    text: str = ""
    filters: Mapping[Facet, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE


@dataclass(frozen=True)
class Hit:
    """One page found. `title` and `excerpt` are safe HTML in which the found words stand in `<mark>`."""

    page_id: int
    kind: Kind
    number: int
    title: str
    excerpt: str
    url: str
    score: float


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet, how many pages it would give beside the other facets, and whether it is chosen."""

    value: str
    label: str
    count: int
    selected: bool = False


@dataclass(frozen=True)
class Answer:
    """What was found. `degraded` says that the engine failed and a plain title query answered instead."""

    question: Question
    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[Facet, tuple[FacetValue, ...]]
    did_you_mean: str | None = None
    engine: str = ""
    degraded: bool = False


@dataclass(frozen=True)
class Record:
    """A public page as the engines get it: ready tokens per field, facet values, and what is stored to show it.

    `texts` are the original words per field (title, gist, body, …) for highlighting; `dates` order `nieuwste`.
    """

    page_id: int
    kind: Kind
    number: int
    url: str
    texts: Mapping[str, str]
    facets: Mapping[Facet, tuple[str, ...]]
    published: str
    version: int


class Engine(Protocol):
    """What an engine must do. Any failure is an `EngineError`, whatever the engine raised."""

    name: str

    def answer(self, question: Question) -> Answer: ...

    def write(self, upserts: Sequence[Record], deletes: Iterable[int]) -> None: ...

    def versions(self) -> Mapping[int, int]:
        """Page id and version of everything in the index, to compare with the database."""
        ...

    def rebuild(self, records: Iterable[Record]) -> None:
        """Fill a new index and let readers switch to it at once; the old one answers until then."""
        ...

    def problem(self) -> str | None:
        """What is wrong (missing, corrupt, outdated), in one sentence without secrets, or None."""
        ...


class EngineError(Exception):
    """The engine could not answer or write; the page falls back, the outbox tries again."""
