"""The proof by published shapes, as far as it goes without them: `make prove RULES=folder` runs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rdflib import SH

from lab.api_rules import found_in
from lab.shapes import _shapes, measure

SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <https://www.example.nl/> .
x:shape a sh:NodeShape ; sh:property x:given, x:missing .
x:given sh:path x:title ; sh:minCount 1 .
"""


def test_it_says_that_nothing_was_judged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    settings.PUBLISHER_URI = settings.SITE_OWNER = ""
    monkeypatch.setenv("RULES", str(tmp_path))
    assert measure()["title"].startswith("Not judged")
    assert measure()["problems"] == []


def test_the_shapes_lie_anywhere_in_the_folder_and_a_missing_judge_is_wrong(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    settings.PUBLISHER_URI = settings.SITE_OWNER = ""
    (tmp_path / "dcat" / "300").mkdir(parents=True)
    for place in ("dcat", "dcat/300"):
        (tmp_path / place / "dcat-ap-nl-SHACL.ttl").write_text(SHAPES)
    assert found_in(tmp_path, "dcat-ap-nl-SHACL.ttl") == tmp_path / "dcat" / "dcat-ap-nl-SHACL.ttl"
    monkeypatch.setenv("RULES", str(tmp_path))
    assert measure()["problems"] == ["pyshacl is missing"]


def test_a_property_that_the_files_do_not_hold_is_left_out(tmp_path: Path) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(SHAPES)
    shapes, left_out = _shapes([file])
    assert (len(list(shapes.subject_objects(SH.property))), left_out) == (1, 1)
