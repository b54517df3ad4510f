"""The proof by published shapes, as far as it goes without them: `make prove RULES=folder` runs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rdflib import SH

from lab.shapes import _shapes, measure

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <https://www.example.nl/> .
x:shape a sh:NodeShape ; sh:property x:given, x:missing .
x:given sh:path x:title ; sh:minCount 1 .
"""


def test_it_says_that_nothing_was_judged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    settings.PUBLISHER_URI = settings.SITE_OWNER = ""
    monkeypatch.setenv("RULES", str(tmp_path))
    assert measure()["title"].startswith("Not judged")


def test_a_property_that_the_files_do_not_hold_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(SHAPES)
    shapes, left_out = _shapes([file])
    assert (len(list(shapes.subject_objects(SH.property))), left_out) == (1, 1)
