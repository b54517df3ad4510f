"""The cells of one line of a CSV file, read one by one."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from evidence.effects import effect_of
from evidence.figures import LARGEST, Counts, Figures, Points, Relative, Single, Words
from evidence.kinds import Better, Design, Relation, Spoken
from evidence.results import Result

_YES = {"yes", "true", "1", "y", "ja", "j"}
_NO = {"", "no", "false", "0", "n", "nee"}
_SPOKEN = {
    "rose": Spoken.ROSE,
    "up": Spoken.ROSE,
    "fell": Spoken.FELL,
    "down": Spoken.FELL,
    "same": Spoken.SAME,
    "no_change": Spoken.SAME,
    "no_clear_change": Spoken.SAME,
    "no clear change": Spoken.SAME,
}
_COUNTS = ("before_events", "before_n", "after_events", "after_n")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_Read = TypeVar("_Read")
_Word = TypeVar("_Word", bound=StrEnum)


class CellError(Exception):
    """A cell that cannot be used."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column
        self.message = message


@dataclass(frozen=True)
class Row:
    """A line: its number in the file and its cells by column, without spaces around them."""

    line: int
    cells: dict[str, str]

    def text(self, column: str) -> str:
        return self.cells.get(column, "")


def figures_of(row: Row, found: list[CellError]) -> Figures:
    """The most that the line gives: counts, else points, else a relative change, else only a direction."""
    counts = _try(lambda: _counts(row), found)
    points = _try(lambda: _decimal(row, "change_points", -100, 100), found)
    relative = _try(lambda: _decimal(row, "change_relative", -100, LARGEST), found)
    spoken = _try(lambda: _spoken(row), found)
    if counts is not None:
        return counts
    if points is not None:
        return Points(points)
    if relative is not None:
        return Relative(relative)
    if spoken is not None:
        return Words(spoken)
    if not found:
        found.append(CellError("after_events", "geen resultaat: geef aantallen, een verschil of een richting"))
    return Single()


def result_of(row: Row, figures: Figures, found: list[CellError]) -> Result | None:
    """The result of a line; None when a cell is wrong. A row without an organisation is one of its own."""
    better = _try(lambda: _one_of(row, "better", Better.HIGHER), found)
    design = _try(lambda: _one_of(row, "design", Design.BEFORE_AFTER), found)
    relation = _try(lambda: _one_of(row, "relation", Relation.ALONE), found)
    guard = _try(lambda: _yes_or_no(row, "guard"), found)
    months = _try(lambda: _decimal(row, "months", 0, LARGEST), found)
    measured_on = _try(lambda: _day(row, "measured_on"), found)
    if found or better is None or design is None or relation is None:
        return None
    name = " ".join(row.text("organisation").split())
    result = Result(
        # A name never starts with a space, so this is nobody else.
        organisation=name.casefold() or f" regel {row.line}",
        name=name,
        indicator=" ".join(row.text("indicator").split()),
        figures=figures,
        better=better,
        design=design,
        relation=relation,
        reports_guard=bool(guard),
        months=months,
        measured_on=measured_on,
        source_opens=re.match(r"https?://\S", row.text("source"), re.IGNORECASE) is not None,
    )
    _check_signs(row, result, found)
    return None if found else result


def _try(read: Callable[[], _Read], found: list[CellError]) -> _Read | None:
    try:
        return read()
    except CellError as error:
        found.append(error)
        return None


def _counts(row: Row) -> Counts | None:
    if not any(row.text(column) for column in _COUNTS):
        return None
    for column in _COUNTS:
        if not row.text(column):
            raise CellError(column, "leeg, terwijl andere aantallen zijn ingevuld: geef alle vier of geen")
    before, before_n, after, after_n = (_whole(row, column) for column in _COUNTS)
    for side, events, total in (("before", before, before_n), ("after", after, after_n)):
        if total == 0:
            raise CellError(f"{side}_n", "een totaal van 0")
        if events > total:
            raise CellError(f"{side}_events", f"{events} is meer dan het totaal van {total}")
    return Counts(before, before_n, after, after_n)


def _whole(row: Row, column: str) -> int:
    text = row.text(column)
    if not re.fullmatch(r"[0-9]{1,30}", text):
        raise CellError(column, f"‘{text[:40]}’ is geen heel getal van 0 of meer")
    if int(text) > LARGEST:
        raise CellError(column, f"{text} is meer dan {LARGEST}")
    return int(text)


def _decimal(row: Row, column: str, low: int, high: int) -> float | None:
    text = row.text(column)
    if not text:
        return None
    if not re.fullmatch(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?", text):
        raise CellError(column, f"‘{text[:40]}’ is geen getal (schrijf een punt voor de decimalen, zonder %)")
    if not low <= float(text) <= high:
        raise CellError(column, f"{text} ligt niet tussen {low} en {high}")
    return float(text)


def _spoken(row: Row) -> Spoken | None:
    """In words; better and worse are turned back into which way the indicator went."""
    text = row.text("direction").lower()
    if not text:
        return None
    if text in _SPOKEN:
        return _SPOKEN[text]
    if text in ("better", "worse"):
        lower = row.text("better").lower() == Better.LOWER
        return Spoken.ROSE if (text == "better") is not lower else Spoken.FELL
    raise CellError("direction", f"‘{text[:40]}’ is niet better, worse, same, rose of fell")


def _one_of(row: Row, column: str, default: _Word) -> _Word:
    text = row.text(column).lower()
    words = type(default)
    if not text:
        return default
    if text not in list(words):
        raise CellError(column, f"‘{text[:40]}’ is niet {', '.join(words)}")
    return words(text)


def _yes_or_no(row: Row, column: str) -> bool:
    text = row.text(column).lower()
    if text not in _YES | _NO:
        raise CellError(column, f"‘{text[:40]}’ is niet yes of no")
    return text in _YES


def _day(row: Row, column: str) -> date | None:
    """The last day measured: a day, or the last of a month or a year."""
    text = row.text(column)
    if not text:
        return None
    match = _DATE.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year = int(match.group(1))
        month = int(match.group(2) or 12)
        return date(year, month, int(match.group(3) or monthrange(year, month)[1]))
    except ValueError as error:
        raise CellError(column, f"‘{text[:40]}’ is geen datum als 2024-05-31, 2024-05 of 2024") from error


def _check_signs(row: Row, result: Result, found: list[CellError]) -> None:
    """Whatever else the line says of the change may not contradict the figures it is computed from."""
    sign = effect_of(result).sign
    for column in ("change_points", "change_relative", "direction"):
        if not row.text(column):
            continue
        if column == "direction":
            said = _spoken(row)
            other = said.sign if said is not None else None
            if other == 0 and not isinstance(result.figures, Words):
                continue  # "no clear change" may go with any figures: the interval decides
        else:
            value = float(row.text(column))
            other = (value > 0) - (value < 0)
        if other != sign:
            found.append(CellError(column, "spreekt de andere cijfers op deze regel tegen"))
