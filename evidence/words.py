"""The outcome in one or two plain Dutch sentences, written so that a test can prove each of them.

A change that nobody compared with a group without the method is called observed, never an effect. A percentage never
stands without the value it started from, and nothing is averaged that was not pooled.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from evidence.effects import effect_of
from evidence.figures import Counts, Shares
from evidence.kinds import Design, Direction, Scale
from evidence.notation import number, percent
from evidence.pooling import Pooled
from evidence.rule2.organisations import Measured, OrganisationEvidence
from evidence.rule2.thresholds import RULE, Thresholds
from evidence.starting_point import carry_over
from evidence.summary import IndicatorSummary, MethodSummary

NO_RESULT = "Er is nog geen resultaat dat zegt of het beter of slechter werd."
_WENT = {
    Direction.BETTER: "ging het beter",
    Direction.NO_CLEAR_CHANGE: "was er geen duidelijke verandering",
    Direction.WORSE: "ging het slechter",
}
# Longer than this and a list of figures is no plain sentence any more.
_MOST_LISTED = 2


def indicator_sentences(summary: IndicatorSummary, rule: Thresholds = RULE) -> tuple[str, ...]:
    """One sentence on the direction and one on the size, or why there is no size."""
    if not summary.organisations:
        return (NO_RESULT,)
    direction = _direction_sentence(summary.organisations, is_bundle=summary.is_bundle)
    # The size of a bundle is nobody's.
    return (direction,) if summary.is_bundle else (direction, _size_sentence(summary, rule))


def method_sentences(summary: MethodSummary) -> tuple[str, ...]:
    """One sentence on the direction; with more than one indicator a second that says they are not added up."""
    if not summary.organisations:
        return (NO_RESULT,)
    used = sum(bool(each.organisations) and each.is_bundle is summary.is_bundle for each in summary.indicators)
    first = _direction_sentence(summary.organisations, is_bundle=summary.is_bundle)
    if used < 2:
        return (first,)
    return (first, f"Dit gaat over {used} verschillende maten samen. Die tellen we niet bij elkaar op.")


def _direction_sentence(organisations: Sequence[OrganisationEvidence], *, is_bundle: bool) -> str:
    """Where it went, and whether anyone compared with a group without the method."""
    went = _went(organisations)
    if is_bundle:
        return f"Alleen gemeten samen met iets anders: {went}. Wat deze methode zelf deed, weten we niet."
    compared = [each.design for each in organisations if each.design.is_compared]
    drawn = compared.count(Design.RANDOMISED)
    said = f"{went[0].upper()}{went[1:]}."
    if not compared:
        return f"{said} Niemand vergeleek met een groep zonder de methode: dit is een waargenomen verandering."
    everyone = len(compared) == len(organisations)
    who = "Vergeleken" if everyone else f"{len(compared)} van de {len(organisations)} vergeleken"
    lot = ""
    if drawn == len(compared):
        lot = ", het lot bepaalde wie wat kreeg"
    elif drawn:
        lot = f", bij {drawn} daarvan bepaalde het lot wie wat kreeg"
    return f"{said} {who} met een groep zonder de methode{lot}."


def _went(organisations: Sequence[OrganisationEvidence]) -> str:
    """`bij 3 van de 4 organisaties ging het beter, bij 1 ging het slechter`, most first."""
    total = len(organisations)
    directions = [each.direction for each in organisations]
    counted = sorted(((directions.count(direction), direction) for direction in _WENT), key=lambda pair: -pair[0])
    parts: list[str] = []
    for amount, direction in counted:
        if not amount:
            continue
        if parts:
            where = f"bij {amount}"
        elif total == 1:
            where = f"bij {organisations[0].name or '1 organisatie'}"
        elif amount == total:
            where = "bij beide organisaties" if total == 2 else f"bij alle {total} organisaties"
        else:
            where = f"bij {amount} van de {total} organisaties"
        parts.append(f"{where} {_WENT[direction]}")
    return ", ".join(parts)


def _size_sentence(summary: IndicatorSummary, rule: Thresholds) -> str:
    pooled = summary.pooled
    if pooled is not None:
        return _pooled_sentence(pooled, summary)
    if len(summary.organisations) <= _MOST_LISTED:
        return _listed_sentence(summary.organisations)
    return (
        f"Een gemiddelde geven we niet: dat kan pas als minstens {rule.pool_from} organisaties ook melden "
        "om hoeveel mensen of aanvragen het ging."
    )


def _pooled_sentence(pooled: Pooled, summary: IndicatorSummary) -> str:
    clear = "er is geen duidelijk verschil, want " if pooled.low <= 0 <= pooled.high else ""
    values = (pooled.estimate, pooled.low, pooled.high)
    if pooled.scale is Scale.LOG_RATIO:
        middle, low, high = map(_of_hundred, values)
        return f"Samen genomen, met 100 als start: {clear}het gemiddelde komt uit op {middle} (tussen {low} en {high})."
    start = _typical_start(pooled, summary)
    middle, low, high = (percent(carry_over(start, value)) for value in values)
    sentence = (
        f"Samen genomen, met een start van {percent(start)}: {clear}het gemiddelde komt uit op {middle} "
        f"(tussen {low} en {high})"
    )
    if pooled.next_low is not None and pooled.next_high is not None:
        low, high = (percent(carry_over(start, value)) for value in (pooled.next_low, pooled.next_high))
        sentence += f"; een volgende organisatie kan uitkomen tussen {low} en {high}"
    return f"{sentence}."


def _typical_start(pooled: Pooled, summary: IndicatorSummary) -> float:
    """The usual start of the pooled organisations."""
    used = {each.organisation for each in pooled.effects}
    firsts = [
        measured.effect.first
        for each in summary.organisations
        if each.organisation in used
        for measured in each.measured
        if measured.effect.variance is not None and measured.effect.first is not None
    ]
    return typical_start(firsts)


def typical_start(firsts: Sequence[float]) -> float:
    """A usual start for these first shares, in percent: their median as it is shown, never nobody or everybody."""
    return min(99.9, max(0.1, round(median(firsts), 1)))


def _of_hundred(log_ratio: float) -> str:
    """The words for what 100 of something becomes at this ratio."""
    largest = 1_000_000
    if log_ratio > math.log(largest / 100):
        return f"meer dan {number(largest)}"
    value = 100 * math.exp(log_ratio)
    return "bijna 0" if number(value) == "0" else number(value)


def _listed_sentence(organisations: Sequence[OrganisationEvidence]) -> str:
    listed = [
        (each.name, _pair(measured))
        for each in organisations
        for measured in each.measured
        if measured.effect.first is not None
    ]
    if not listed:
        return _without_start(organisations)
    if len(listed) > _MOST_LISTED + 1:
        return f"Er zijn {len(listed)} resultaten met een beginstand. Die tellen we niet bij elkaar op."
    parts = [f"{name}: {pair}" if name else pair for name, pair in listed]
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}."


def _without_start(organisations: Sequence[OrganisationEvidence]) -> str:
    """A published difference is a size; what it would be from another start is not known."""
    effects = [measured.effect for each in organisations for measured in each.measured]
    sizes = [size for effect in effects for size in (effect.points, effect.relative, effect.interval)]
    if any(size is not None for size in sizes):
        return "Wat dat bij een ander begin betekent, kunnen we niet zeggen: de beginstand is niet bekend."
    return "Hoe groot de verandering is, kunnen we niet zeggen: de beginstand is niet bekend."


def _pair(measured: Measured) -> str:
    """`van 34% naar 50%`, or `12% zonder en 6% met` where those two were compared."""
    result, effect = measured.result, measured.effect
    is_share = isinstance(result.figures, Counts | Shares)
    first, second = (_spoken(value, is_share) for value in (effect.first, effect.second))
    if result.comparison is not None:
        elsewhere = effect_of(replace(result, figures=result.comparison, comparison=None))
        before, after = (_spoken(value, is_share) for value in (elsewhere.first, elsewhere.second))
        return f"van {first} naar {second} (elders in die tijd van {before} naar {after})"
    if result.design.is_compared:
        return f"{first} zonder en {second} met"
    return f"van {first} naar {second}"


def _spoken(value: float | None, is_share: bool) -> str:
    amount = value or 0.0
    return percent(amount) if is_share else number(amount, 2)
