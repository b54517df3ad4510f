"""The room stands by itself: the standard library and nothing else."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOM = Path(__file__).resolve().parents[2] / "evidence"
MODULES = sorted(ROOM.rglob("*.py"))


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOM).as_posix())
def test_only_the_standard_library(path: Path) -> None:
    assert imported(path) - {"evidence"} <= set(sys.stdlib_module_names)


def test_there_is_a_room() -> None:
    assert len(MODULES) > 15
