"""The outcome in words: a range a line, and never one number where the assumptions are not one number."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from core.text.numbers import number
from monitor.calculator.formulas import Outcome, Range


class Line(NamedTuple):
    label: str
    text: str
    low: Decimal | None
    high: Decimal | None
    unit: str


_NO_PRICE = "Dat weten we pas als je bij elk kanaal invult wat een contact jou kost."
_NOBODY = "Dat weten we pas als je invult hoeveel mensen het niet digitaal kunnen."
_NO_MINUTES = "Dat weten we pas als je bij elk kanaal minuten invult."


def lines(outcome: Outcome, channels: Iterable[str], middle: Outcome | None = None) -> list[Line]:
    """`channels` are the names of the old ones; `middle` is what follows from what seems most likely."""
    per_channel = [
        _line(
            f"Minder via {channel[:1].lower()}{channel[1:]}, per jaar",
            outcome.per_channel[place],
            middle.per_channel[place] if middle else None,
            "keer",
        )
        for place, channel in enumerate(channels)
    ]

    def line(label: str, name: str, unit: str, unknown: str = "", places: int = 0) -> Line:
        return _line(label, getattr(outcome, name), getattr(middle, name) if middle else None, unit, unknown, places)

    return [
        line("Meer digitaal, per jaar", "shifted", "keer"),
        line("Minder via andere kanalen, per jaar", "contacts", "keer"),
        *(per_channel if len(per_channel) > 1 else []),
        line("Houdt een ander kanaal nodig, per jaar", "staying", "keer")
        if outcome.staying.high
        else Line("Houdt een ander kanaal nodig, per jaar", _NOBODY, None, None, "keer"),
        line("Werk dat vrijkomt, per jaar", "hours", "uur", _NO_MINUTES),
        line("Wat die contacten samen kosten, per jaar", "gross", "euro", _NO_PRICE),
        line("Daarvan echt bespaard, per jaar", "cashable", "euro", _NO_PRICE),
        line("Over na de jaarlijkse kosten", "balance", "euro", _NO_PRICE),
        line("Terugverdiend in", "payback", "jaar", "Niet zeker terugverdiend." if outcome.balance else _NO_PRICE, 1),
    ]


def _line(label: str, found: Range | None, middle: Range | None, unit: str, unknown: str = "", places: int = 0) -> Line:
    if found is None:
        return Line(label, unknown, None, None, unit)
    low, high = _rounded(found.low, places), _rounded(found.high, places)
    likely = f"; bij wat jou het waarschijnlijkst lijkt {_spoken(middle, places)}" if middle and low != high else ""
    return Line(label, f"{_spoken(found, places)} {unit}{likely}", low, high, unit)


def _spoken(found: Range, places: int) -> str:
    low, high = (number(_rounded(end, places)).replace("-", "\N{MINUS SIGN}") for end in (found.low, found.high))
    if low != high:
        return f"tussen {low} en {high}"
    return low if low == "0" else f"ongeveer {low}"


# More digits than any outcome has: what is divided by next to nothing is long, not an error.
_LONG = Context(prec=400)


def _rounded(value: Decimal, places: int) -> Decimal:
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=_LONG)
    return abs(rounded) if rounded == 0 else rounded
