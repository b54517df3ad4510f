"""Why a level is what it is, line by line: data for a program, and a plain Dutch sentence for a reader."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence.kinds import Direction
from evidence.notation import count, enumeration, number
from evidence.rule1.levels import COMPARED, DIRECTION_NAMES, part_of
from evidence.rule1.thresholds import Thresholds


class Kind(StrEnum):
    """What a line did to the level."""

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


FLAWS: dict[str, str] = {
    "no_totals": "de totalen ontbreken",
    "no_period": "de periode ontbreekt of is korter dan {shortest_months} maanden",
    "too_old": "de meting is ouder dan {oldest_years} jaar",
    "not_openable": "de uitvoerder meldt het zelf, zonder bron die je kunt openen",
}
_ONE_OFF = "Er gaat 1 punt af."
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
        "strong": f"{organisations(amount)} {have(amount)} {COMPARED}, {extra} daarvan met loting of in stappen.",
        "randomised": f"Bij één indicator {have(amount)} {organisations(amount)} {COMPARED}, {extra} daarvan met "
        "loting. Het bereik voor een volgende organisatie ligt aan één kant van geen verandering.",
        "indicator": "Minstens één indicator van deze methode staat op trede 5.",
    }
    numbers = [("organisations", amount)] + ([("strong", extra)] if extra else [])
    return Reason(Kind.RUNG, code, texts[code], numbers=tuple(numbers))


def cap_reason(rule: Thresholds, effect: int) -> Reason:
    text = f"Niemand mat of er iets anders slechter werd. Dan is niveau {rule.cap_without_guard} het hoogste."
    return Reason(Kind.CAP, "no_guard", text, effect)


def agreement_reason(
    direction: Direction, total: int, different: int, i2: float | None, off: tuple[bool, bool], rule: Thresholds
) -> Reason:
    """Whether the organisations agree. `off`: too many differ, the effects lie too far apart."""
    parts = []
    if direction is Direction.MIXED:
        parts.append(f"Minder dan {part_of(rule.agree_from)} van de organisaties heeft dezelfde uitkomst.")
    elif different == 0:
        parts.append(f"Elke organisatie heeft de uitkomst ‘{DIRECTION_NAMES[direction]}’.")
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
    spoken = [f"{flaw_name(code, rule)} ({counted[code]} van {total})" for code in holding]
    numbers = (("results", total), *counted.items())
    where = f"bij meer dan {part_of(rule.weak_above)} van de resultaten"
    if len(holding) >= rule.weak_flaws:
        text = f"Zwak gemeld, {where}: {enumeration(spoken)}. {_ONE_OFF}"
        return Reason(Kind.MINUS, "weakly_reported", text, -1, numbers)
    text = f"Eén gebrek {where}: {spoken[0]}. {_NOTHING_OFF}" if spoken else f"Geen gebrek {where}. {_NOTHING_OFF}"
    return Reason(Kind.KEPT, "well_enough_reported", text, 0, numbers)


def floor_reason(rule: Thresholds, effect: int) -> Reason:
    text = f"Er is iets gemeten, dus lager dan {rule.floor} wordt het niet."
    return Reason(Kind.FLOOR, "floor", text, effect)


def remedies(minus: list[Reason], rule: Thresholds) -> list[Reason]:
    """For everything that took a point off or held the level down: what undoes it."""
    agree = f"Het punt komt terug als meer dan {part_of(rule.agree_from)} van de organisaties dezelfde uitkomst heeft"
    texts = {
        "not_consistent": f"{agree} en de uitkomsten dichter bij elkaar liggen (I² onder {number(rule.i2_from, 2)}).",
        "weakly_reported": "Het punt komt terug als hooguit één van die gebreken nog bij meer dan "
        f"{part_of(rule.weak_above)} van de resultaten zit.",
        "no_guard": "De grens vervalt als een organisatie ook meet wat er slechter kan worden, zoals het aantal "
        "telefoontjes.",
    }
    return [Reason(Kind.NEXT, f"undo_{each.code}", texts[each.code]) for each in minus]
