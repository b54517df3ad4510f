"""What the next rung still needs."""

from __future__ import annotations

from evidence.notation import enumeration
from evidence.rule2.reasons import Kind, Need, Reason, organisations
from evidence.rule2.scope import Scope, Tally
from evidence.rule2.thresholds import RULE, Thresholds

# One organisation, more organisations.
_WHICH = {
    "measured": ("die het meet", "die het meten"),
    "trend": ("die er een trend naast legt", "die er een trend naast leggen"),
    "compared": ("die vergelijkt met een groep zonder de methode", "die vergelijken met een groep zonder de methode"),
    "strong": ("die door loting of in stappen vergelijkt", "die door loting of in stappen vergelijken"),
    "randomised": ("die door loting vergelijkt", "die door loting vergelijken"),
    "guard": ("die ook meet wat er slechter kan worden", "die ook meten wat er slechter kan worden"),
}
_RANGE = "een bereik voor een volgende organisatie dat aan één kant van geen verandering ligt"


def next_rung(scope: Scope, tally: Tally, rung: int, level: int, rule: Thresholds = RULE) -> list[Reason]:
    """One line with what the next rung needs; none at the top. After something went off the `level` is lower."""
    if rung >= 5:
        return []
    # What was tested together with other methods brings nobody nearer.
    needs = _needs(scope, Tally.of(()) if scope.is_bundle else tally, rung, rule)
    any_of = rung == 1
    called = "niveau" if rung == level else "beginniveau"
    spoken = _spoken(needs, any_of)
    if rung == 4:
        text = f"Voor {called} {rung + 1} is binnen één indicator nog nodig: {spoken}."
    else:
        verb = "is" if needs[0].count == 1 and (any_of or len(needs) == 1) else "zijn"
        beside = ", zonder iets anders erbij" if scope.is_bundle else ""
        text = f"Voor {called} {rung + 1} {verb} nog {spoken} nodig{beside}."
    return [Reason(Kind.NEXT, f"rung_{rung + 1}", text, needs=needs, any_of=any_of)]


def _needs(scope: Scope, tally: Tally, rung: int, rule: Thresholds) -> tuple[Need, ...]:
    if rung == 0:
        return (Need("measured", 1),)
    if rung == 1:
        comparing = Need("compared", rule.rung2_compared - tally.compared)
        trended = Need("trend", rule.rung2_trend - tally.trend)
        measured = Need("measured", rule.rung2_measured - tally.measured)
        # A trend is only worth asking for when fewer organisations are enough then.
        return (comparing, trended, measured) if trended.count < measured.count else (comparing, measured)
    if rung == 2:
        return (Need("compared", rule.rung3_compared - tally.compared),)
    missing: tuple[Need, ...]
    if rung == 3:
        missing = (
            Need("compared", rule.rung4_compared - tally.compared),
            Need("strong", rule.rung4_strong - tally.strong),
        )
        return tuple(need for need in missing if need.count > 0)
    # Counts of several indicators together say nothing about one of them, so then the whole condition is named.
    compared, randomised = (tally.compared, tally.randomised) if scope.one_indicator else (0, 0)
    missing = (
        Need("compared", rule.rung5_compared - compared),
        Need("randomised", rule.rung5_randomised - randomised),
        Need("range_one_sided", 0 if scope.range_one_sided else 1),
        Need("guard", 0 if scope.guard_reported else 1),
    )
    return tuple(need for need in missing if need.count > 0)


def _spoken(needs: tuple[Need, ...], any_of: bool) -> str:
    parts = []
    for need in needs:
        if need.code == "range_one_sided":
            parts.append(_RANGE)
        else:
            parts.append(f"{organisations(need.count)} {_WHICH[need.code][need.count > 1]}")
    if any_of:
        return ", of ".join(parts)
    same = " (dat mogen dezelfde zijn)" if len([need for need in needs if need.code in _WHICH]) > 1 else ""
    return f"{enumeration(parts)}{same}"
