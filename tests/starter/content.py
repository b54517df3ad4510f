"""The starter content as its files say it, to compare the site with."""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from tests.starter.needs import ROOT

CONTENT = ROOT / "content"
SECTION = {"methods": "methoden", "cases": "praktijk"}


@cache
def items(kind: str) -> dict[int, dict[str, Any]]:
    """`methods` or `cases` by number."""
    found = (yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((CONTENT / kind).glob("*.yaml")))
    return {item["number"]: item for item in found}


def address(kind: str, number: int) -> str:
    """Path of the page of a method or a case."""
    return f"/{SECTION[kind]}/{items(kind)[number]['slug']}/"


def page_paths() -> set[str]:
    """Paths of every page of the starter content."""
    pages = {yaml.safe_load(path.read_text(encoding="utf-8"))["path"] for path in (CONTENT / "pages").glob("*.yaml")}
    return pages | {address(kind, number) for kind in SECTION for number in items(kind)}
