"""The columns of every file with results, once for the overview, a method and whoever reads them by program."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from django.conf import settings

from cases.choices import Relation, Shape
from cases.figures.display import FigureKind
from cases.models import Result
from cases.results.method_links import MethodLink
from cases.results.result_row import ResultRow
from core.http.exports import Cell, Column, Form
from evidence import Role, left_after_trend
from vocabulary.models import Indicator

_HUNDRED = Decimal(100)
_PERCENT, _POINTS = "procent", "procentpunt"
_SIGNED_CHANGE = re.compile(r"((?:\w+ )?)([+−])([^+−]+)")
_ROLES = {Role.MAIN: "hoofdmaat", Role.GUARD: "mag niet slechter worden"}


class ExportedResult(NamedTuple):
    """A result and the methods it says something about; by their numbers, what each aims at with the indicator."""

    row: ResultRow
    methods: Sequence[MethodLink]
    roles: Mapping[int, Role]


def sides(result: Result) -> tuple[Decimal | None, Decimal | None]:
    """Before and after, rounded to four decimals; only the second of a single measurement."""
    if result.shape == Shape.COUNTS:
        first = _share(result.first_events, result.first_total)
        return first, _share(result.second_events, result.second_total)
    if result.shape in (Shape.SHARE, Shape.VALUE):
        return result.first, result.second
    return None, result.second if result.shape == Shape.SINGLE else None


def _share(events: int | None, total: int | None) -> Decimal | None:
    return round(events * _HUNDRED / total, 4) if events is not None and total else None


def _methods_by(each: ExportedResult, relations: Sequence[str]) -> list[str]:
    return [f"{method.number}. {method.title}" for method in each.methods if method.relation in relations]


def _unit(each: ExportedResult) -> str:
    is_share = each.row.result.shape in (Shape.COUNTS, Shape.SHARE)
    return _PERCENT if is_share else str(Indicator.Unit(each.row.result.indicator.unit).label)


def _first(each: ExportedResult) -> Cell:
    return sides(each.row.result)[0]


def _second(each: ExportedResult) -> Cell:
    return sides(each.row.result)[1]


def _difference(each: ExportedResult) -> tuple[Decimal | None, str]:
    """How much it changed and in what; nothing where the source gives a range or words."""
    result = each.row.result
    first, second = sides(result)
    if each.row.compares and first is not None and second is not None:
        return second - first, _POINTS if _unit(each) == _PERCENT else _unit(each)
    published = ((result.change_points, _POINTS), (result.change_relative, _PERCENT), (result.change_factor, "keer"))
    return next(((value, unit) for value, unit in published if value is not None), (None, ""))


def _outcome(each: ExportedResult) -> str:
    """The headline, with a word for its sign: a sheet takes what begins with a plus for a formula."""
    headline = each.row.headline
    signed = _SIGNED_CHANGE.fullmatch(headline) if each.row.kind is FigureKind.CHANGE else None
    return f"{signed[1]}{signed[3]} {'hoger' if signed[2] == '+' else 'lager'}" if signed else headline


def _left_after_trend(each: ExportedResult) -> Cell:
    left = left_after_trend(each.row.result.measured) if each.row.trend else None
    return round(Decimal(str(left.left)), 1) if left else None


def _roles(each: ExportedResult) -> list[str]:
    """One word when it is the same for all methods, otherwise the number of each method before its own."""
    words = {number: _ROLES[role] for number, role in each.roles.items()}
    if len(set(words.values())) == 1:
        return list(words.values())[:1]
    return [f"{number}: {word}" for number, word in words.items()]


def _unless_none(value: Cell, unit: str) -> str:
    return "" if value is None else unit


RESULT_COLUMNS: tuple[Column[ExportedResult], ...] = (
    Column("resultaat", "Vaste aanduiding van het resultaat", lambda each: str(each.row.uuid)),
    Column("praktijkvoorbeeld", "Nummer van het praktijkvoorbeeld", lambda each: each.row.case_number, form=Form.WHOLE),
    Column("titel", "Titel van het praktijkvoorbeeld", lambda each: each.row.case_title),
    Column(
        "adres",
        "Adres van het praktijkvoorbeeld",
        lambda each: f"{settings.SITE_URL}{each.row.case_url}",
        form=Form.ADDRESS,
    ),
    Column("organisaties", "Waar het gemeten is", lambda each: each.row.organisations, many=True),
    *(
        Column(name, what, partial(_methods_by, relations=relations), many=True)
        for name, what, relations in (
            ("methoden", "Methoden die dit resultaat los testte: het telt voor ze mee", [Relation.ALONE]),
            ("methoden_samen", "Methoden die alleen samen met elkaar of iets anders zijn getest", [Relation.BUNDLE]),
            ("methoden_tegenover", "Methoden die tegenover elkaar of iets anders stonden", [Relation.VERSUS]),
            (
                "methoden_onbekend",
                "Methoden waarbij de bron niet zegt wat er verschilde",
                ["", Relation.UNKNOWN],
            ),
        )
    ),
    Column("indicator", "Wat gemeten is", lambda each: each.row.indicator.label),
    Column("soort", "Wat de indicator voor de methoden is", _roles, many=True),
    Column("beter", "Welke kant beter is", lambda each: str(each.row.indicator.get_better_display())),
    Column(
        "vergelijking",
        "Wat met wat vergeleken is",
        lambda each: " en ".join(each.row.contrast_words) if each.row.compares else "",
    ),
    Column("opzet", "Hoe gemeten is", lambda each: each.row.design_label),
    Column(
        "voor",
        "Stand voor of zonder",
        _first,
        unit=lambda each: _unless_none(_first(each), _unit(each)),
        form=Form.NUMBER,
    ),
    Column("voor_aantal", "Voor of zonder: aantal", lambda each: each.row.result.first_events, form=Form.WHOLE),
    Column(
        "voor_totaal", "Voor of zonder: van een totaal van", lambda each: each.row.result.first_total, form=Form.WHOLE
    ),
    Column(
        "na", "Stand na of met", _second, unit=lambda each: _unless_none(_second(each), _unit(each)), form=Form.NUMBER
    ),
    Column("na_aantal", "Na of met: aantal", lambda each: each.row.result.second_events, form=Form.WHOLE),
    Column("na_totaal", "Na of met: van een totaal van", lambda each: each.row.result.second_total, form=Form.WHOLE),
    Column(
        "verschil",
        "Hoeveel het veranderde",
        lambda each: _difference(each)[0],
        unit=lambda each: _difference(each)[1],
        form=Form.NUMBER,
    ),
    Column(
        "bandbreedte_van",
        "Verandering: van",
        lambda each: each.row.result.change_low,
        unit=lambda each: _unless_none(each.row.result.change_low, _PERCENT),
        form=Form.NUMBER,
    ),
    Column(
        "bandbreedte_tot",
        "Verandering: tot",
        lambda each: each.row.result.change_high,
        unit=lambda each: _unless_none(each.row.result.change_high, _PERCENT),
        form=Form.NUMBER,
    ),
    Column("uitkomst", "De uitkomst in woorden", _outcome),
    Column("richting", "Beter of slechter, volgens de rekenregel", lambda each: str(each.row.direction.label).lower()),
    Column(
        "over_na_trend",
        "Wat er overblijft na aftrek van de trend ernaast",
        _left_after_trend,
        unit=lambda each: _unless_none(_left_after_trend(each), _POINTS if _unit(each) == _PERCENT else _unit(each)),
        form=Form.NUMBER,
    ),
    Column("vergelijkingsreeks", "Wat er ernaast gebeurde", lambda each: each.row.comparison),
    Column("zoals_gepubliceerd", "Wat de bron schrijft", lambda each: each.row.as_published),
    Column("periode", "Wanneer gemeten is", lambda each: each.row.period),
    Column("gemeld_door", "Wie gemeten of gemeld heeft", lambda each: each.row.reported_by),
    Column("onderzochte_groep", "Bij wie gemeten is", lambda each: each.row.sample),
    Column("toelichting", "Toelichting", lambda each: each.row.note),
    Column("bronnen", "Titels van de bronnen", lambda each: [source.title for source in each.row.sources], many=True),
    Column(
        "bronadressen",
        "Adressen van de bronnen",
        lambda each: [source.url for source in each.row.sources if source.url],
        form=Form.ADDRESS,
        many=True,
    ),
)
