"""Read what a visitor gets."""

from __future__ import annotations

import json
from typing import Any

from bs4 import BeautifulSoup
from django.test import Client


def soup(client: Client, path: str, status: int = 200) -> BeautifulSoup:
    response = client.get(path)
    assert response.status_code == status, f"{path}: {response.status_code}"
    return BeautifulSoup(response.content, "html.parser")


def words(node: Any) -> str:
    """The text of a node as one line, without soft hyphens."""
    return " ".join(node.get_text(" ").replace("\N{SOFT HYPHEN}", "").split())


def cards(node: Any, kind: str) -> list[int]:
    """The numbers of the cards or rows of a kind."""
    return [int(found["data-number"]) for found in node.select(f"[data-kind={kind}]") if found["data-number"]]


def data_blocks(page: BeautifulSoup) -> dict[str, dict[str, Any]]:
    """The schema.org blocks of a page by type."""
    blocks = [json.loads(block.get_text()) for block in page.select("script[type='application/ld+json']")]
    return {block["@type"]: block for block in blocks}
