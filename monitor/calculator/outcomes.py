"""The outcome in words: a range a line, and never one number where the assumptions are not one number."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from core.text.numbers import number
from monitor.calculator.formulas import Outcome, Range


class Line(NamedTuple):
    label: str
    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str


def lines(outcome: Outcome) -> list[Line]:
    return [
        _line("Meer digitaal, per jaar", outcome.shifted, "keer"),
        _line("Minder via het oude kanaal, per jaar", outcome.contacts, "keer"),
        _line("Werk dat vrijkomt, per jaar", outcome.hours, "uur", "Dat weten we pas als je minuten invult."),
        _line("Wat die contacten samen kosten, per jaar", outcome.gross, "euro", _NO_PRICE),
        _line("Daarvan echt bespaard, per jaar", outcome.cashable, "euro", _NO_PRICE),
        _line("Over na de jaarlijkse kosten", outcome.balance, "euro", _NO_PRICE),
        _line(
            "Terugverdiend in",
            outcome.payback,
            "jaar",
            "Niet zeker terugverdiend." if outcome.balance else _NO_PRICE,
            places=1,
        ),
    ]


_NO_PRICE = "Dat weten we pas als je invult wat een contact jou kost."


def _line(label: str, found: Range | None, unit: str, unknown: str = "", places: int = 0) -> Line:
    if found is None:
        return Line(label, unknown, None, None, unit)
    low, high = (_rounded(value, places) for value in (found.low, found.high))
    text = f"{_spoken(low)} {unit}" if low == high else f"tussen {_spoken(low)} en {_spoken(high)} {unit}"
    return Line(label, text, low, high, unit)


def _rounded(value: Decimal, places: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def _spoken(value: Decimal) -> str:
    return number(value).replace("-", "\N{MINUS SIGN}")
