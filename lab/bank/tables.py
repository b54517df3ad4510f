"""Reads a fact bank in Markdown: its tables by section, the sources they name, and the figures and years in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

_NUMBER = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_CODE = re.compile(r"\bS\d+b?\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What stands before a figure as its label: `25-65:` and `2014:`.
_LABEL = re.compile(r"\b\d+(?:\+|-\d+)?:|\bin (?=20\d\d)20\d\d")
_MONTHS = (
    *("jan(?:uari)?", "feb(?:ruari)?", "maart|mrt", "apr(?:il)?", "mei", "juni?", "juli?", "aug(?:ustus)?"),
    *("sept?(?:ember)?", "okt(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)


class Row(NamedTuple):
    """A row of a table: its cells by the head of their column, and the addresses of the sources it names."""

    cells: Mapping[str, str]
    addresses: frozenset[str]

    @property
    def text(self) -> str:
        return " | ".join(self.cells.values())

    def first(self) -> str:
        return next(iter(self.cells.values()))


class Bank:
    """The file of monitor and agenda, and the words of all files beside it."""

    def __init__(self, folder: Path) -> None:
        self.text = (folder / "bank-monitor-agenda.md").read_text(encoding="utf-8")
        self.beside = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.md")))
        self.sources = dict(_sources(self.section("8")))

    def section(self, number: str) -> str:
        """What stands below the heading with this number, up to the next heading that is not below it."""
        found = re.search(rf"^(#+) {re.escape(number)}[. ].*?$(.*?)(?=^#|\Z)", self.text, re.M | re.S)
        if found is None:
            raise LookupError(f"the bank has no part {number}")
        deeper = "#" * (len(found[1]) + 1)
        rest = self.text[found.end() :]
        below = re.match(rf"(?:{deeper} .*?(?=^#|\Z))*", rest, re.M | re.S)
        return found[2] + (below[0] if below else "")

    def tables(self, number: str) -> list[list[Row]]:
        blocks = re.findall(r"(?:^\|.*\n?)+", self.section(number), re.M)
        return [list(self._rows(block.splitlines())) for block in blocks]

    def addresses(self, text: str) -> frozenset[str]:
        """Of the sources this text names by their code; S84b is a second address of S84."""
        codes = [each for code in _CODE.findall(text) for each in (code, f"{code}b")]
        return frozenset(address for code in codes for address in self.sources.get(code, ()))

    def _rows(self, lines: Sequence[str]) -> Iterator[Row]:
        head, _, *rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
        for cells in rows:
            yield Row(dict(zip(head, cells, strict=False)), self.addresses(" ".join(cells)))


def _sources(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in text.splitlines():
        if found := re.match(r"(S\d+b?) (.*)", line):
            yield found[1], tuple(bare(word) for word in re.split(r"[;\s]+", found[2]) if "." in word)


def bare(address: str) -> str:
    """An address as the bank writes it: without its scheme, `www.` or a slash at the end."""
    return re.sub(r"^(?:https?://)?(?:www2?\.)?", "", address.strip()).rstrip("/,")


def numbers(text: str) -> set[Decimal]:
    """The figures in a text, and those of the months it names."""
    found = {Decimal(each.replace(".", "").replace(",", ".")) for each in _NUMBER.findall(str(text))}
    spoken = str(text).lower()
    return found | {Decimal(place) for place, month in enumerate(_MONTHS, 1) if re.search(rf"\b(?:{month})\b", spoken)}


def figures(cell: str) -> set[Decimal]:
    """The figures in a cell of values, without the ages and years that are labels."""
    return numbers(_LABEL.sub(" ", cell))


def moments(cell: str) -> list[tuple[str, str]]:
    """The year and the words of each moment in a cell: `mei; dec 2019` are two in 2019, `2016-2019` are four."""
    if found := re.fullmatch(r"(\d{4})-(\d{4})", cell.strip()):
        return [(str(year), str(year)) for year in range(int(found[1]), int(found[2]) + 1)]
    parts = [part.strip() for part in cell.split(";")]
    years = [next(iter(_YEAR.findall(part)), "") for part in parts]
    return [(year or next(filter(None, years[place:]), ""), parts[place]) for place, year in enumerate(years)]


def qualifiers(text: str) -> set[tuple[str, Decimal]]:
    """Each figure with the word before it: circa, ruim, bijna; for `circa 30 / 15` both."""
    found = set()
    for word, listed in re.findall(r"(circa|ruim|bijna)\s+(\d[\d.,]*(?: / \d[\d.,]*)*)", text):
        found |= {(word, number) for number in numbers(listed)}
    return found


def words(text: str) -> set[str]:
    """The beginnings of the longer words."""
    return {word[:6] for word in re.findall(r"[^\W\d_]{4,}", str(text).lower())}


def overlap(one: str, other: str) -> float:
    """Which part of the longer words of `one` stand in `other`."""
    mine = words(one)
    return len(mine & words(other)) / len(mine) if mine else 0.0


def name(text: str) -> str:
    """A name as it is compared: in small letters, one space between words."""
    return " ".join(str(text).lower().split())


def best(text: str, rows: Iterable[Row], least: float = 0.3) -> Row | None:
    """The row that most words of this text stand in."""
    scored = max(((overlap(text, row.text), place, row) for place, row in enumerate(rows)), default=(0.0, 0, None))
    return scored[2] if scored[0] >= least else None
