"""A scan as a file: written from one list of columns, and read back with the fields of the form."""

from __future__ import annotations

from core.http.exports import Column
from monitor.scan.forms import LineForm
from monitor.scan.models import ScanLine
from vocabulary.imports.csv_files import Checker, FileRefused, read_records
from vocabulary.models import Product

COLUMNS: tuple[Column[ScanLine], ...] = (
    Column("product", "Product", lambda row: row.product.label),
    Column("aantal", "Aantal per jaar", lambda row: row.volume),
    Column("stand", "Nu: niet, deels of helemaal", lambda row: row.level),
    Column("vooraf_ingevuld", "Vooraf ingevuld: ja of leeg", lambda row: "ja" if row.is_prefilled else ""),
    Column("te_volgen", "Te volgen: ja of leeg", lambda row: "ja" if row.is_tracked else ""),
    Column("optimum", "Wat het beste is: niet, deels of helemaal", lambda row: row.optimum),
    Column("reden", "Waarom dat het beste is", lambda row: row.reason),
    Column("inloggen", "Inloggen: nodig, onnodig, zonder of ontbreekt", lambda row: row.login),
    Column("digitaal", "Hoeveel van elke 100 digitaal gaan", lambda row: row.digital),
)
# In the order of the columns behind the product.
_FIELDS = ("volume", "level", "is_prefilled", "is_tracked", "optimum", "reason", "login", "digital")


def read_lines(data: bytes) -> list[ScanLine]:
    """The unsaved rows of a file with these columns; its products need not be in the list.

    :raises FileRefused: with every problem, by line.
    """
    names = tuple(column.name for column in COLUMNS)
    checker, rows = Checker(), []
    for record in read_records(data, names):
        name = checker.text(record, "product")
        cells = {field: record[column] for field, column in zip(_FIELDS, names[1:], strict=True)}
        form = LineForm({field: "" if cell.casefold() == "nee" else cell for field, cell in cells.items()})
        for field, texts in form.errors.items():
            checker.report(record.line, f"{names[1 + _FIELDS.index(field)]}: {' '.join(map(str, texts))}")
        if form.is_valid():
            rows.append(ScanLine(product=Product(label=name), **form.cleaned_data))
    if checker.problems:
        raise FileRefused(checker.problems)
    return rows
