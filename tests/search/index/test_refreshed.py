"""What is made of an index: one makes it, nobody waits, also while the engine hangs."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from search.index import term_dictionary
from search.index.refreshed import Refreshed
from search.index.term_dictionary import SiteWordsCache

# Only for a test that fails: a thread that waits for ever would keep the run from ending.
LONGEST = 60.0


class Hanging:
    """An engine that does not answer before `go` is set; `asked` says that somebody waits for it."""

    def __init__(self) -> None:
        self.asked, self.go = threading.Event(), threading.Event()
        self.index = 1

    def stamp(self) -> str:
        return str(self.index)

    def words(self) -> Mapping[str, int]:
        found = {f"woord{self.index}": 1}
        self.asked.set()
        self.go.wait(LONGEST)
        return found


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.setattr(term_dictionary, "REFRESH_AFTER", 0.0)
    engine = Hanging()
    yield engine
    engine.go.set()


def test_nobody_waits_for_who_reads_the_words(hanging: Any) -> None:
    cache = SiteWordsCache(hanging)
    with ThreadPoolExecutor(max_workers=2) as pool:
        first = pool.submit(cache.words)
        assert hanging.asked.wait(LONGEST)
        assert pool.submit(cache.words).result(LONGEST).counts == {}
        hanging.go.set()
        assert first.result(LONGEST).counts == {"woord1": 1}
        hanging.asked.clear()
        hanging.go.clear()
        hanging.index = 2
        second = pool.submit(cache.words)
        assert hanging.asked.wait(LONGEST)
        assert pool.submit(cache.words).result(LONGEST).counts == {"woord1": 1}
        hanging.go.set()
        assert second.result(LONGEST).counts == {"woord2": 1}


def test_what_fails_is_tried_by_the_next() -> None:
    kept = Refreshed("oud", lambda _: 0.0)

    def fail() -> str:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        kept.of("1", fail)
    assert kept.of("1", lambda: "nieuw") == "nieuw"
    assert kept.of("1", fail) == "nieuw"


def test_it_is_kept_for_a_while() -> None:
    kept = Refreshed("", lambda _: 1000.0)
    assert [kept.of(stamp, lambda stamp=stamp: stamp) for stamp in ("1", "2")] == ["1", "1"]  # type: ignore[misc]
