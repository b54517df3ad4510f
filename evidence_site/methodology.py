"""How we judge, written from the rule in force: change a threshold and the page says something else. Pure Python."""

from __future__ import annotations

from dataclasses import dataclass, fields
from fractions import Fraction

from evidence import DESIGN_NAMES, DIRECTION_NAMES, LEVEL_NAMES, Design, Direction, Rung, Thresholds, ladder
from evidence.notation import number
from evidence.rule2.levels import part_of
from evidence.rule2.reasons import FLAWS, flaw_name
from evidence_site.worked_examples import (
    Carried,
    Judged,
    PooledExample,
    carried_examples,
    judged_examples,
    pooled_example,
)

# What each threshold decides. A threshold without a line here fails the tests.
THRESHOLD_NAMES: dict[str, str] = {
    "version": "versie van de rekenregel",
    "pool_from": "zoveel organisaties met totalen nodig voor een gemiddelde",
    "range_from": "zoveel nodig voor het bereik van een volgende organisatie",
    "caution_below": "bij minder dan zoveel staat er een waarschuwing bij dat bereik",
    "agree_from": "dit deel van de organisaties moet dezelfde uitkomst hebben",
    "disagree_from": "vanaf dit deel met een andere uitkomst is het één niveau lager",
    "i2_from": "vanaf deze I² liggen de uitkomsten te ver uit elkaar",
    "weak_above": "een gebrek telt als meer dan dit deel van de resultaten het heeft",
    "weak_flaws": "zoveel van die gebreken maken het één niveau lager",
    "oldest_years": "een meting die ouder is dan zoveel jaar, is oud",
    "shortest_months": "korter dan zoveel maanden volgen is kort",
    "cap_without_guard": "hoogste niveau als niemand mat of er iets anders slechter werd",
    "floor": "laagste niveau als er iets gemeten is",
    "bundle_rung": "niveau van een methode die alleen samen met iets anders is gemeten",
    "rung2_compared": "niveau 2: organisaties die vergeleken",
    "rung2_trend": "niveau 2, anders: organisaties met een trend",
    "rung2_measured": "niveau 2, anders: organisaties die het maten",
    "rung3_compared": "niveau 3: organisaties die vergeleken",
    "rung4_compared": "niveau 4: organisaties die vergeleken",
    "rung4_strong": "niveau 4: waarvan door loting of in stappen",
    "rung5_compared": "niveau 5: organisaties die vergeleken",
    "rung5_randomised": "niveau 5: waarvan door loting",
}
_DIRECTIONS: dict[Direction, str] = {
    Direction.BETTER: "De indicator ging de goede kant op.",
    Direction.NO_CLEAR_CHANGE: "Er is geen verschil, of het verschil kan ook toeval zijn.",
    Direction.MIXED: "Minder dan {agree} van de organisaties heeft dezelfde uitkomst.",
    Direction.WORSE: "De indicator ging de verkeerde kant op.",
    Direction.NO_RESULT: "Er is nog geen resultaat dat zegt of het beter of slechter werd.",
}


@dataclass(frozen=True)
class Level:
    """One rung of the ladder with the name of its level."""

    rung: Rung
    name: str


@dataclass(frozen=True)
class Judging:
    """All that the page says that follows from the rule."""

    rule: Thresholds
    bundle: str
    agree: str
    disagree: str
    weak: str
    i2: str
    levels: tuple[Level, ...]
    directions: tuple[tuple[str, str], ...]
    designs: tuple[tuple[int, str, bool], ...]
    flaws: tuple[str, ...]
    thresholds: tuple[tuple[str, str], ...]
    carried: tuple[Carried, ...]
    pooled: PooledExample
    judged: tuple[Judged, ...]


def how_we_judge(rule: Thresholds) -> Judging:
    """The contents of the page under this rule."""
    agree = part_of(rule.agree_from)
    return Judging(
        rule=rule,
        bundle=f"{LEVEL_NAMES[rule.bundle_rung].lower()}, {rule.bundle_rung} van 5",
        agree=agree,
        disagree=part_of(rule.disagree_from),
        weak=part_of(rule.weak_above),
        i2=number(rule.i2_from, 2),
        levels=tuple(Level(rung, LEVEL_NAMES[rung.level]) for rung in ladder(rule)),
        directions=tuple((DIRECTION_NAMES[each], _DIRECTIONS[each].format(agree=agree)) for each in Direction),
        designs=tuple((each.rank, DESIGN_NAMES[each], each.is_compared) for each in Design),
        flaws=tuple(flaw_name(code, rule) for code in FLAWS),
        thresholds=tuple((THRESHOLD_NAMES[each.name], _spoken(getattr(rule, each.name))) for each in fields(rule)),
        carried=carried_examples(),
        pooled=pooled_example(rule),
        judged=judged_examples(rule),
    )


def _spoken(value: Fraction | float) -> str:
    return part_of(value) if isinstance(value, Fraction) else number(value, 2)
