"""The UPL: the uniform list of products of government. Pure Python."""

from __future__ import annotations

from vocabulary.imports.csv_files import Checker, read_records
from vocabulary.imports.entries import Entry, merge

COLUMNS = ("UniformeProductnaam", "URI")


def parse_products(data: bytes) -> list[Entry]:
    """The products of a UPL file, each address once; the file has a row for every legal ground of a product.

    :raises FileRefused: with every problem, by line.
    """
    checker = Checker()
    entries = [
        Entry(
            line=record.line,
            uri=checker.address(record, "URI"),
            label=checker.text(record, "UniformeProductnaam"),
        )
        for record in read_records(data, COLUMNS)
    ]
    return merge(entries, checker)
