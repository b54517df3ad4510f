"""The proofs of an installation read the manual and the units as they are, and see what is wrong."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import pytest

from lab import prove_install, soak
from lab.installed import Tree, block, unit


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    return Tree(tmp_path, "postgres://od@127.0.0.1/od")


def test_the_places_of_the_manual_are_below_the_tree(tree: Tree) -> None:
    values = tree.placed(block("SECRET_KEY="))
    assert f"DATA_DIR={tree.root}/var/lib/optimaal-digitaal" in values
    for name in ("optimaal-digitaal.service", "optimaal-digitaal-worker.service", "optimaal-digitaal-backup.service"):
        command = shlex.split(tree.placed(unit(name)["ExecStart"]))
        assert command[0].startswith(f"{tree.root}/srv/optimaal-digitaal/current/.venv/bin/")
    assert tree.placed(unit("optimaal-digitaal.socket")["ListenStream"]).startswith(str(tree.root))


def test_the_blocks_that_are_walked_are_those_of_the_manual() -> None:
    assert block("createsuperuser").startswith("python3 -m venv")
    steps = block(".venv/bin/python manage.py check --deploy").splitlines()
    assert [step.split()[2] for step in steps][:3] == ["check", "backup", "migrate"]
    assert "restore" in block("--replace --no-migrate")


def test_a_line_that_fails_stops_the_walk_with_what_it_said(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tree, "as_user", {})
    (tree.root / "etc").mkdir()
    tree.path("/etc/optimaal-digitaal.env").write_text("NAME=a value\n")
    with pytest.raises(RuntimeError, match="kanarie"):
        tree.walk('test "$NAME" = "a value"\necho kanarie >&2; exit 3', tree.root)


def test_a_log_that_holds_a_secret_is_seen(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Tree, "get", lambda *_, **__: (404, None, b""))
    masked = {"access.log": "/s/…\n" * 500}
    monkeypatch.setattr(Tree, "logs", lambda _: masked)
    assert prove_install._logs(tree) == []
    masked["error.log"] = f"GET /s/{prove_install.SECRET}/"
    assert any("error.log" in one for one in prove_install._logs(tree))
    masked.clear()
    assert prove_install._logs(tree) == ["secret addresses are not in the log"]


def test_what_readers_and_the_editor_saw_of_a_fault() -> None:
    """What began before a fault and ended in it, or began in it and ended after, is told of the fault."""
    phases = [("nothing, at first", 0.0, 10.0), ("the database is restarted", 10.0, 20.0), ("nothing", 20.0, 30.0)]

    def visit(at: float, failed: bool = False) -> dict[str, Any]:
        return {"at": at, "seconds": 1.0, "failed": failed, "by_copy": False, "is_plain": False}

    visits = [visit(5.0), visit(9.5, failed=True), visit(12.0, failed=True), visit(19.5, failed=True), visit(25.0)]
    acts = [{"at": 11.0, "error": "OperationalError"}, {"at": 12.5}, {"at": 25.0}, {"at": 40.0, "error": "X"}]
    seen, told = soak.by_phase(visits, phases), soak.by_phase(acts, phases)
    calm, broken, after = (soak._row(phase, seen[phase], told[phase]) for phase in phases)
    assert [row[2:4] for row in (calm, broken, after)] == [[1, 0], [3, 3], [1, 0]]
    assert broken[:2] == ["the database is restarted", "10"]
    assert broken[-3:] == [1, "1 OperationalError", "10"]
    assert after[-3:] == [1, 0, ""]
