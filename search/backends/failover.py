"""Two engines as one: the server of the site, and the index on this machine that answers when the server does not."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from core.published import Document
from search.backends.circuit_breaker import Breaker
from search.contract import Answer, Changes, Engine, EngineError, Query, Question
from search.contract.query_plan import Clause

T = TypeVar("T")


@dataclass(eq=False)
class WithStandby:
    """An engine that asks `main` and, when that fails or is slow, `standby`: the same records, maybe minutes old.

    Both are kept up to date through the outbox, each as itself (`engines.kept`); everything but asking is about `main`.
    What is known of words comes from the standby first: it is near, and holds the same.
    """

    main: Engine
    standby: Engine
    name: str = field(init=False)
    breaker: Breaker = field(init=False)

    def __post_init__(self) -> None:
        self.name = self.main.name
        self.breaker = Breaker(self._probe)

    def answer(self, question: Question, query: Query, hidden: frozenset[int] = frozenset()) -> Answer:
        """Marked `degraded` when the standby answers."""
        found, by_main = self._main_first(lambda engine: engine.answer(question, query, hidden))
        return found if by_main else replace(found, degraded=True)

    def scores(self, clauses: Sequence[Clause], page_ids: Collection[int]) -> Sequence[Mapping[int, float]]:
        return self._main_first(lambda engine: engine.scores(clauses, page_ids))[0]

    def words(self) -> Mapping[str, int]:
        return self._near(lambda engine: engine.words())

    def count_each(self, clauses: Sequence[Clause]) -> Sequence[int]:
        return self._near(lambda engine: engine.count_each(clauses))

    def stamp(self) -> str:
        return self._near(lambda engine: engine.stamp())

    def consumer(self) -> str:
        return self.main.consumer()

    def write(self, upserts: Sequence[Document], deletes: Iterable[int]) -> None:
        self.main.write(upserts, deletes)

    def rebuild(self, records: Iterable[Document], late: Callable[[], Changes]) -> Mapping[int, str]:
        return self.main.rebuild(records, late)

    def digests(self) -> Mapping[int, str]:
        return self.main.digests()

    def versions(self) -> Mapping[int, int]:
        return self.main.versions()

    def problem(self) -> str | None:
        return self.main.problem()

    def _main_first(self, ask: Callable[[Engine], T]) -> tuple[T, bool]:
        """What `main` says, or else `standby`; and whether it was `main`."""
        if self.breaker.may_ask():
            started = time.monotonic()
            try:
                found = ask(self.main)
            except EngineError:
                self.breaker.failed(time.monotonic() - started)
            else:
                self.breaker.succeeded()
                return found, True
        return ask(self.standby), False

    def _near(self, ask: Callable[[Engine], T]) -> T:
        try:
            return ask(self.standby)
        except EngineError:
            if self.breaker.is_open:
                raise
            return ask(self.main)

    def _probe(self) -> None:
        found = self.main.problem()
        if found:
            raise EngineError(found)
