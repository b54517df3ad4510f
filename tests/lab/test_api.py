"""The proofs of the API are themselves proved: what is slow, wrong or grows is seen, and what was not done is said."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lab import api_load, api_rules, open_data_volume


def visit(seconds: float = 0.01, failed: bool = False) -> dict[str, Any]:
    return {"at": 0.0, "seconds": seconds, "failed": failed}


@pytest.mark.parametrize(
    ("asked", "memory", "wrong"),
    [
        ([visit()] * 100, [100, 200, 201, 202], []),
        ([visit()] * 99 + [visit(failed=True)], [100, 200, 200, 200], ["1 errors"]),
        ([visit()] * 90, [100, 200, 200, 200], ["90 answers instead of 100"]),
        ([visit()] * 90 + [visit(0.5)] * 10, [100, 200, 200, 200], ["p95 of 500 ms"]),
        ([visit()] * 100, [100, 200, 250, 300], ["memory grew from 200 to 300 MB"]),
    ],
)
def test_what_is_wrong_is_seen(asked: list[dict[str, Any]], memory: list[int], wrong: list[str]) -> None:
    assert api_load.problems(asked, [], memory, 100) == wrong


def test_the_memory_of_processes_below_is_counted() -> None:
    """That of the one that a process of ours began, once it runs."""
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'print(1, flush=True); input()'])"
    process = subprocess.Popen([sys.executable, "-c", child], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        assert process.stdout.readline().strip() == b"1"
        [megabytes] = api_load.below(process.pid)
        assert megabytes > 1
    finally:
        process.communicate(b"\n")


def test_without_the_published_rules_that_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert api_rules.main(str(tmp_path)) == 0
    assert "Not judged by the published ruleset" in capsys.readouterr().out


@pytest.fixture
def _own_files(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    yield


@pytest.mark.django_db
def test_the_volume_says_when_memory_grows(_own_files: None) -> None:
    report = open_data_volume.measure(most_more=-1)
    assert [row[0] for row in report["tables"][0][1]][-1] == "the zip"
    assert len(report["problems"]) == 1
