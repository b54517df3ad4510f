"""Figures that a reader pastes to see beside a series: read, drawn and forgotten. Pure Python."""

from __future__ import annotations

import re

from core.text.numbers import NotANumber, read_number
from core.text.sanitise import one_line
from monitor.series.lines import Line, Value, make_line

MOST_ROWS = 1_000
LONGEST_NAME = 80
_BETWEEN = re.compile(r"([;\t])")
_YEAR = re.compile(r"(?:19|20)\d\d")


class BadPaste(ValueError):
    """Text that cannot be read; `problems` are Dutch sentences with the line they are about."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_pasted(text: str, name: str, unit: str) -> Line:
    """A line of what stands in `text`: a period and a number on each line, with a semicolon or tab between.

    A first line without a number is a heading and is passed by, as is a period of which nothing is filled in.

    :raises BadPaste: with every problem in it.
    """
    values, problems = [], []
    lines = [(place, line) for place, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_ROWS:
        raise BadPaste([f"Dit zijn {len(lines)} regels. Plak er hooguit {MOST_ROWS}."])
    for place, line in lines:
        period, mark, figure = [*_BETWEEN.split(line, maxsplit=1), "", ""][:3]
        if mark and not figure.strip():
            continue
        try:
            value = read_number(figure.strip())
        except NotANumber:
            is_heading = place == lines[0][0] and len(lines) > 1 and bool(mark)
            if not is_heading or any(map(str.isdigit, figure)):
                problems.append(f"Regel {place}: zet een periode en een getal op de regel, zoals 2024;1.250.")
            continue
        if value < 0:
            problems.append(f"Regel {place}: een telling is niet kleiner dan nul.")
            continue
        year = _YEAR.search(period)
        values.append(Value(one_line(period)[:LONGEST_NAME], int(year[0]) if year else None, value, unit))
    if problems:
        raise BadPaste(problems[:10])
    if not values:
        raise BadPaste(["Plak minstens één regel met een periode en een getal, zoals 2024;1.250."])
    return make_line("eigen", name or "Jullie eigen cijfers", "", unit, values)
