"""A result that is still being typed, in one or two sentences: what the site will say of it, and how it will count.

Made by the code that pages and summaries are made with (`ResultRow`, `summaries.adapter`, `evidence`), so that an
editor never reads anything else here than a visitor does there.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from cases.admin.plausibility import Warn, unlikely
from cases.charts.captions import both_sides
from cases.choices import CaseKind, Direction, Relation, Shape
from cases.figures.display import FigureKind
from cases.models import CasePage, Result
from cases.results.result_row import ResultRow
from cases.summaries.adapter import Surroundings, as_result
from core.text.numbers import enumeration, number, sentence_case
from evidence import Design, Role, summarise
from evidence import Direction as Way
from methods.models import MethodIndicator, MethodPage

_DIRECTIONS = {
    Direction.BETTER: "beter",
    Direction.NO_CHANGE: "geen duidelijke verandering",
    Direction.MIXED: "wisselend",
    Direction.WORSE: "slechter",
}
_DESIGNS = {
    Design.BEFORE_AFTER: "Voor-na",
    Design.WITH_TREND: "Voor-na naast een trend",
    Design.COMPARISON: "Met een groep ernaast",
    Design.STAGGERED: "In stappen ingevoerd",
    Design.RANDOMISED: "Door loting verdeeld",
}
_RELATED = {
    Relation.BUNDLE: "Samen met iets anders: staat bij de methode, maar telt niet mee met wat los is getest.",
    Relation.VERSUS: "Twee aanpakken tegenover elkaar: telt nergens voor mee.",
    Relation.UNKNOWN: "Onbekend wat er verschilde: staat alleen bij het praktijkvoorbeeld.",
    "": "Kies bij de methode nog wat er verschilde.",
}
_BACKGROUND = "Telt nergens voor mee: dit is achtergrond."
_GUARD = "als iets wat niet slechter mag worden"


@dataclass(frozen=True)
class Around:
    """What stands around the result in the form: the kind of case, what it says of methods, an openable source.

    `relations` has by key of the method what differed, empty when that is not chosen yet.
    """

    kind: str
    relations: Mapping[int, str]
    source_opens: bool


def sentences(result: Result, around: Around, today: date) -> tuple[str, ...]:
    """What it says and how it counts, for figures that can be; empty when nothing is filled in yet.

    `result` need not be saved nor complete, but has an indicator.
    """
    row = ResultRow(result, CasePage())
    what = _what(row, result)
    if not what:
        return ()
    spoken = [what]
    if row.trend is not None:
        first, second = row.trend.texts
        spoken.append(f"Ernaast ging het van {first} naar {second}: daarna blijft {row.left} over.")
    if around.kind == CaseKind.BACKGROUND:
        return (*spoken, _BACKGROUND)
    if row.is_versus:
        return (*spoken, "Telt nergens voor mee: je ziet welke van de twee beter was, niet of een van de twee werkt.")
    if row.direction is Direction.UNKNOWN:
        return (*spoken, "Telt niet mee: er is niets om mee te vergelijken.")
    return (*spoken, *_counts(result, around, today))


def warnings(result: Result, today: date) -> tuple[Warn, ...]:
    """What is possible and unlikely in it. `result` has an indicator."""
    return unlikely(result, today)


def _what(row: ResultRow, result: Result) -> str:
    """`Van 34% naar 50%: +16 procentpunt, beter.`"""
    direction = _DIRECTIONS.get(row.direction, "")
    if row.kind is FigureKind.PAIR:
        said = ", ".join(part for part in (row.difference, direction) if part)
        return f"{sentence_case(both_sides(row))}: {said}."
    if row.kind in (FigureKind.CHANGE, FigureKind.WORDS) and row.headline:
        said = ", ".join(part for part in (row.headline, direction) if part)
        missing = "De beginstand is" if row.kind is FigureKind.CHANGE else "De cijfers zijn"
        return f"{sentence_case(said)}. {missing} niet gepubliceerd."
    if row.kind is FigureKind.SINGLE:
        return f"{sentence_case(row.headline)}: één losse meting."
    if row.series:
        points = row.series.points
        (first_at, first), (last_at, last) = points[0], points[-1]
        return f"Reeks van {len(points)} metingen, van {number(first)} ({first_at}) naar {number(last)} ({last_at})."
    return "Cijfers ter achtergrond." if result.shape == Shape.CONTEXT else ""


def _counts(result: Result, around: Around, today: date) -> tuple[str, ...]:
    """With which design it counts, on which level by itself, for what; and what the site calls it."""
    outcome = as_result(result, Surroundings("", "", Role.MAIN, around.source_opens))
    summary = summarise([outcome], as_of=today)
    design = outcome.counted_design
    level = f"niveau {summary.strength.level}"
    what = f"{_DESIGNS[design]}, één organisatie"
    observed = summary.direction is not Way.NO_CLEAR_CHANGE and not design.is_compared
    called = ("De site noemt dit een waargenomen verandering.",) if observed else ()
    beside = tuple(said for relation, said in _RELATED.items() if relation in around.relations.values())
    alone = [key for key, relation in around.relations.items() if relation == Relation.ALONE]
    guarded, aimed = _roles(result, alone)
    if not guarded and not aimed:
        return (*(beside or (f"{what}: {level}, maar telt nog voor geen methode mee.",)), *called)
    if not aimed:
        return (f"{what}: telt mee {_GUARD}.", *beside, *called)
    numbers = enumeration([str(each) for each in guarded])
    as_guard = f" Bij methode {numbers} telt het mee {_GUARD}." if guarded else ""
    return (f"{what}: telt mee op {level}.{as_guard}", *beside, *called)


def _roles(result: Result, method_ids: Collection[int]) -> tuple[list[int], list[int]]:
    """The numbers of the methods for which the indicator is a guard, and of those that aim at it."""
    aims: dict[int, set[int]] = {}
    rows = MethodIndicator.objects.filter(page_id__in=method_ids)
    for method_id, indicator_id in rows.values_list("page_id", "indicator_id"):
        aims.setdefault(method_id, set()).add(indicator_id)
    guarded: list[int] = []
    aimed: list[int] = []
    methods = MethodPage.objects.filter(pk__in=method_ids).order_by("number")
    for page_id, method_number in methods.values_list("pk", "number"):
        is_main = page_id not in aims or result.indicator_id in aims[page_id]
        (aimed if is_main else guarded).append(method_number or 0)
    return guarded, aimed
