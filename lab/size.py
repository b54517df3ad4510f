"""Counts the code: `python -m lab.size` per room, `python -m lab.size --root DIRECTORY` of another checkout.

Product is every room without migrations and tests. Lines are as they stand in the files, empty ones included.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from lab.tables import table

ROOT = Path(__file__).resolve().parents[1]
# Folders that are no room of the product.
_OTHERS = {"tests": "tests", "lab": "lab", "benchmarks": "lab", "frontend": "build of the front end"}
_SKIPPED = {".venv", "node_modules", "var", "migrations", "__pycache__"}
HEAD = ["", "modules", "lines", "classes", "dataclasses"]


def main(root: Path = ROOT) -> int:
    rooms = sorted({path.relative_to(root).parts[0] for path in _files(root, "*/**/*.py")})
    counted = {name: count(_files(root / name, "**/*.py")) for name in rooms}
    product = [row for name, row in counted.items() if name not in _OTHERS]
    rows: list[list[object]] = [[name, *row] for name, row in counted.items() if name not in _OTHERS]
    rows.append(["**product**", *(sum(column) for column in zip(*product, strict=True))])
    rows += [[_OTHERS[name], *row] for name, row in counted.items() if name in _OTHERS]
    files = {"templates": "**/*.html", "styles": "frontend/styles/*.css", "scripts": "frontend/scripts/*.js"}
    for name, pattern in files.items():
        found = list(_files(root, pattern))
        rows.append([name, len(found), sum(map(_lines, found)), "", ""])
    sys.stdout.write(table(HEAD, rows) + "\n")
    return 0


def count(paths: Iterable[Path]) -> Sequence[int]:
    """Modules, lines, classes and dataclasses."""
    listed = list(paths)
    trees = [ast.walk(ast.parse(path.read_text(encoding="utf-8"))) for path in listed]
    classes = [node for tree in trees for node in tree if isinstance(node, ast.ClassDef)]
    made = sum(any("dataclass" in ast.unparse(each) for each in node.decorator_list) for node in classes)
    return len(listed), sum(map(_lines, listed)), len(classes), made


def _files(root: Path, pattern: str) -> Iterable[Path]:
    """Not those of tools and migrations; nor what is below `.git` and the like."""
    for path in sorted(root.glob(pattern)):
        parts = path.relative_to(root).parts
        if not _SKIPPED.intersection(parts) and not any(part.startswith(".") for part in parts):
            yield path


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT)
    sys.exit(main(**vars(parser.parse_args())))
