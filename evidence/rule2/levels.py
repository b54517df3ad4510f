"""The words of rule 2: names of directions and levels, what each rung asks, and what a reader does with a level."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evidence.kinds import Design, Direction
from evidence.rule2.thresholds import RULE, Thresholds

DIRECTION_NAMES: dict[Direction, str] = {
    Direction.BETTER: "beter",
    Direction.NO_CLEAR_CHANGE: "geen duidelijke verandering",
    Direction.MIXED: "wisselend",
    Direction.WORSE: "slechter",
    Direction.NO_RESULT: "nog geen resultaat",
}
DESIGN_NAMES: dict[Design, str] = {
    Design.BEFORE_AFTER: "voor en na, of alleen een gepubliceerd verschil",
    Design.WITH_TREND: "voor en na, met drie of meer eerdere metingen of een trend die eraf gaat",
    Design.COMPARISON: "naast een organisatie, groep of versie zonder, niet door loting verdeeld",
    Design.STAGGERED: "in stappen ingevoerd, of een reeks met een groep ernaast",
    Design.RANDOMISED: "door loting verdeeld",
}
COMPARED = "vergeleken met een groep zonder de methode"
# Neutral names: a level can be lower than its rung, so a name must not promise a design.
LEVEL_NAMES = ("Nog geen bewijs", "Eerste signaal", "Licht bewijs", "Redelijk bewijs", "Sterk bewijs", "Stevig bewijs")
_BETTER = (
    "Probeer het klein en meet het.",
    "Elders gezien. Of het door de methode komt, is niet zeker: meet het zelf.",
    "Probeer het bewust uit, met een cijfer van vooraf.",
    "Neem het op in je plan en blijf meten.",
    "Neem het op in je plan, met een marge.",
    "Neem het over, tenzij het bij jullie anders ligt.",
)
_OTHER = {
    Direction.NO_CLEAR_CHANGE: "Elders werd geen duidelijke verandering gezien. Doe je het toch, meet het dan.",
    Direction.MIXED: "Elders ging het verschillende kanten op. Probeer het klein en vergelijk met een groep zonder.",
    Direction.WORSE: "Elders ging het slechter. Begin alleen met een kleine proef.",
}
# What few results are a reason for, by how the best of them were measured.
_DRAWN = "Vergeleken door loting, met weinig gegevens. Een goede reden om het zelf te meten."
_COMPARED = "Vergeleken met een groep zonder de methode, met weinig gegevens. Een goede reden om het zelf te meten."
_CAUSE_UNKNOWN = "Of het door de methode komt, is niet zeker."
_BUNDLE = "Elders gemeten samen met iets anders. Wat deze methode zelf deed, weten we niet: meet het zelf."


@dataclass(frozen=True)
class Rung:
    """One step of the ladder, for the page that explains it."""

    level: int
    condition: str
    advice: str


def advice(level: int, direction: Direction, design: Design | None, *, is_bundle: bool = False) -> str:
    """What a reader does with a level. `design` is the best that anyone measured with, None where nobody did.

    Who compared is never told that the cause is unknown; who did not, always is.
    """
    if is_bundle:
        return _BUNDLE
    is_compared = design is not None and design.is_compared
    if level and direction in _OTHER:
        return _OTHER[direction] if is_compared else f"{_OTHER[direction]} {_CAUSE_UNKNOWN}"
    if level == 1 and is_compared:
        return _DRAWN if design is Design.RANDOMISED else _COMPARED
    return f"{_BETTER[level]} {_CAUSE_UNKNOWN}" if level > 1 and not is_compared else _BETTER[level]


def ladder(rule: Thresholds = RULE) -> tuple[Rung, ...]:
    """The rungs of a rule in words, written from its thresholds."""
    organisations = "organisaties"
    conditions = (
        "geen resultaat met een richting",
        f"minder dan {rule.rung2_measured} {organisations} maten het, geen enkele vergeleek met een groep "
        "zonder de methode; of het is alleen samen met andere methoden gemeten",
        f"minstens {rule.rung2_compared} {COMPARED}, of {rule.rung2_trend} met een trend, of {rule.rung2_measured} "
        "gemeten",
        f"minstens {rule.rung3_compared} {COMPARED}",
        f"minstens {rule.rung4_compared} {COMPARED}, waarvan {rule.rung4_strong} door loting of in stappen",
        f"binnen één indicator: minstens {rule.rung5_compared} {COMPARED}, waarvan {rule.rung5_randomised} door "
        "loting, en het bereik voor een volgende organisatie ligt aan één kant van geen verandering",
    )
    return tuple(Rung(level, text, _BETTER[level]) for level, text in enumerate(conditions))


def part_of(fraction: Fraction) -> str:
    """`driekwart`, `de helft`, `een kwart`; otherwise the fraction itself."""
    known = {Fraction(3, 4): "driekwart", Fraction(1, 2): "de helft", Fraction(1, 4): "een kwart"}
    return known.get(fraction, f"{fraction} deel")
