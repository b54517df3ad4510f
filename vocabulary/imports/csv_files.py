"""Read a CSV file as registers publish them: byte order mark, commas or semicolons, odd quoting. Pure Python."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import urlsplit

from core.http.csv_safety import bare_cell
from core.text.sanitise import one_line

_DELIMITERS = (",", ";", "\t")
_MAX_URL = 255


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong, for the operator; `line` is 0 when it is the file as a whole."""

    line: int
    text: str

    def __str__(self) -> str:
        return f"Regel {self.line}: {self.text}" if self.line else self.text


class FileRefused(ValueError):
    """The file is not used at all. `problems` says what is wrong, line by line."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Record:
    """One record: the line it starts on and its values by column name, each clean and on one line."""

    line: int
    values: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.values.get(column, "")


@dataclass
class Checker:
    """Collects what is wrong with records, so that all of it is told at once."""

    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, text: str) -> None:
        self.problems.append(Problem(line, text))

    def text(self, record: Record, column: str, longest: int = 255) -> str:
        """A value that must be there."""
        value = record[column]
        if not value:
            self.report(record.line, f"kolom ‘{column}’ is leeg.")
        elif len(value) > longest:
            self.report(record.line, f"kolom ‘{column}’ is langer dan {longest} tekens.")
        return value

    def address(self, record: Record, column: str) -> str:
        """A web address that must be there."""
        value = record[column]
        try:
            parts = urlsplit(value)
            good = parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, value))
        except ValueError:
            good = False
        if not value:
            self.report(record.line, f"kolom ‘{column}’ is leeg.")
        elif not good or len(value) > _MAX_URL:
            self.report(record.line, f"‘{value[:80]}’ in kolom ‘{column}’ is geen webadres.")
        return value

    def day(self, record: Record, column: str) -> date | None:
        """A date as 2024-12-31, or nothing."""
        value = record[column]
        if not value:
            return None
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.report(record.line, f"‘{value[:80]}’ in kolom ‘{column}’ is geen datum. Schrijf 2024-12-31.")
            return None

    def finish(self) -> None:
        """:raises FileRefused: when anything was wrong."""
        if self.problems:
            raise FileRefused(self.problems)


def read_records(data: bytes, columns: Sequence[str]) -> list[Record]:
    """The records of a file that has at least these columns; empty lines are skipped.

    :raises FileRefused: when it is not text, has other columns, or a record is cut off.
    """
    text = _decode(data)
    delimiter = _delimiter(text, columns)
    rows = _rows(text, delimiter)
    header = [name.strip().strip(";").strip() for name in next(rows)[1]]
    needed = max(header.index(column) for column in columns) + 1
    records, problems = [], []
    for line, cells in rows:
        if len(cells) < needed:
            problems.append(Problem(line, f"{len(cells)} kolommen, dat zijn er te weinig."))
            continue
        records.append(
            Record(line, {name: bare_cell(one_line(cell)) for name, cell in zip(header, cells, strict=False)})
        )
    if not records and not problems:
        problems.append(Problem(0, "Het bestand heeft alleen een kopregel."))
    if problems:
        raise FileRefused(problems)
    return records


def _decode(data: bytes) -> str:
    if data.startswith(b"PK"):
        raise FileRefused([Problem(0, "Dit is een spreadsheet of zip-bestand. Sla het op als CSV (UTF-8).")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FileRefused([Problem(line, "de tekens zijn geen UTF-8. Sla het bestand op als CSV (UTF-8).")]) from error
    if "\0" in text:
        raise FileRefused([Problem(text[: text.index("\0")].count("\n") + 1, "dit is geen tekstbestand.")])
    return text


def _delimiter(text: str, columns: Sequence[str]) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise FileRefused([Problem(0, "Het bestand is leeg.")])
    missing: list[str] = list(columns)
    for delimiter in _DELIMITERS:
        found = {cell.strip().strip(";").strip() for cell in next(csv.reader([first], delimiter=delimiter))}
        absent = [column for column in columns if column not in found]
        if not absent:
            return delimiter
        missing = min(missing, absent, key=len)
    names = ", ".join(f"‘{column}’" for column in missing)
    raise FileRefused([Problem(1, f"dit is niet het goede bestand: kolom {names} ontbreekt.")])


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each starts on. A row that is quoted as a whole, as in the UPL file, is opened again."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for row in reader:
            cells = next(csv.reader([row[0]], delimiter=delimiter)) if len(row) == 1 and delimiter in row[0] else row
            if any(cell.strip(" ;") for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise FileRefused([Problem(line, f"deze regel is niet te lezen ({error}).")]) from error
