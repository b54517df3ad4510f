"""Percentiles, tables, stopwatch, verdicts: what turns measurements into what people read."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from lab import prove
from lab.code_figures import direct_dependencies, figures_of, modules
from lab.kill_during_publish import summary
from lab.kill_rounds import moments
from lab.search_speed import ratio
from lab.stopwatch import Stopwatch
from lab.tables import kilobytes, milliseconds, percentile, table
from lab.volume import more_queries


def test_a_percentile_is_a_value_that_was_seen() -> None:
    assert [percentile([4, 1, 3, 2], share) for share in (0.25, 0.5, 0.95, 1)] == [1, 2, 4, 4]
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert math.isnan(percentile([], 0.5))


def test_figures_have_as_many_decimals_as_make_sense() -> None:
    assert [milliseconds(value) for value in (0.0001234, 0.01234, 0.1234)] == ["0.12", "12.3", "123"]
    assert kilobytes(12_345) == "12.3 kB"
    assert [ratio(30, 2), ratio(3, 2)] == ["15", "1.5"]


def test_a_table_is_markdown() -> None:
    assert table(["a", "b"], [[1, "x"]]) == "| a | b |\n| --- | --- |\n| 1 | x |"


def test_time_within_another_watched_function_is_not_counted_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 4.0, 10.0])
    monkeypatch.setattr("lab.stopwatch.time.perf_counter", lambda: next(clock))
    watch = Stopwatch()
    with watch.time("outer"), watch.time("inner"):
        pass
    assert watch.seconds == {"outer": 7.0, "inner": 3.0}


def test_watched_functions_are_put_back() -> None:
    original = Path.exists
    watch = Stopwatch()
    with watch.watching([(Path, "exists", "looks")]):
        Path.exists(Path())
    assert Path.exists is original
    assert watch.calls == {"looks": 1}


def test_more_queries_than_on_the_small_site_are_named() -> None:
    small = {"home": {"queries": [5, 5]}, "search": {"queries": [7, 12]}}
    large = {"home": {"queries": [5, 6]}, "search": {"queries": [12, 12]}}
    assert more_queries(small, large) == ["home"]
    assert more_queries(small, small) == []


def test_kills_are_spread_over_the_publish_and_around_its_commit() -> None:
    found = moments(answer=1.0, found=2.0, count=20)
    assert len(found) == 20
    assert min(found) < 0.2
    assert max(found) > 2.0
    assert sum(0.7 <= moment <= 2.2 for moment in found) >= 10


def test_the_summary_of_the_kills_names_what_is_torn() -> None:
    good = {"published": True, "found": True, "committed": True, "indexed": False, "problems": []}
    torn = {"published": True, "found": False, "committed": True, "indexed": True, "problems": ["x"]}
    assert "1 times published and found, 0 times neither, 1 times torn" in summary([good, torn])
    assert "Rounds with a problem: 1" in summary([good, torn])


def test_code_is_counted_as_it_is(tmp_path: Path) -> None:
    for name, source in {
        "a.py": "def f() -> int:\n    return 1\n",
        "b.py": "def g():\n\n    return 1\n\n\nx = 1\n",
    }.items():
        (tmp_path / name).write_text(source)
    found = figures_of([tmp_path / "a.py", tmp_path / "b.py"])
    assert (found.count, found.lines, found.written, found.median) == (2, 8, 5, 4)
    assert (found.largest, found.largest_name) == (6, "b.py")
    assert (found.functions, found.typed) == (2, 1)


def test_the_project_is_counted() -> None:
    assert not any("migrations" in path.parts for path in modules(["search", "cases"]))
    assert "wagtail" in direct_dependencies()


def test_one_failed_proof_fails_all_and_stops_none(capsys: pytest.CaptureFixture[str]) -> None:
    asked = []

    def broken() -> int:
        asked.append("broken")
        raise RuntimeError("kapot")

    def fine() -> int:
        asked.append("fine")
        return 0

    assert prove.main({"a": broken, "b": fine}) == 1
    assert prove.main({"b": fine}) == 0
    assert asked == ["broken", "fine", "fine"]
    assert "failed: a" in capsys.readouterr().out
