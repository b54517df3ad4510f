"""The rules of the NL API Design Rules 2.2 that a machine can judge, as predicates of our own over a document.

They are stricter than the published ruleset where that has holes: the slash at the end, the version in the address, the
methods, and what every answer must declare.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_SEGMENT = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*|\{[a-z][a-zA-Z0-9]*\}")
_LAST = re.compile(rf"_?(?:{_SEGMENT.pattern})|openapi\.json")
_CAMEL = re.compile(r"[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)*")
_SEMVER = re.compile(r"(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)")
_SERVER = re.compile(r"https://[^/]+(?:/[a-z0-9-]+)*/v[1-9]\d*")
_DATE = re.compile(r"datum$|Datum$|date$|Date$")
_PROBLEM = {"status", "title", "detail"}
_METHODS = {"get", "head", "post", "put", "patch", "delete"}


def faults(document: dict[str, Any]) -> list[str]:
    """What is against the rules, each with where it stands."""
    return [*_about(document), *_paths(document), *_operations(document), *_schemas(document), *_references(document)]


def _about(document: dict[str, Any]) -> Iterator[str]:
    if document.get("openapi") != "3.0.3":
        yield "openapi: not 3.0.3"
    info = document.get("info", {})
    if not _SEMVER.fullmatch(info.get("version", "")):
        yield "info: the version is no semver"
    for name in ("name", "url", "email"):
        if not info.get("contact", {}).get(name):
            yield f"info: contact has no {name}"
    servers = [server.get("url", "") for server in document.get("servers", [])]
    if not servers or not all(map(_SERVER.fullmatch, servers)):
        yield "servers: no https address that ends in /v and the major version"


def _paths(document: dict[str, Any]) -> Iterator[str]:
    for path, operations in document["paths"].items():
        *first, last = path.split("/")[1:]
        if not (path.startswith("/") and all(map(_SEGMENT.fullmatch, first)) and _LAST.fullmatch(last)):
            yield f"{path}: not kebab-case, or a slash at the end"
        for method in operations.keys() - _METHODS:
            yield f"{path}: {method} is no method"


def _operations(document: dict[str, Any]) -> Iterator[str]:
    seen: set[str] = set()
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            where, name = f"{method} {path}", operation.get("operationId", "")
            if not name or name in seen:
                yield f"{where}: no operationId of its own"
            seen.add(name)
            parameters = operation.get("parameters", [])
            if {one["name"] for one in parameters if one["in"] == "path"} != set(re.findall(r"\{(\w+)\}", path)):
                yield f"{where}: the parameters of the path are not described"
            yield from (
                f"{where}: {one['name']} is not lower camelCase"
                for one in parameters
                if not _CAMEL.fullmatch(one["name"])
            )
            if (parameters or method != "get") and "400" not in operation["responses"]:
                yield f"{where}: no 400"
            for status, response in operation["responses"].items():
                yield from (f"{where} {status}: {fault}" for fault in _response(document, status, response))


def _response(document: dict[str, Any], status: str, response: dict[str, Any]) -> Iterator[str]:
    response = resolved(document, response)
    if status[0] in "23" and "API-Version" not in response.get("headers", {}):
        yield "no API-Version"
    if status[0] in "45":
        content = response.get("content", {})
        if set(content) != {"application/problem+json"}:
            yield "another type than problem+json"
        for one in content.values():
            schema = resolved(document, one["schema"])
            if not all(set(schema.get(name, ())) >= _PROBLEM for name in ("properties", "required")):
                yield "a problem without status, title or detail"
    if status == "422":
        yield "422 instead of 400"


def _schemas(document: dict[str, Any]) -> Iterator[str]:
    for name, schema in document["components"]["schemas"].items():
        if not re.fullmatch(r"[A-Z][a-zA-Z0-9]*", name):
            yield f"{name}: not PascalCase"
        for path, inner in _inner(schema, name):
            for member, one in inner.get("properties", {}).items():
                if not _CAMEL.fullmatch(member.removeprefix("_")):
                    yield f"{path}.{member}: not lower camelCase"
                kind = one.get("format")
                if _DATE.search(member) and one.get("type") == "string" and kind not in ("date", "date-time"):
                    yield f"{path}.{member}: a date without a format"
                if kind in ("time", "date-time-local"):
                    yield f"{path}.{member}: a time without a zone"
            if not set(inner.get("required", ())) <= set(inner.get("properties", {})):
                yield f"{path}: requires what it does not have"


def _references(document: dict[str, Any]) -> Iterator[str]:
    for path, inner in _inner(document, "#"):
        try:
            resolved(document, inner)
        except KeyError:
            yield f"{path}: {inner['$ref']} leads nowhere"


def resolved(document: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """What the part refers to, or the part itself.

    :raises KeyError: when it leads nowhere.
    """
    while isinstance(part, dict) and isinstance(reference := part.get("$ref"), str):
        part = document
        for name in reference.removeprefix("#/").split("/"):
            part = part[name]
    return part


def _inner(part: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        yield path, part
        for name, inner in part.items():
            yield from _inner(inner, f"{path}.{name}")
    elif isinstance(part, list):
        for place, inner in enumerate(part):
            yield from _inner(inner, f"{path}[{place}]")


def as_json_schema(document: dict[str, Any], part: Any) -> Any:
    """A schema of OpenAPI 3.0 as JSON Schema: without references, and null as a type."""
    if isinstance(part, list):
        return [as_json_schema(document, one) for one in part]
    if not isinstance(part, dict):
        return part
    schema = {
        name: as_json_schema(document, one) for name, one in resolved(document, part).items() if name != "nullable"
    }
    return {**schema, "type": [schema["type"], "null"]} if resolved(document, part).get("nullable") is True else schema
