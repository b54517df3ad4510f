"""The markup of every kind of page, by the reference checker of the web's standards body."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.starter import needs
from tests.starter.page_kinds import PAGE_KINDS
from tests.starter.server import StarterSite

pytestmark = [pytest.mark.java, pytest.mark.node]


def test_valid(starter_server: StarterSite, node_modules: Path, tmp_path: Path) -> None:
    for kind, (path, _) in PAGE_KINDS.items():
        (tmp_path / f"{kind}.html").write_bytes(starter_server.follow(path).body)
    assert faults_in(tmp_path, node_modules) == []


def faults_in(folder: Path, node_modules: Path) -> list[tuple[str, str, str | None]]:
    """What is wrong with the files in it: which, the message, and where."""
    checker = [needs.java(11), "-jar", str(node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar")]
    finished = subprocess.run(
        [*checker, "--format", "json", "--stdout", "--exit-zero-always", "--errors-only", str(folder)],
        text=True,
        capture_output=True,
        timeout=900,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    messages = json.loads(finished.stdout)["messages"]
    return [(Path(each["url"]).stem, each["message"], each.get("extract")) for each in messages]
