"""How much code there is and how it is built, counted from the files. Needs no Django."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from lab.sites import ROOT

PACKAGES = ("config", "core", "vocabulary", "methods", "cases", "search", "home", "editorial", "evidence")
_Function = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Modules:
    """Figures of some modules. `lines` are all lines, `written` those that are not blank."""

    count: int
    lines: int
    written: int
    median: float
    largest: int
    largest_name: str
    functions: int
    typed: int


def modules(folders: Iterable[str]) -> Iterator[Path]:
    """Every module in these folders but migrations and empty ones."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts and "node_modules" not in path.parts and path.stat().st_size:
                yield path


def figures_of(paths: Iterable[Path]) -> Modules:
    """:raises ValueError: when there are no modules."""
    sources = {path: path.read_text(encoding="utf-8") for path in paths}
    lengths = {path: len(source.splitlines()) for path, source in sources.items()}
    functions = [
        node for source in sources.values() for node in ast.walk(ast.parse(source)) if isinstance(node, _Function)
    ]
    largest = max(lengths, key=lambda path: lengths[path])
    return Modules(
        count=len(sources),
        lines=sum(lengths.values()),
        written=sum(1 for source in sources.values() for line in source.splitlines() if line.strip()),
        median=median(lengths.values()),
        largest=lengths[largest],
        largest_name=largest.relative_to(ROOT).as_posix() if largest.is_relative_to(ROOT) else largest.name,
        functions=len(functions),
        typed=sum(function.returns is not None for function in functions),
    )


def direct_dependencies() -> list[str]:
    """Names of the run-time packages in the list people read."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    return [name.lower() for name in re.findall(r"^[A-Za-z0-9][\w.-]*", text, re.MULTILINE)]


def import_contracts() -> str:
    """`Contracts: 4 kept, 0 broken.`"""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)
    lines = [line for line in done.stdout.splitlines() if line.startswith("Contracts:")]
    return lines[-1] if lines else "Contracts: not checked"
