"""One written sentence that says what a row or a chart shows. Pure Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cases.choices import Direction
from cases.figures.display import FigureKind
from cases.results.result_row import ResultRow
from core.text.numbers import sentence_case

_COUNTED = {
    Direction.BETTER: "beter",
    Direction.NO_CHANGE: "geen duidelijke verandering",
    Direction.MIXED: "wisselend",
    Direction.WORSE: "slechter",
    Direction.UNKNOWN: "nog niet te zeggen",
}
_NO_FIGURES = "De cijfers zijn niet gepubliceerd."
# With a null result whose numbers the source does not give.
MISSED = "De aantallen zijn niet gepubliceerd: een klein verschil kan gemist zijn."
_MINUS = "\N{MINUS SIGN}"


def count_directions(rows: Sequence[ResultRow]) -> tuple[tuple[Direction, int], ...]:
    """How many rows went each way, best first."""
    counted = Counter(row.direction for row in rows)
    return tuple((each, counted[each]) for each in Direction if counted[each])


def counted(counts: Sequence[tuple[Direction, int]]) -> str:
    """`bij 3 metingen beter, bij 1 geen duidelijke verandering`; empty when nothing was counted."""
    parts = []
    for place, (direction, count) in enumerate(counts):
        noun = (" meting" if count == 1 else " metingen") if place == 0 else ""
        parts.append(f"bij {count}{noun} {_COUNTED[direction]}")
    return ", ".join(parts)


def row_sentence(row: ResultRow) -> str:
    """What one row says, with who. The difference is ours, computed from the published numbers."""
    what = sentence_case(row.indicator.label)
    if row.organisations:
        what = f"{what} bij {row.organisation}"
    if row.kind is FigureKind.PAIR:
        said = f"{what}: {both_sides(row)}. {_difference(row.difference)}"
        return f"{said} {MISSED}" if row.is_null_without_figures else said
    if row.kind is FigureKind.CHANGE:
        missing = "De beginstand is" if row.is_over_time else "De cijfers per groep zijn"
        return f"{what}: {row.headline}. {missing} niet gepubliceerd."
    if row.kind is FigureKind.WORDS:
        return f"{what}: {row.headline.lower()}. {MISSED if row.is_null_without_figures else _NO_FIGURES}"
    if row.kind is FigureKind.SINGLE:
        return f"{what}: {row.headline}. Dit is één losse meting."
    return f"{what}: {row.as_published}."


def chart_sentence(rows: Sequence[ResultRow], counts: Sequence[tuple[Direction, int]]) -> str:
    """The sentence above a chart: every row when there are at most two, else the number of rows per direction."""
    if len(rows) <= 2:
        return " ".join(row_sentence(row) for row in rows)
    organisations = {name for row in rows for name in row.organisations}
    where = f" bij {len(organisations)} organisaties" if len(organisations) > 1 else ""
    spoken = counted(counts)
    return f"{len(rows)} metingen{where}: {spoken}. We tellen ze niet bij elkaar op."


def both_sides(row: ResultRow) -> str:
    """`van 34% naar 50%`, `23% zonder en 33% met`, or the names of the two sides."""
    qualifier = f"{row.qualifier} " if row.qualifier else ""
    if not any(row.contrast_labels) and row.is_over_time:
        return f"van {row.first} naar {qualifier}{row.second}"
    first, second = (
        f"bij ‘{label}’" if label else word for label, word in zip(row.contrast_labels, row.contrast_words, strict=True)
    )
    return f"{row.first} {first} en {qualifier}{row.second} {second}"


def _difference(difference: str) -> str:
    amount, _, unit = difference.partition(" ")
    unit = f" {unit}" if unit else ""
    if amount == "0":
        return "Dat is precies gelijk."
    word = "minder" if amount.startswith(_MINUS) else "meer"
    return f"Dat is {amount.lstrip('+' + _MINUS)}{unit} {word}."
