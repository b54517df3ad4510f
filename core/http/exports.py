"""Rows as a file: CSV for a Dutch spreadsheet and JSON for a program, from one list of columns.

A column says once what it is called, what it means and how it is read; both forms hold the same. Rows are written as
they come, so a file is as long as it must be and memory is not.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any, Generic, TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from core.http.csv_safety import safe_cell

Row = TypeVar("Row")
Cell = str | int | Decimal | Sequence[str] | None

_LINES_AT_ONCE = 200
_BETWEEN = " | "


@dataclass(frozen=True)
class Column(Generic[Row]):
    """`name` is the header and the key, `label` says in Dutch what it holds.

    A column of numbers says their `unit`, which is a column of its own (`name`_eenheid), so that the numbers stay
    numbers. A value may be text, a number, several texts, or None where there is nothing to say.
    """

    name: str
    label: str
    value: Callable[[Row], Cell]
    unit: Callable[[Row], str] | None = None


def csv_parts(columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Iterator[str]:
    """The parts of the file: semicolons, decimal commas, and a mark that makes a sheet read it as UTF-8."""
    read = _readers(columns)
    writer = csv.writer(_Echo(), delimiter=";", lineterminator="\r\n")
    yield "\ufeff" + writer.writerow([name for name, _ in read])
    yield from _joined(writer.writerow([_csv_cell(value(row)) for _, value in read]) for row in rows)


def json_parts(
    columns: Sequence[Column[Row]], rows: Iterable[Row], *, about: Mapping[str, Any], things: str
) -> Iterator[str]:
    """The parts of one JSON object: `about`, what the columns mean, and the rows under the name `things`."""
    read = _readers(columns)
    head = {**about, "kolommen": {column.name: column.label for column in columns}}
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "{things}": ['
    lines = (json.dumps({name: _json_value(value(row)) for name, value in read}, ensure_ascii=False) for row in rows)
    yield from _joined(f"{',' if place else ''}\n{line}" for place, line in enumerate(lines))
    yield "\n]}\n"


def download(parts: Iterable[str], name: str, *, is_short: bool = False) -> HttpResponseBase:
    """The parts as a file with this name, whose ending says what it is. Not for search engines.

    A file that is always short is sent whole, so that it can be kept and checked as a page is.
    """
    kind = "text/csv; charset=utf-8" if name.endswith(".csv") else "application/json"
    response: HttpResponseBase
    response = HttpResponse("".join(parts), kind) if is_short else StreamingHttpResponse(parts, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _readers(columns: Sequence[Column[Row]]) -> list[tuple[str, Callable[[Row], Cell]]]:
    """Each column with, after it, that of its unit."""
    found: list[tuple[str, Callable[[Row], Cell]]] = []
    for column in columns:
        found.append((column.name, column.value))
        if column.unit is not None:
            found.append((f"{column.name}_eenheid", column.unit))
    return found


def _csv_cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, (int, Decimal)):
        return f"{Decimal(value).normalize():f}".replace(".", ",")
    return safe_cell(value if isinstance(value, str) else _BETWEEN.join(value))


def _json_value(value: Cell) -> Any:
    """The value for JSON. A decimal becomes a float, which keeps all digits of our figures."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, (str, int)) else list(value)


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """The lines in batches: each part that is sent costs more than a line does."""
    remaining = iter(lines)
    while batch := "".join(islice(remaining, _LINES_AT_ONCE)):
        yield batch


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text
