"""The list of what is shipped is whole, may be shipped, and is CycloneDX to its own schema."""

from __future__ import annotations

import json
import os
import re
from importlib import import_module

import pytest

from lab import parts
from tests.starter.needs import ROOT


def test_everything_that_is_locked_or_built_in_is_listed() -> None:
    listed = {part["bom-ref"] for part in parts.parts()}
    for lock in parts.LOCKS:
        for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", (ROOT / lock).read_text(), re.M):
            assert f"pkg:pypi/{name.lower()}@{version}" in listed
    built_in = json.loads((ROOT / "frontend" / "package.json").read_text())["dependencies"]
    assert {f"pkg:npm/{name}@{version}" for name, version in built_in.items()} <= {
        str(one).replace("%40", "@") for one in listed
    }
    assert all((ROOT / part["bom-ref"]).exists() for part in parts.parts() if part["type"] == "file")


def test_every_licence_may_be_shipped() -> None:
    assert parts.unknown_licences() == {}


def test_a_licence_that_is_not_known_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(parts._OF_PACKAGE, "django", "AGPL-3.0-only")
    assert list(parts.unknown_licences().values()) == ["AGPL-3.0-only"]
    assert parts.licence_of("no-such-package") == "NOASSERTION"


def test_the_list_is_valid_by_its_own_schema() -> None:
    try:
        validation, schema = import_module("cyclonedx.validation.json"), import_module("cyclonedx.schema")
    except ImportError:
        if os.environ.get("REQUIRE_ALL"):
            raise
        pytest.skip("No CycloneDX schema here: pip install -r requirements-dev.lock")
    judge = validation.JsonStrictValidator(schema.SchemaVersion.V1_6)
    assert judge.validate_str(json.dumps(parts.bill())) is None
