"""One question, one answer. Views, pages, exports and commands use only these; engines speak nothing else."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from core.published import Document, kind_of
from search.contract.match_reasons import MatchReason
from search.contract.query_plan import Clause
from search.dutch.highlight import Terms
from search.dutch.questions import NOTHING_ASKED, AnalysedQuestion
from search.facets import Facet

MAX_TEXT = 300
PAGE_SIZE = 10


class Sort(StrEnum):
    RELEVANCE = "relevantie"
    NEWEST = "nieuwste"
    NUMBER = "nummer"
    STRONGEST = "sterkste"


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
    kind: str
    number: int
    title: str
    excerpt: str
    url: str
    score: float

    @property
    def code(self) -> str:
        """What the mark-up carries as `data-kind`."""
        kind = kind_of(self.kind)
        return kind.code if kind else self.kind

    @property
    def short_number(self) -> str:
        """As it stands in a short address and may be asked for: `m31`, `p12`."""
        kind = kind_of(self.kind)
        return f"{kind.prefix if kind else ''}{self.number}"


@dataclass(frozen=True)
class FacetValue:
    """A value of a facet, how many pages it would give beside the other facets, and whether it is chosen."""

    value: str
    label: str
    count: int
    selected: bool = False


@dataclass(frozen=True)
class Answer:
    """What was found. `degraded` says that the engine failed and something else answered instead (`engine`).

    `featured` are promoted results: not in `total` or in facet counts, and they may be among `hits` too.
    `minimum` is how many words of the question a page had to hold in the end (`Query.minimum`, or fewer).
    `beside` are the kinds that the list leaves out because the question does not ask for them, with how many pages of
    each fit. `asked` is the analysis of the text, for whoever has more to do with it: it is made once a request.
    `missing` are the words, as typed, that no page holds; `is_partial`: no page holds the question as a whole.
    """

    question: Question
    hits: tuple[Hit, ...]
    total: int
    facets: Mapping[Facet, tuple[FacetValue, ...]]
    did_you_mean: str | None = None
    engine: str = ""
    degraded: bool = False
    featured: tuple[Hit, ...] = ()
    minimum: int = 0
    beside: tuple[FacetValue, ...] = ()
    missing: tuple[str, ...] = ()
    is_partial: bool = False
    asked: AnalysedQuestion = field(default=NOTHING_ASKED, compare=False)

    @property
    def partial_notice(self) -> str:
        """What a reader is told when no page holds the question as a whole; empty when one does."""
        if not self.is_partial:
            return ""
        *others, last = (f"‘{word}’" for word in self.missing) if self.missing else ("alles uit je vraag",)
        named = f"{', '.join(others)} of {last}" if others else last
        meant = self.did_you_mean or ""
        is_mended = bool(meant and self.missing) and not any(word in meant for word in self.missing)
        shown = f"bij ‘{meant}’" if is_mended else "met een deel van je vraag"
        return f"Geen pagina noemt {named}.{f' Dit zijn pagina’s {shown}.' if self.total else ''}"

    @property
    def is_plain(self) -> bool:
        """True when only a plain title query could answer, without counts; otherwise `degraded` means minutes old."""
        return self.degraded and not self.facets


@dataclass(frozen=True)
class Alternative:
    """One way to find a word of the question: a page that holds every one of `terms`.

    `terms` are stems; with `as_written` they are folded words that stand next to each other in this order.
    `weight` 1 is the word as asked; a synonym, a part of a compound or a started word counts less.
    """

    terms: tuple[str, ...]
    as_written: bool = False
    weight: float = 1.0
    reason: MatchReason = field(default=MatchReason.ITSELF, compare=False)


# One word of the question with everything that counts as finding it; the best alternative decides its score.
Word = tuple[Alternative, ...]


@dataclass(frozen=True)
class Query:
    """The text of a question, analysed once for every engine.

    A page matches when it holds every one of `required`, none of `excluded`, and of `words` at least `minimum` anywhere
    or at least one in a high-value field (`HIGH_VALUE_FIELDS`: title, gist, tags). While fewer than `enough` pages of
    the list of results do (filters aside, so that counts stay true), `minimum` is lowered by one, down to 1. `optional`
    words only add to the score. A page named in `pages` always matches and comes first. An empty query matches
    everything. `marks` is what to mark in a hit, `asked` the words as typed: those of `words` and then of `optional`.
    """

    words: tuple[Word, ...] = ()
    optional: tuple[Word, ...] = ()
    required: tuple[Word, ...] = ()
    excluded: tuple[Word, ...] = ()
    pages: tuple[tuple[str, int], ...] = ()
    minimum: int = 0
    enough: int = 1
    marks: Terms = field(default_factory=Terms)
    asked: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        return not (self.words or self.required or self.pages)


@dataclass(frozen=True)
class Changes:
    """Pages to write and ids of pages to take out."""

    upserts: tuple[Document, ...] = ()
    deletes: tuple[int, ...] = ()


class Engine(Protocol):
    """What an engine must do. Any failure is an `EngineError`, whatever the engine raised.

    Order by relevance: score, then the rank of the kind, then number; without words only the last two, as by number.
    Newest: `published`, latest first and those without one last, then kind, then the highest number.
    Strongest: the highest value of `Facet.STRENGTH` first and those without one last, then as by number.
    """

    name: str

    def consumer(self) -> str:
        """Under which name the outbox keeps what this index still has to get: one name per index."""
        ...

    def answer(self, question: Question, query: Query, hidden: frozenset[int] = frozenset()) -> Answer:
        """Hits, total and disjunctive counts of every facet, without the pages in `hidden`.

        Counts carry the slug as label and hold every value above 0 and every chosen one; hits carry the highlights.
        """
        ...

    def write(self, upserts: Sequence[Document], deletes: Iterable[int]) -> None:
        """Visible to every reader when this returns, and durable.

        `deletes` may be a mapping that gives the version of each, for an engine on several hosts.

        :raises PagesRefused: when some cannot be taken because of what stands in them; the others are written.
        """
        ...

    def digests(self) -> Mapping[int, str]:
        """Page id and digest of everything in the index, to compare with the database."""
        ...

    def versions(self) -> Mapping[int, int]:
        """Page id and version of everything in the index; nothing when the engine keeps no versions."""
        ...

    def words(self) -> Mapping[str, int]:
        """Every folded word of the pages, with the number of pages that hold it."""
        ...

    def count_each(self, clauses: Sequence[Clause]) -> Sequence[int]:
        """How many of all pages each clause finds, in one request."""
        ...

    def scores(self, clauses: Sequence[Clause], page_ids: Collection[int]) -> Sequence[Mapping[int, float]]:
        """Per clause those of these pages that it finds, with the score it gives each: to explain a place."""
        ...

    def stamp(self) -> str:
        """A short text that changes with the content of the index."""
        ...

    def rebuild(self, records: Iterable[Document], late: Callable[[], Changes]) -> Mapping[int, str]:
        """Fill a new index and let readers switch to it at once; the old one answers until then.

        `late` is called once, with writers shut out, just before the switch: what changed while filling. Gives the
        pages that could not be taken because of what stands in them, with the kind of error.
        """
        ...

    def problem(self) -> str | None:
        """What is wrong (missing, corrupt, outdated), in one sentence without secrets, or None."""
        ...


class EngineError(Exception):
    """The engine could not answer or write; the page falls back, the outbox tries again."""


class PagesRefused(EngineError):
    """The engine works and took everything but these pages, because of what stands in them.

    `pages` gives the kind of error per page id.
    """

    def __init__(self, pages: Mapping[int, str]) -> None:
        super().__init__(f"{len(pages)} pages are refused: {', '.join(sorted(set(pages.values())))}")
        self.pages = dict(pages)
