"""Why a level is what it is, line by line: data for a program, and a plain Dutch sentence for a reader."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence.kinds import Direction
from evidence.notation import count, enumeration, number
from evidence.rule2.levels import COMPARED, DIRECTION_NAMES, part_of
from evidence.rule2.thresholds import Thresholds


class Kind(StrEnum):
    """The effect of a reason on the level."""

    RUNG = "rung"  # set the rung
    CAP = "cap"  # holds the level at a highest
    MINUS = "minus"  # took one off
    FLOOR = "floor"  # kept it from going lower
    KEPT = "kept"  # was checked and took nothing off
    NEXT = "next"  # what would raise it


@dataclass(frozen=True)
class Need:
    """What is still missing: `count` more of `code` (organisations, unless the code says otherwise)."""

    code: str
    count: int


@dataclass(frozen=True)
class Reason:
    """One line. `effect` is what it did to the level (0, or -1 and so on); `numbers` what the text was written from.

    `needs` stands with `Kind.NEXT`: all of them, or one of them when `any_of`.
    """

    kind: Kind
    code: str
    text: str
    effect: int = 0
    numbers: tuple[tuple[str, float], ...] = ()
    needs: tuple[Need, ...] = ()
    any_of: bool = False


# Each goes on from ‘bij 8 van de 10 metingen’.
FLAWS: dict[str, str] = {
    "no_totals": "weten we niet om hoeveel mensen het ging",
    "no_period": "weten we niet hoelang er is gemeten, of was dat korter dan {shortest_months} maanden",
    "too_old": "is de meting ouder dan {oldest_years} jaar",
    "not_openable": "meldt de organisatie het zelf, zonder bron die je kunt openen",
}
# What would undo each.
_UNDONE: dict[str, str] = {
    "no_totals": "om hoeveel mensen het ging",
    "no_period": "hoelang ze maten",
    "too_old": "hoe het nu gaat",
    "not_openable": "waar je het kunt nalezen",
}
_ONE_OFF = "Dat is één niveau lager."
_NOTHING_OFF = "Er gaat niets af."


def organisations(amount: int) -> str:
    return count(amount, "organisatie", "organisaties")


def have(amount: int) -> str:
    return "heeft" if amount == 1 else "hebben"


def rung_reason(code: str, amount: int, extra: int = 0) -> Reason:
    """What put the result on its rung. `extra` is how many of them used a strong design, where that counts."""
    texts = {
        "nothing_usable": "Er is nog geen resultaat dat een richting heeft.",
        "measured": f"{organisations(amount)} {have(amount)} het gemeten.",
        "trend": f"{organisations(amount)} {have(amount)} er een trend naast gelegd.",
        "compared": f"{organisations(amount)} {have(amount)} {COMPARED}.",
        "strong": f"{organisations(amount)} {have(amount)} {COMPARED}, {extra} daarvan door loting of in stappen.",
        "randomised": f"Bij één indicator {have(amount)} {organisations(amount)} {COMPARED}, {extra} daarvan door "
        "loting. Het bereik voor een volgende organisatie ligt aan één kant van geen verandering.",
        "indicator": "Minstens één indicator van deze methode begint op niveau 5.",
        "bundle": f"{organisations(amount)} {have(amount)} het gemeten, altijd samen met iets anders. Dan is niveau 1 "
        "het hoogste.",
    }
    numbers = [("organisations", amount)] + ([("strong", extra)] if extra else [])
    return Reason(Kind.RUNG, code, texts[code], numbers=tuple(numbers))


def cap_reason(rule: Thresholds, effect: int) -> Reason:
    text = f"Niemand keek ook naar nadelen. Daarom is {rule.cap_without_guard} nu het hoogste."
    return Reason(Kind.CAP, "no_guard", text, effect)


def agreement_reason(
    direction: Direction, total: int, different: int, i2: float | None, off: tuple[bool, bool], rule: Thresholds
) -> Reason:
    """Whether the organisations agree. `off`: too many differ, the effects lie too far apart."""
    parts = []
    if direction is Direction.MIXED:
        parts.append(f"Minder dan {part_of(rule.agree_from)} van de organisaties heeft dezelfde uitkomst.")
    elif different == 0:
        parts.append(f"Bij elke organisatie is de uitkomst ‘{DIRECTION_NAMES[direction]}’.")
    else:
        parts.append(
            f"{different} van de {organisations(total)} {have(different)} een andere uitkomst dan "
            f"‘{DIRECTION_NAMES[direction]}’."
        )
    if off[1] and i2 is not None:
        parts.append(f"De uitkomsten liggen verder uit elkaar dan toeval verklaart (I² is {number(i2, 2)}).")
    numbers: list[tuple[str, float]] = [("organisations", total), ("different", different)]
    if i2 is not None:
        numbers.append(("i2", i2))
    if any(off):
        return Reason(Kind.MINUS, "not_consistent", " ".join([*parts, _ONE_OFF]), -1, tuple(numbers))
    return Reason(Kind.KEPT, "consistent", " ".join([*parts, _NOTHING_OFF]), 0, tuple(numbers))


def flaw_name(code: str, rule: Thresholds) -> str:
    return FLAWS[code].format(shortest_months=rule.shortest_months, oldest_years=rule.oldest_years)


def reporting_reason(counted: dict[str, int], holding: list[str], total: int, rule: Thresholds) -> Reason:
    """How well it was reported. `counted`: how many of `total` results have each flaw; `holding`: those that hold."""
    spoken = [f"bij {counted[code]} van de {total} {flaw_name(code, rule)}" for code in holding]
    numbers = (("results", total), *counted.items())
    listed = f"Van de metingen {enumeration(spoken)}."
    if len(holding) >= rule.weak_flaws:
        return Reason(Kind.MINUS, "weakly_reported", f"{listed} {_ONE_OFF}", -1, numbers)
    text = f"{listed} {_NOTHING_OFF}" if spoken else f"De meeste metingen zijn goed beschreven. {_NOTHING_OFF}"
    return Reason(Kind.KEPT, "well_enough_reported", text, 0, numbers)


def floor_reason(rule: Thresholds, effect: int) -> Reason:
    text = f"Er is iets gemeten, dus lager dan {rule.floor} wordt het niet."
    return Reason(Kind.FLOOR, "floor", text, effect)


def remedies(minus: list[Reason], rule: Thresholds) -> list[Reason]:
    """For everything that lowered the level or held it down: what undoes it."""
    agree = f"Dat niveau komt terug als meer dan {part_of(rule.agree_from)} van de organisaties dezelfde uitkomst heeft"
    texts = {
        "not_consistent": f"{agree} en de uitkomsten dichter bij elkaar liggen (I² onder {number(rule.i2_from, 2)}).",
        "no_guard": "Die grens vervalt als een organisatie ook meet wat er slechter kan worden, zoals het aantal "
        "telefoontjes.",
    }
    return [
        Reason(Kind.NEXT, f"undo_{each.code}", texts.get(each.code) or _better_reported(each, rule)) for each in minus
    ]


def _better_reported(minus: Reason, rule: Thresholds) -> str:
    counted = dict(minus.numbers)
    missing = [said for code, said in _UNDONE.items() if counted[code] > rule.weak_above * int(counted["results"])]
    return f"Dat niveau komt terug als meer organisaties melden {' of '.join(missing)}."
