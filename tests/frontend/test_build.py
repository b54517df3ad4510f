"""The built style sheet, script and pictures are those of their sources; the packages behind them are named."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.starter.needs import ROOT

FRONT = ROOT / "frontend"
BUILT = Path("core", "static", "site")
FREE = {"EUPL-1.2", "OFL-1.1", "MIT", "CC0-1.0", "MPL-2.0"}


def check(root: Path) -> subprocess.CompletedProcess[str]:
    """Rebuild in memory and compare with the files under `root`."""
    command = [sys.executable, str(root / "frontend" / "build.py"), "--check"]
    return subprocess.run(command, text=True, capture_output=True, timeout=900, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, node_modules: Path) -> Path:
    """The sources and what was built of them, somewhere else."""
    root = tmp_path_factory.mktemp("copy")
    shutil.copytree(FRONT, root / "frontend", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copytree(ROOT / BUILT, root / BUILT)
    (root / "frontend" / "node_modules").symlink_to(node_modules)
    return root


def test_no_style_asks_for_the_width_of_the_window() -> None:
    """The width that counts is that of the page in letters, or larger letters alone make tables too wide."""
    asking = re.compile(r"@media[^{]*\bwidth\b")
    sheets = sorted((FRONT / "styles").rglob("*.css"))
    assert sheets
    assert [sheet.name for sheet in sheets if asking.search(sheet.read_text(encoding="utf-8"))] == []


@pytest.mark.node
@pytest.mark.usefixtures("node_modules")
def test_built_files_are_those_of_the_sources() -> None:
    """Byte for byte, and within the budgets for what a visitor loads."""
    finished = check(ROOT)
    assert finished.returncode == 0, finished.stderr


@pytest.mark.node
@pytest.mark.parametrize("name", ["site.css", "site.js", "icons.svg", "fonts/fira-sans-latin-400-normal.woff2"])
def test_a_file_changed_by_hand_is_found(copy: Path, name: str) -> None:
    path = copy / BUILT / name
    built = path.read_bytes()
    path.write_bytes(built + b" ")
    finished = check(copy)
    path.write_bytes(built)
    assert finished.returncode == 1
    assert str(BUILT / name) in finished.stderr


@pytest.mark.node
def test_a_file_from_elsewhere_is_found(copy: Path) -> None:
    path = copy / BUILT / "stray.css"
    path.touch()
    finished = check(copy)
    path.unlink()
    assert finished.returncode == 1
    assert str(BUILT / "stray.css") in finished.stderr


@pytest.mark.node
def test_a_changed_source_is_found(copy: Path) -> None:
    path = copy / "frontend" / "styles" / "10-base.css"
    source = path.read_text(encoding="utf-8")
    path.write_text(f"{source}\nbody {{ order: 7; }}\n", encoding="utf-8")
    finished = check(copy)
    path.write_text(source, encoding="utf-8")
    assert finished.returncode == 1
    assert str(BUILT / "site.css") in finished.stderr


def locked() -> Iterator[tuple[str, dict[str, Any]]]:
    """Name and entry of every package in the lock file."""
    packages = json.loads((FRONT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return ((path.removeprefix("node_modules/"), entry) for path, entry in packages.items() if path)


def test_lock_names_no_registry() -> None:
    assert "registry" not in (FRONT / "package-lock.json").read_text(encoding="utf-8")
    assert "registry=" not in (FRONT / ".npmrc").read_text(encoding="utf-8").replace("lockfile-registry", "")
    assert [name for name, entry in locked() if "resolved" in entry] == []


def test_lock_pins_every_package_with_a_hash() -> None:
    named = json.loads((FRONT / "package.json").read_text(encoding="utf-8"))
    wanted = named["dependencies"] | named["devDependencies"]
    entries = dict(locked())
    assert [name for name, entry in entries.items() if not entry.get("integrity", "").startswith("sha512-")] == []
    assert {name: entries[name]["version"] for name in wanted} == wanted


def test_every_package_that_is_built_in_is_in_the_notice() -> None:
    """With its version and a licence that allows it; the notice of the project leads to that of the front end."""
    notice = (FRONT / "NOTICE.txt").read_text(encoding="utf-8")
    entries = dict(locked())
    named = json.loads((FRONT / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert [name for name, version in named.items() if f"{name} {version}\n" not in notice] == []
    assert {entries[name]["license"] for name in named} <= FREE
    assert "SIL Open Font License 1.1" in notice
    assert "frontend/NOTICE.txt" in (ROOT / "NOTICE").read_text(encoding="utf-8")
