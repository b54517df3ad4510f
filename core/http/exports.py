"""Rows as a file: CSV for a Dutch spreadsheet and JSON for a program, from one list of columns.

A column says once what it is called, what it means, what form its values have and how they are read; every file holds
the same, and the API describes itself by it. Rows are written as they come, so a file is as long as it must be and
memory is not.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from itertools import islice
from typing import Any, Generic, TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.encoding import iri_to_uri

from core.http.csv_safety import safe_cell

Row = TypeVar("Row")
Cell = str | int | Decimal | date | Sequence[Any] | None

_LINES_AT_ONCE = 200
# How the files are written.
BETWEEN, DELIMITER, LINE_END = " | ", ";", "\r\n"
_TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json", "jsonl": "application/jsonl"}


class Form(Enum):
    """What a value is. Text is empty where there is nothing to say; every other form is None then."""

    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    YES_NO = "yes or no"
    DAY = "day"
    MOMENT = "moment"
    ADDRESS = "address"


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`name` is the header and the key, `label` says in Dutch what it holds.

    A column of numbers says their `unit`, which is a column of its own (`name`_eenheid), so that the numbers stay
    numbers. With `many` a value is a sequence of values of that form; with `parts` a sequence of rows, which these
    columns read.
    """

    name: str
    label: str
    value: Callable[[Row], Cell]
    unit: Callable[[Row], str] | None = None
    form: Form = Form.TEXT
    many: bool = False
    parts: Sequence[Column[Any]] = ()


def csv_parts(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """The parts of the file: semicolons, decimal commas, and a mark that makes a sheet read it as UTF-8."""
    read = all_columns(columns)
    writer = csv.writer(_Echo(), delimiter=DELIMITER, lineterminator=LINE_END)
    yield "\ufeff" + writer.writerow([column.name for column in read])
    yield from _joined(writer.writerow([_csv_cell(column, row) for column in read]) for row in rows)


def json_parts(
    columns: Sequence[Column[Row]], rows: Iterable[Row], *, about: Mapping[str, Any], things: str
) -> Iterator[str]:
    """The parts of one JSON object: `about`, what the columns mean, and the rows under the name `things`."""
    head = {**about, "kolommen": {column.name: column.label for column in columns}}
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "{things}": ['
    read = all_columns(columns)
    lines = (json.dumps(record(read, row), ensure_ascii=False) for row in rows)
    yield from _joined(f"{',' if place else ''}\n{line}" for place, line in enumerate(lines))
    yield "\n]}\n"


def download(parts: Iterable[str], name: str, *, is_short: bool = False) -> HttpResponseBase:
    """The parts as a file with this name, whose ending says what it is. Not for search engines.

    A file that is always short is sent whole, so that it can be kept and checked as a page is.
    """
    kind = _TYPES[name.rpartition(".")[2]]
    response: HttpResponseBase
    response = HttpResponse("".join(parts), kind) if is_short else StreamingHttpResponse(parts, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def all_columns(columns: Sequence[Column[Row]]) -> list[Column[Row]]:
    """Each column with, after it, that of its unit."""
    found: list[Column[Row]] = []
    for column in columns:
        found.append(column)
        if column.unit is not None:
            found.append(Column(f"{column.name}_eenheid", f"Eenheid van ‘{column.label}’", column.unit))
    return found


def record(columns: Sequence[Column[Row]], row: Row, named: Callable[[str], str] = str) -> dict[str, Any]:
    """The row as JSON holds it, with the names of `columns` (`all_columns`) as `named` writes them."""
    return {named(column.name): _json_value(column, column.value(row), named) for column in columns}


def _csv_cell(column: Column[Row], row: Row) -> str:
    value = column.value(row)
    if isinstance(value, str):
        return safe_cell(value)
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, (int, Decimal)):
        return f"{Decimal(value).normalize():f}".replace(".", ",")
    if column.parts and value:
        return safe_cell(json.dumps(_json_value(column, value, str), ensure_ascii=False))
    plain = _json_value(column, value, str)
    return safe_cell(BETWEEN.join(map(str, plain)) if isinstance(plain, list) else plain or "")


def _json_value(column: Column[Any], value: Any, named: Callable[[str], str]) -> Any:
    """The value for JSON. A decimal becomes a float, which keeps all digits of our figures; a moment is in UTC."""
    if isinstance(value, str) and column.form is Form.ADDRESS:
        return iri_to_uri(value)
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if column.parts:
        return [record(all_columns(column.parts), each, named) for each in value]
    return [_json_value(column, each, named) for each in value]


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """The lines in batches: each part that is sent costs more than a line does."""
    remaining = iter(lines)
    while batch := "".join(islice(remaining, _LINES_AT_ONCE)):
        yield batch


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text
