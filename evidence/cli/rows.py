"""Results from a CSV file. Every wrong cell is named by line and column, and then nothing is computed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from evidence.cli.cells import CellError, Row, figures_of, result_of
from evidence.kinds import Better
from evidence.results import Result

REQUIRED = ("after_events", "after_n", "before_events", "before_n")
OPTIONAL = (
    "organisation",
    "indicator",
    "better",
    "design",
    "relation",
    "change_points",
    "change_relative",
    "direction",
    "guard",
    "source",
    "months",
    "measured_on",
)


@dataclass(frozen=True)
class Problem:
    """What is wrong, where. `line` counts from 1, the header included; `column` is empty for a whole line."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = f"regel {self.line}, kolom {self.column}" if self.column else f"regel {self.line}"
        return f"{where}: {self.message}"


class WrongRows(Exception):
    """The file cannot be used; `problems` says why, in the order of the lines."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(map(str, problems)))
        self.problems = problems


def read_rows(text: str) -> list[Result]:
    """The results in a CSV file, given as text. Comma or semicolon between cells; empty lines are skipped.

    Raises WrongRows with every problem found.
    """
    problems: list[Problem] = []
    results: list[Result] = []
    ways: dict[str, tuple[Better, int]] = {}
    lines = _lines(text)
    columns = _columns(next(lines, (1, [])), problems)
    if problems:
        raise WrongRows(problems)
    for line, cells in lines:
        if len(cells) != len(columns):
            problems.append(Problem(line, "", f"{len(cells)} cellen, maar de kop heeft {len(columns)} kolommen"))
            continue
        result = _result(Row(line, dict(zip(columns, cells, strict=True))), problems)
        if result is None:
            continue
        results.append(result)
        better, earlier = ways.setdefault(result.indicator, (result.better, line))
        if better is not result.better:
            message = f"deze indicator heeft op regel {earlier} ‘{better}’ en hier ‘{result.better}’"
            problems.append(Problem(line, "better", message))
    if problems:
        raise WrongRows(problems)
    return results


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every line that is not empty, with its number. Raises WrongRows where it is no CSV."""
    head = text.partition("\n")[0]
    delimiter = ";" if ";" in head and "," not in head else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, [cell.strip() for cell in cells]
            start = reader.line_num + 1
    except csv.Error as error:
        raise WrongRows([Problem(start, "", f"geen leesbare CSV ({error})")]) from error


def _columns(header: tuple[int, list[str]], problems: list[Problem]) -> list[str]:
    line, cells = header
    columns = [cell.lower() for cell in cells]
    for name in REQUIRED:
        if name not in columns:
            problems.append(Problem(line, name, "deze kolom ontbreekt in de kop"))
    for place, name in enumerate(columns):
        if name not in REQUIRED + OPTIONAL:
            problems.append(Problem(line, cells[place] or str(place + 1), "deze kolom kennen we niet"))
        elif name in columns[:place]:
            problems.append(Problem(line, name, "deze kolom staat er twee keer"))
    return columns


def _result(row: Row, problems: list[Problem]) -> Result | None:
    """The result of a line, or None when a cell is wrong."""
    found: list[CellError] = []
    figures = figures_of(row, found)
    result = result_of(row, figures, found)
    problems.extend(Problem(row.line, each.column, each.message) for each in found)
    return None if found else result
