"""Numbers and lists in Dutch notation. Pure Python."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_THIN = "\N{MINUS SIGN}"


@lru_cache(maxsize=4_096)
def number(value: Decimal | int, decimals: int | None = None) -> str:
    """`33000` as `33.000`, `11.1` as `11,1`; with `decimals` rounded half up, otherwise as precise as given."""
    amount = Decimal(value)
    if decimals is not None:
        amount = amount.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{amount.normalize():,f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def signed(value: Decimal | int, decimals: int | None = None) -> str:
    """With its sign: `+16`, a real minus sign for less, `0` without a sign."""
    text = number(abs(Decimal(value)), decimals)
    if text == "0":
        return text
    return f"+{text}" if value > 0 else f"{_THIN}{text}"


def enumeration(words: Sequence[str]) -> str:
    """`a`, `a en b`, `a, b en c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def sentence_case(text: str) -> str:
    """The text with a capital, as Dutch writes it: `één` becomes `Eén`, `ijs` becomes `IJs`."""
    if text.startswith("ij"):
        return f"IJ{text[2:]}"
    if text.startswith("éé"):
        return f"E{text[1:]}"
    return text[:1].upper() + text[1:]


def amount(value: Decimal | int, unit: str, decimals: int | None = None) -> str:
    """A value with its unit (`percent`, `eur`, `gbp`, or a plain number): `34%`, `33.000`, `£ 6,62`."""
    text = number(value, decimals).replace("-", _THIN)
    if unit == "percent":
        return f"{text}%"
    if unit in ("gbp", "eur"):
        return f"{'£' if unit == 'gbp' else '€'} {text}"
    return text
