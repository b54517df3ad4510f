"""Percentiles, tables and verdicts: what turns measurements into what people read."""

from __future__ import annotations

import math
import os
import subprocess
import sys
from pathlib import Path

import pytest

from lab import prove
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


def test_commands_begin_without_django() -> None:
    """Each sets it up itself, so nothing that needs it may stand at the top of such a module."""
    modules = sorted(path.stem for path in Path(prove.__file__).parent.glob("*.py") if "__main__" in path.read_text())
    assert {"__main__", "relevance", "volume"} <= set(modules)
    code = "; ".join(f"import lab.{name}" for name in modules)
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
