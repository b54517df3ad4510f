"""Numbers and lists in Dutch notation. Pure Python."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

_THIN = "\N{MINUS SIGN}"
# How large and how precise a number may be, in digits; a field of the database may hold less.
LONGEST = 12
_SIGN = r"(?P<sign>[-+\N{MINUS SIGN}\N{EN DASH}]?)"
_GROUPS = r"(?P<whole>[1-9]\d{0,2}(?P<mark>[. ])\d{3}(?:(?P=mark)\d{3})*)"
_GROUPED = re.compile(rf"{_SIGN}{_GROUPS}(?:,(?P<part>\d+))?", re.A)
_PLAIN = re.compile(rf"{_SIGN}(?P<whole>\d+)(?:(?P<mark>[.,])(?P<part>\d+))?", re.A)
# Three decimals that end in a zero behind a comma: nobody is that precise, so it is the English way of a thousand.
_ENGLISH = re.compile(r"[-+\N{MINUS SIGN}\N{EN DASH}]?[1-9]\d{0,2},\d\d0", re.A)


class NotANumber(ValueError):
    """Text that is no number; the message is Dutch and meant for who typed it."""


def read_number(text: str) -> Decimal:
    """The number that somebody typed in Dutch notation: `33.000`, `1 234`, `1.234,5`, `34,5` and, alone, `34.5`.

    :raises NotANumber: for anything else, and for a number of more than twelve digits before or behind the comma.
    """
    cleaned = " ".join(text.split())
    found = _GROUPED.fullmatch(cleaned) or _PLAIN.fullmatch(cleaned)
    if found is None and not re.search(r"\d", cleaned):
        raise NotANumber("Voer een getal in.")
    if found is None:
        raise NotANumber(f"‘{cleaned[:40]}’ is geen getal. Schrijf het zoals 33.000 of 12,5.")
    if _ENGLISH.fullmatch(cleaned):
        thousands, decimals = cleaned.replace(",", "."), cleaned.rstrip("0").rstrip(",")
        raise NotANumber(f"‘{cleaned}’ kan twee dingen zijn. Schrijf {thousands} of {decimals}.")
    whole, part = re.sub(r"\D", "", found["whole"]).lstrip("0"), found["part"] or ""
    if len(whole) > LONGEST:
        raise NotANumber(f"Dit getal is te groot: schrijf hoogstens {LONGEST} cijfers voor de komma.")
    if len(part) > LONGEST:
        raise NotANumber(f"Schrijf hoogstens {LONGEST} cijfers achter de komma.")
    sign = "-" if found["sign"] not in ("", "+") else ""
    return Decimal(f"{sign}{whole or 0}.{part or 0}" if part else f"{sign}{whole or 0}")


def read_whole_number(text: str) -> int:
    """The whole number that somebody typed. A comma stands only behind thousands that are marked: `12.000,0`.

    :raises NotANumber: for anything else.
    """
    cleaned = " ".join(text.split())
    value = read_number(cleaned) if not _PLAIN.fullmatch(cleaned) or "," not in cleaned else None
    if value is None or value != value.to_integral_value():
        raise NotANumber(f"‘{cleaned[:40]}’ is geen heel getal. Schrijf het zonder komma, zoals 6000 of 6.000.")
    return int(value)


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
