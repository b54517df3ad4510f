"""Counts are kept for the same question in the same state of the index, and never longer."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.backends.embedded import engine as engine_module
from search.backends.embedded.engine import EmbeddedEngine
from search.backends.embedded.facet_cache import Remembered
from search.contract import Facet, Sort
from tests.search.records import ask, fill, make_record

RECORDS = [make_record(number, f"Brief {number}", channel=["post"]) for number in range(1, 31)]


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """One entry for each time facets were really counted."""
    times: list[object] = []
    real = engine_module.facet_counts

    def count(*arguments: object) -> object:
        times.append(arguments)
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(engine_module, "facet_counts", count)
    return times


def filled(directory: Path, most: int = 100) -> EmbeddedEngine:
    engine = EmbeddedEngine(directory, remembered=Remembered(most))
    fill(engine, *RECORDS)
    return engine


def posts(engine: EmbeddedEngine, **asked: object) -> int:
    [value] = ask(engine, "brief", **asked).facets[Facet.CHANNEL]  # type: ignore[arg-type]
    return value.count


def test_another_page_and_another_order_count_nothing(tmp_path: Path, counted: list[object]) -> None:
    engine = filled(tmp_path)
    assert {posts(engine), posts(engine, page=2), posts(engine, sort=Sort.NUMBER)} == {30}
    assert len(counted) == 1


def test_another_question_or_filter_is_counted(tmp_path: Path, counted: list[object]) -> None:
    engine = filled(tmp_path)
    ask(engine, "brief")
    ask(engine, "telefoon")
    ask(engine, "brief", channel=["post"])
    assert len(counted) == 3


def test_a_change_of_the_index_is_counted_at_once(tmp_path: Path) -> None:
    engine = filled(tmp_path)
    assert posts(engine) == 30
    engine.write([make_record(31, "Nog een brief", channel=["post"])], [1, 2])
    assert posts(engine) == 29


def test_pages_that_turn_out_to_be_hidden_are_counted_apart(tmp_path: Path) -> None:
    engine = filled(tmp_path)
    assert posts(engine) == 30
    assert posts(engine, hidden=frozenset({1})) == 29


def test_the_least_used_go_first(tmp_path: Path, counted: list[object]) -> None:
    engine = filled(tmp_path, most=2)
    for text in ("brief", "post", "brief", "telefoon", "brief"):
        ask(engine, text)
    assert len(counted) == 3
    ask(engine, "post")
    assert len(counted) == 4


def test_nothing_is_kept_when_that_is_asked(tmp_path: Path, counted: list[object]) -> None:
    engine = filled(tmp_path, most=0)
    ask(engine, "brief")
    ask(engine, "brief")
    assert len(counted) == 2
