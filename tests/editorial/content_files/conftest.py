"""A small content directory: three methods, two cases and the pages they stand under."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

CONTENT = Path(__file__).resolve().parents[3] / "content"
STEP = {"title": "Tel", "text": "Tel de brieven.", "who": "jij", "duration": "1 dag", "outcome": "een telling"}
SOURCE = {"title": "Een bron", "url": "https://bron.example/", "read_on": "2026-11-23", "certainty": "A"}
LAW = {"rule": "Een wet", "asks": "Dat je het ook op papier kunt doen.", "source_title": "De wet"}


def method(number: int, **changes: Any) -> dict[str, Any]:
    """A good method; a change replaces a field."""
    return {
        "number": number,
        "title": f"Methode {number}",
        "slug": f"methode-{number}",
        "gist": "Doe iets dat helpt.",
        "theme": "kanaalsturing",
        "channels": ["post"],
        "families": ["gemeente"],
        "barriers": ["onbekend"],
        "why": "Omdat mensen **niet** weten dat het kan, zie [methode 1](methode:1).",
        "steps": [STEP, STEP, STEP, STEP],
        "laws": [{**LAW, "read_on": "2026-11-23"}, {"rule": "Nog een wet", "asks": "Geldt dit ook bij ons?"}],
        "owner": "Redactie",
        "sources": [SOURCE],
        **changes,
    }


def case(number: int, **changes: Any) -> dict[str, Any]:
    """A good case with one result from 34% to 50%; a change replaces a field."""
    return {
        "number": number,
        "title": f"Voorbeeld {number}",
        "slug": f"voorbeeld-{number}",
        "gist": "Er gebeurde iets.",
        "kind": "measurement",
        "organisations": ["dienst-justis"],
        "methods": [1],
        "situation": "Van 34% naar 50%, 16 procentpunt erbij.",
        "results": [
            {
                "indicator": "digitaal-aandeel",
                "as_published": "van 34% naar 50%",
                "contrast": "before-after",
                "shape": "share",
                "first": "34",
                "second": "50",
                "design": "before_after",
                "methods": [{"method": 1, "relation": "alone"}],
                "sources": [SOURCE],
            }
        ],
        **changes,
    }


class Directory:
    """A content directory to write into."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str, data: Any) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(_as_text(data), allow_unicode=True, sort_keys=False))

    def method(self, number: int, **changes: Any) -> None:
        self.write(f"methods/{number:03d}.yaml", method(number, **changes))

    def case(self, number: int, **changes: Any) -> None:
        self.write(f"cases/{number:03d}.yaml", case(number, **changes))


def _as_text(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _as_text(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_as_text(value) for value in data]
    return str(data)


@pytest.fixture
def directory(tmp_path: Path) -> Directory:
    root = tmp_path / "content"
    shutil.copytree(CONTENT / "vocabulary", root / "vocabulary")
    made = Directory(root)
    made.write(
        "pages/home.yaml",
        {
            "path": "/",
            "type": "home",
            "title": "Thuis",
            "claim": "Welkom",
            "introduction": "Hier is het.",
            "featured": [1],
        },
    )
    made.write("pages/methoden.yaml", {"path": "/methoden/", "type": "listing", "title": "Methoden", "kind": "methode"})
    made.write(
        "pages/praktijk.yaml",
        {"path": "/praktijk/", "type": "listing", "title": "Praktijk", "kind": "praktijkvoorbeeld"},
    )
    made.method(1)
    made.method(2, before=[1])
    made.method(3)
    made.case(1)
    made.case(2, methods=[2])
    return made


@pytest.fixture
def exported(tmp_path: Path) -> Callable[[str], dict[str, str]]:
    """Export what is in the database; file name and text of everything written."""
    from editorial.content_files.file_writer import export_content

    def export(name: str) -> dict[str, str]:
        root = tmp_path / name
        root.mkdir(exist_ok=True)
        export_content(root)
        return {path.relative_to(root).as_posix(): path.read_text() for path in sorted(root.rglob("*.yaml"))}

    return export
