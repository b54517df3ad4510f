"""How the code is built: small modules, typed functions, one room for each engine."""

from __future__ import annotations

import ast
import graphlib
import re
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
# Every room: a folder with Python of ours that is not the tests.
PACKAGES = sorted(path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name != "tests")
MAX_LINES = 300
MAX_FUNCTION_LINES = 60
# Tables rather than code: fields of a file format, settings.
LONG_BY_NATURE = {"config/settings/production.py"}


def modules() -> Iterator[Path]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path


MODULES = list(modules())


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_are_short(path: Path) -> None:
    lines = len(path.read_text().splitlines())
    assert lines <= MAX_LINES or name(path) in LONG_BY_NATURE, f"{lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_functions_are_short_and_typed(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= MAX_FUNCTION_LINES, f"{node.name} has {length} lines"
            assert node.returns is not None or node.name == "__init__", f"{node.name} has no return type"


@pytest.mark.parametrize(
    ("package", "room"),
    [
        ("tantivy", "search/backends/embedded/"),
        ("elasticsearch", "search/backends/elasticsearch/"),
        ("elastic_transport", "search/backends/elasticsearch/"),
    ],
)
def test_only_its_engine_imports_a_search_package(package: str, room: str) -> None:
    pattern = re.compile(rf"^\s*(import|from) {package}\b", re.MULTILINE)
    importers = [name(path) for path in MODULES if pattern.search(path.read_text())]
    assert importers or package == "elastic_transport"
    assert all(importer.startswith(room) for importer in importers)


def test_pages_are_never_indexed_from_a_signal_of_wagtail() -> None:
    """`page_published` is sent outside the transaction of the change, so nothing may depend on it.

    Contributions are told by our own signal, and look once more here at what was not public yet then.
    """
    users = [name(path) for path in MODULES if re.search(r"import.*\bpage_published\b", path.read_text())]
    assert users == ["contributions/base/signal_handlers.py"]


def test_no_module_needs_itself_by_way_of_others() -> None:
    """Imports within functions count too; an import for the type checker alone hides a circle."""
    graph = grimp.build_graph(*PACKAGES)
    graphlib.TopologicalSorter({one: graph.find_modules_directly_imported_by(one) for one in graph.modules}).prepare()
    assert [name(path) for path in MODULES if "TYPE_CHECKING" in path.read_text()] == []


def test_search_names_no_kind_of_page() -> None:
    """A kind is registered by its room (`core.published`); search asks the registry."""
    assert [
        name(path)
        for path in MODULES
        if name(path).startswith("search/") and re.search(r"\b(MethodPage|CasePage)\b", path.read_text())
    ] == []


def test_requirements_are_few_and_explained() -> None:
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]
    assert len(packages) <= 17
    for place, line in enumerate(lines):
        if line and not line.startswith("#"):
            above = [each for each in lines[max(0, place - 4) : place] if each.startswith("#")]
            assert above, f"{line} has no reason"


@pytest.mark.parametrize(
    "lock", ["requirements.lock", "requirements-pdf.lock", "requirements-dev.lock", "frontend/package-lock.json"]
)
def test_locks_name_no_registry(lock: str) -> None:
    text = (ROOT / lock).read_text()
    assert "--index-url" not in text
    assert '"resolved"' not in text
    assert "pypi.org/simple" not in text


def test_no_style_or_script_stands_in_a_template() -> None:
    """The content policy has no `unsafe-inline`, but does not reach mail; data in JSON-LD is not script."""
    for path in (ROOT / "templates").rglob("*.html"):
        text = path.read_text()
        assert name(path).startswith("templates/mail/") or not re.search(r"\sstyle=", text), name(path)
        assert not re.search(r"\son[a-z]+=\"", text), name(path)
        assert "<style" not in text, name(path)
        for attributes in re.findall(r"<script([^>]*)>", text):
            assert "src=" in attributes or "application/ld+json" in attributes, name(path)
