"""Cache of facet counts per index commit: another page or order of the same question counts nothing again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field

from search.backends.embedded.reader import Opened
from search.contract import Facet, FacetValue

Counts = Mapping[Facet, tuple[FacetValue, ...]]
# A site with long lists has some hundred kB of counts per question.
MOST = 100


@dataclass
class Remembered:
    """Facet counts by question, of one state of the index; the least used go first. Safe between threads."""

    most: int = MOST
    _of: Opened | None = None
    _counts: OrderedDict[Hashable, Counts] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def counts(self, opened: Opened, question: Hashable, count: Callable[[], Counts]) -> Counts:
        """The counts of this question in this state of the index; `count` makes them when they are not known."""
        with self._lock:
            if self._of is not opened:
                self._of = opened
                self._counts.clear()
            known = self._counts.get(question)
            if known is not None:
                self._counts.move_to_end(question)
                return known
        made = count()
        with self._lock:
            if self._of is opened:
                self._counts[question] = made
                while len(self._counts) > self.most:
                    self._counts.popitem(last=False)
        return made
