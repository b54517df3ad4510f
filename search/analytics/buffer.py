"""What was asked and chosen since the last write, counted in memory: a request only adds one here."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass, field

from core.http.guards.request_guards import Rate
from search.analytics.query_normalisation import Counted

# A result further on than this is not chosen by a person.
LAST_RANK = 100


@dataclass
class BufferedSearch:
    """How often since the last write, and how many pages were found the last time."""

    times: int
    found: int


@dataclass
class SearchBuffer:
    """Counts waiting to be written. Above the rate limit they are dropped, because anyone could fill the table.

    `asked` limits pages and `chosen` choices; both per process.
    """

    asked_rate: Rate = field(default_factory=lambda: Rate(most=1200, span=60.0))
    chosen_rate: Rate = field(default_factory=lambda: Rate(most=600, span=60.0))
    _asked: dict[Counted, BufferedSearch] = field(default_factory=dict)
    _chosen: Counter[tuple[Counted, int]] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def ask(self, question: Counted, found: int) -> None:
        if not self.asked_rate.allows():
            return
        with self._lock:
            before = self._asked.get(question)
            times = before.times if before else 0
            self._asked[question] = BufferedSearch(times + 1, found if question.is_kept else 0)

    def choose(self, question: Counted, rank: int) -> None:
        """Leaves out what no page can have sent."""
        if question.is_kept and 0 <= rank <= LAST_RANK and self.chosen_rate.allows():
            with self._lock:
                self._chosen[question, rank] += 1

    def take(self) -> tuple[dict[Counted, BufferedSearch], Counter[tuple[Counted, int]]]:
        """Everything that waits, which then waits no more."""
        with self._lock:
            taken = self._asked, self._chosen
            self._asked, self._chosen = {}, Counter()
            return taken

    def clear(self) -> None:
        self.take()
        self.asked_rate.reset()
        self.chosen_rate.reset()


BUFFER = SearchBuffer()
