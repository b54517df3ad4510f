"""What a page and a command say of a scan: words and pictures of what `formulas` counted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from core.charts.axis import build_axis
from core.charts.meter import Meter, build_meter
from core.charts.series import Series
from core.text.numbers import enumeration
from monitor.scan.choices import LEVEL_LABELS, Login
from monitor.scan.fits import Fitting, fitting
from monitor.scan.formulas import Line, Mean, Outcome, compare, scan, whole
from monitor.scan.models import ScanLine

_WHOLE = Decimal(100)
_ENDS = {Decimal(0): "niet", _WHOLE: "helemaal"}
_AXIS = build_axis([_WHOLE], lambda value: _ENDS.get(value, ""))
_POINTS = build_axis([_WHOLE], lambda value: f"{value:.0f}")
_NOTHING = "Hier is nog niets over te zeggen"


class Figure(NamedTuple):
    """A mean in words, with its picture where there is one, and of how many products it is."""

    words: str
    products: int
    meter: Meter | None


class Row(NamedTuple):
    """A row of the two ways to count: every product the same, every request the same."""

    label: str
    by_product: Figure
    by_request: Figure


class ShownLine(NamedTuple):
    """A product of the result; `part` is its part of the gap in words, `was` the level of the year before."""

    line: ScanLine
    meter: Meter | None
    state: str
    part: str
    not_digital: int | None
    was: str
    fitting: Fitting | None

    @property
    def advice(self) -> str:
        """What to do where no method fits."""
        line = self.line.as_line()
        if line.level is None or line.optimum is None:
            return "Zoek eerst uit wat jullie niet weten."
        return "Kijk of mensen ook een andere weg hebben." if line.is_above else "Niets, voor zover wij zien."


class Result(NamedTuple):
    """All of a year, beside the year before it where there is one."""

    year: int
    rows: list[Row]
    lines: list[ShownLine]
    sentence: str
    above: str
    year_before: int | None
    rows_before: list[Row]


def result_of(family: str, years: dict[int, list[ScanLine]]) -> Result | None:
    """The latest year; None when there is none. Three queries."""
    if not years:
        return None
    year, *earlier = years
    rows = years[year]
    outcome = scan(row.as_line() for row in rows)
    before = years[earlier[0]] if earlier else []
    levels = {row.product_id: LEVEL_LABELS.get(row.level, "") for row in before}
    return Result(
        year=year,
        rows=rows_of(outcome),
        lines=_lines(outcome, rows, fitting(family, rows), levels),
        sentence=sentence(outcome),
        above=above(outcome),
        year_before=earlier[0] if earlier else None,
        rows_before=_beside(before, rows, earlier[0], year) if earlier else [],
    )


def rows_of(outcome: Outcome) -> list[Row]:
    """The level and the distance, each counted in two ways."""
    return [
        Row("Hoe digitaal nu", figure(outcome.plain), figure(outcome.weighted)),
        Row("Afstand tot jullie eigen optimum", figure(outcome.plain_gap), figure(outcome.weighted_gap)),
    ]


def figure(mean: Mean) -> Figure:
    if mean.value is None:
        return Figure(_NOTHING, 0, None)
    points = Series("", (("", Decimal(whole(mean.value))),), "")
    return Figure(f"{whole(mean.value)} van de 100", mean.products, build_meter(points, _POINTS, named=False))


def sentence(outcome: Outcome) -> str:
    """Which products make most of the gap."""
    if outcome.plain_gap.value is None:
        return "Vul in wat per product het beste is. Dan zie je hoe ver jullie daarvan af zijn."
    if not outcome.parts:
        return "Geen product staat onder het optimum dat jullie opgaven."
    main = outcome.main_parts
    if not main:
        return "Zonder aantallen kunnen we niet zeggen welk product het zwaarst weegt."
    names = enumeration([part.line.product for part in main])
    percent = whole(sum((part.percent for part in main if part.percent is not None), Fraction(0)))
    if len(main) == 1:
        return f"Eén product maakt {percent}% van de afstand: {names}."
    below = len(outcome.parts)
    return f"{len(main)} van de {below} producten onder hun optimum maken samen {percent}% van de afstand: {names}."


def above(outcome: Outcome) -> str:
    """What is more than right; empty when nothing is."""
    further = [line.product for line in outcome.above if line.is_above]
    login = [line.product for line in outcome.above if line.has_needless_login]
    said = []
    if further:
        said.append(f"Digitaler dan het optimum dat jullie opgaven: {enumeration(further)}.")
    if login:
        said.append(f"Hier vragen jullie om in te loggen terwijl dat niet nodig is: {enumeration(login)}.")
    return " ".join(said)


def _beside(before: Sequence[ScanLine], now: Sequence[ScanLine], then_year: int, year: int) -> list[Row]:
    """Two years, of the products whose level is known in both."""
    change = compare((row.as_line() for row in before), (row.as_line() for row in now))
    return [
        Row(str(name), figure(plain), figure(weighted))
        for name, plain, weighted in zip((then_year, year), change.plain, change.weighted, strict=True)
    ]


def _lines(
    outcome: Outcome, rows: Sequence[ScanLine], fits: dict[int, Fitting], levels: dict[int, str]
) -> list[ShownLine]:
    """Those that make up the gap first, the heaviest on top; then the others as they were filled in."""
    parts = {part.line: (place, part.percent) for place, part in enumerate(outcome.parts)}
    shown = []
    for row in rows:
        line, was = row.as_line(), levels.get(row.product_id, "")
        place, percent = parts.get(line, (len(parts), None))
        one = ShownLine(
            line=row,
            meter=_meter(line),
            state=state(line, row.login),
            part=_part(line, percent),
            not_digital=line.not_digital,
            was="" if was == LEVEL_LABELS.get(row.level) else was,
            fitting=fits.get(row.pk),
        )
        shown.append((place, one))
    return [one for _, one in sorted(shown, key=lambda each: each[0])]


def _part(line: Line, percent: Fraction | None) -> str:
    if percent is not None:
        return f"{whole(percent)}%"
    if line.gap is None:
        return "weten we niet"
    return "aantal ontbreekt" if line.gap and line.volume is None else "geen"


def _meter(line: Line) -> Meter | None:
    if line.level is None:
        return None
    points = [("nu", line.level), ("best", line.optimum)]
    known = tuple((name, Decimal(int(level.points))) for name, level in points if level)
    return build_meter(Series("", known, ""), _AXIS, named=True)


def state(line: Line, login: str) -> str:
    """Where a product stands, in one or two sentences."""
    if line.level is None:
        said = "Jullie weten nog niet hoe ver dit is."
    elif line.optimum is None:
        said = "Jullie weten nog niet wat hier het beste is."
    elif line.gap:
        said = "Onder jullie optimum."
    else:
        said = "Boven jullie optimum." if line.is_above else "Op jullie optimum."
    if line.has_needless_login:
        said += " Inloggen is hier niet nodig, en jullie vragen het wel."
    if login == Login.MISSING:
        said += " Inloggen ontbreekt hier nog."
    return said
