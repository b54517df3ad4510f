"""The document of the API keeps the rules, and its predicates find what breaks them."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.resources import resources
from tests.api.rules import faults

pytestmark = pytest.mark.django_db
_NAMES = Path(__file__).parent / "names.tsv"


def test_the_document_keeps_the_rules(document: dict[str, Any]) -> None:
    assert faults(document) == []
    assert {"/methoden", "/methoden/{nummer}", "/begrippen/{lijst}/{begrip}", "/_zoek"} <= set(document["paths"])
    example = document["components"]["schemas"]["Methode"]["properties"]["titel"]["example"]
    assert example == "Bellen"


def _drop(*path: str) -> Callable[[dict[str, Any]], None]:
    def spoil(document: dict[str, Any]) -> None:
        *first, last = path
        for name in first:
            document = document[name]
        del document[last]

    return spoil


def _rename(old: str, new: str) -> Callable[[dict[str, Any]], None]:
    def spoil(document: dict[str, Any]) -> None:
        document["paths"][new] = document["paths"].pop(old)

    return spoil


def _put(value: Any, *path: Any) -> Callable[[dict[str, Any]], None]:
    def spoil(document: dict[str, Any]) -> None:
        *first, last = path
        for name in first:
            document = document[name]
        document[last] = value

    return spoil


_METHODS = ("paths", "/methoden", "get")
_ROW = ("items", "properties")
_CHANGE = ("components", "schemas", "Methode", "properties", "wijzigingenVoorLezers", *_ROW)


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (_put("3.1.0", "openapi"), "3.0.3"),
        (_put("1.0", "info", "version"), "semver"),
        (_drop("info", "contact", "email"), "contact"),
        (_put([{"url": "https://www.example.nl/api/v"}], "servers"), "servers"),
        (_put([{"url": "http://www.example.nl/api/v1"}], "servers"), "servers"),
        (_rename("/methoden", "/methoden/"), "slash"),
        (_rename("/methoden", "/alleMethoden"), "kebab"),
        (_rename("/methoden", "/methoden.csv"), "kebab"),
        (_put({"responses": {}}, "paths", "/methoden", "trace"), "no method"),
        (_put("zoek", *_METHODS, "operationId"), "operationId"),
        (_put("per_bladzijde", *_METHODS, "parameters", -1, "name"), "camelCase"),
        (_drop(*_METHODS, "responses", "400"), "no 400"),
        (_drop(*_METHODS, "responses", "200", "headers", "API-Version"), "API-Version"),
        (_put({"content": {"text/html": {"schema": {}}}}, *_METHODS, "responses", "404"), "problem+json"),
        (_put(["status"], "components", "schemas", "Probleem", "required"), "without status"),
        (_drop("components", "schemas", "Methode"), "nowhere"),
        (_drop(*_CHANGE, "datum", "format"), "without a format"),
        (_put({"type": "string"}, "components", "schemas", "Methode", "properties", "niet_zo"), "camelCase"),
    ],
)
def test_a_fault_is_found(document: dict[str, Any], spoil: Callable[[dict[str, Any]], None], fault: str) -> None:
    spoiled = copy.deepcopy(document)
    spoil(spoiled)
    try:
        found = faults(spoiled)
    except KeyError as missing:
        found = [f"{missing} leads nowhere"]
    assert any(fault in one for one in found), found


def test_a_name_that_others_use_does_not_change_by_itself() -> None:
    """Names follow from what editors read. Who changes one raises the version, and writes this file anew."""
    names = [f"{resource.name}\t{column.name}" for resource in resources().values() for column in resource.fields]
    assert len(names) == len(set(names))
    assert names == _NAMES.read_text().splitlines()
