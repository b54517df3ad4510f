"""Numbers and lists in Dutch notation, for sentences."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal


def number(value: float, decimals: int = 1) -> str:
    """`33000.0` as `33.000`, `11.14` as `11,1`: rounded half up, no zeros behind the comma, a real minus sign."""
    amount = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(amount):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = text.replace(",", " ").replace(".", ",").replace(" ", ".")
    return f"\N{MINUS SIGN}{text}" if amount < 0 else text


def percent(share: float) -> str:
    """`47%`; a share that is not nobody or everybody is never rounded to it."""
    text = number(share)
    if (text == "0" and share > 0) or (text == "100" and share < 100):
        return f"bijna {text}%"
    return f"{text}%"


def count(amount: int, one: str, many: str) -> str:
    """`1 organisatie`, `2 organisaties`."""
    return f"{amount} {one if amount == 1 else many}"


def enumeration(words: Sequence[str]) -> str:
    """`a`, `a en b`, `a, b en c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"
