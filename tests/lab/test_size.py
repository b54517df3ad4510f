"""What is counted of the code."""

from __future__ import annotations

from pathlib import Path

import pytest

from lab.size import count, main


def test_modules_lines_classes_and_dataclasses(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_text("@dataclass(frozen=True)\nclass A:\n    class B:\n        pass\n\n\nclass C:\n    pass\n")
    assert list(count([path])) == [1, 8, 3, 1]


def test_migrations_and_tests_are_no_product(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("core/a.py", "core/migrations/b.py", "tests/c.py", ".venv/x/d.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    main(tmp_path)
    written = capsys.readouterr().out
    assert "| core | 1 | 1 | 0 | 0 |" in written
    assert "| **product** | 1 | 1 | 0 | 0 |" in written
    assert "| tests | 1 | 1 | 0 | 0 |" in written
