"""Percentiles, tables and verdicts: what turns measurements into what people read."""

from __future__ import annotations

import math

import pytest

from lab import prove
from lab.large_index import cells
from lab.tables import kilobytes, milliseconds, percentile, table
from lab.volume import more_queries


def test_a_percentile_is_a_value_that_was_seen() -> None:
    assert [percentile([4, 1, 3, 2], share) for share in (0.25, 0.5, 0.95, 1)] == [1, 2, 4, 4]
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert math.isnan(percentile([], 0.5))


def test_figures_have_as_many_decimals_as_make_sense() -> None:
    assert [milliseconds(value) for value in (0.0001234, 0.01234, 0.1234)] == ["0.12", "12.3", "123"]
    assert kilobytes(12_345) == "12.3 kB"


def test_a_table_is_markdown() -> None:
    assert table(["a", "b"], [[1, "x"]]) == "| a | b |\n| --- | --- |\n| 1 | x |"


def test_ours_is_compared_with_the_bare_engine_where_there_is_one() -> None:
    times = {"answer": [0.002, 0.004], "bare": [0.001, 0.002], "clock": [0.003]}
    assert cells(times)[-1] == "2.00"
    assert cells({name: times[name] for name in ("answer", "clock")})[0] == ""


def test_more_queries_than_on_the_small_site_are_named() -> None:
    small = {"home": {"queries": 5}, "search": {"queries": 12}}
    assert more_queries(small, {"home": {"queries": 6}, "search": {"queries": 12}}) == ["home"]


def test_one_failed_proof_fails_all_and_stops_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []
    monkeypatch.setattr(prove, "run", lambda module: asked.append(module) or module[0] == "broken")
    proofs = {"a": ("broken", ""), "b": ("fine", "kills=1")}
    assert prove.main(proofs=proofs) == 1
    assert prove.main(proofs={"b": proofs["b"]}, tiny=True) == 0
    assert asked == [["broken"], ["fine"], ["fine", "kills=1"]]
    assert "failed: a" in capsys.readouterr().out
