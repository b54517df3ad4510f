"""The pages of a content folder, what was counted of them, and what every part of the bank asks of a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from lab.bank.tables import Bank, Row, bare, numbers

FAMILIES = {
    "GEM": "gemeente",
    "PROV": "provincie",
    "WS": "waterschap",
    "DEP": "beleidsdepartement",
    "KUO": "kleine-uitvoeringsorganisatie",
    "GUO": "grote-uitvoeringsorganisatie",
}

Page = dict[str, Any]
Problems = Iterator[str]


class Content:
    """Counts are of a part: its name, how many the bank has, and how many the content."""

    def __init__(self, bank: Bank, folder: Path) -> None:
        self.bank = bank
        self.counts: list[tuple[str, int, int]] = []
        self.pages: dict[str, list[Page]] = defaultdict(list)
        for path in sorted((folder / "pages").glob("*.yaml")):
            page = yaml.safe_load(path.read_text(encoding="utf-8"))
            self.pages[page["type"]].append(page)
        words = yaml.safe_load((folder / "vocabulary/products.yaml").read_text(encoding="utf-8")) or []
        self.products = {word["slug"]: word for word in words}

    def counted(self, part: str, in_bank: int, in_content: int) -> Problems:
        self.counts.append((part, in_bank, in_content))
        if in_bank != in_content:
            yield f"{part}: {in_bank} in the bank, {in_content} in the content"

    def source(self, where: str, address: str, row: Row) -> Problems:
        """One that the row names; or that stands elsewhere in the bank, for a row that only names another file."""
        if not address or bare(address) in row.addresses:
            return
        if row.addresses or bare(address) not in self.bank.beside:
            yield f"{where}: the source {address} does not stand in the bank"


def not_in(where: str, told: str, text: str) -> Problems:
    """A problem for each figure of `told` that does not stand in `text`."""
    for number in sorted(numbers(told) - numbers(text)):
        yield f"{where}: {number} does not stand in the bank"
