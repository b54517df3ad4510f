"""One entry of a register, whatever the register. Pure Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from vocabulary.imports.csv_files import Checker


@dataclass(frozen=True)
class Entry:
    """`uri` identifies it; `family` is the slug of a family, empty for a product; `line` is where it was read."""

    line: int
    uri: str
    label: str
    family: str = ""
    started_on: date | None = None
    ended_on: date | None = None


def merge(entries: Sequence[Entry], checker: Checker) -> list[Entry]:
    """Each address once, in the order of the file. The same address twice must say the same.

    :raises FileRefused: when `checker` found anything, or an address contradicts itself.
    """
    found: dict[str, Entry] = {}
    for entry in entries:
        first = found.setdefault(entry.uri, entry)
        if entry.uri and replace(entry, line=first.line) != first:
            checker.report(entry.line, f"‘{entry.uri}’ staat ook op regel {first.line}, met andere gegevens.")
    checker.finish()
    return list(found.values())
