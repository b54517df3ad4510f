"""Rule 2 on strength: the highest rung that holds, then the cap, then what goes off, then the floor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from evidence.kinds import ReportedBy
from evidence.results import Result
from evidence.rule2 import reasons
from evidence.rule2.levels import LEVEL_NAMES, advice
from evidence.rule2.next_rung import next_rung
from evidence.rule2.reasons import Kind, Reason
from evidence.rule2.scope import Scope, Tally
from evidence.rule2.thresholds import RULE, Thresholds


@dataclass(frozen=True)
class Strength:
    """How well the direction was examined: `level` 0 to 5, the `rung` it began at, and every line that made it so."""

    level: int
    rung: int
    reasons: tuple[Reason, ...]
    advice: str
    name: str
    rule_version: int
    as_of: date


def judge(scope: Scope, rule: Thresholds = RULE) -> Strength:
    """The strength of a scope."""
    tally = Tally.of(scope.organisations)
    rung, lines = rung_of(scope, tally, rule)
    level, undone = rung, []
    # A bundle stands on the lowest rung and stays there: there is nothing to take off.
    if rung > 0 and not scope.is_bundle:
        if not scope.guard_reported:
            capped = min(level, rule.cap_without_guard)
            lines.append(reasons.cap_reason(rule, capped - level))
            level = capped
        for check in (_agreement(scope, rule), _reporting(scope, rule)):
            lines.append(check)
            level += check.effect
        if level < rule.floor:
            lines.append(reasons.floor_reason(rule, rule.floor - level))
            level = rule.floor
        undone = [line for line in lines if line.kind in (Kind.CAP, Kind.MINUS) and line.effect < 0]
    lines += next_rung(scope, tally, rung, level, rule)
    lines += reasons.remedies(undone, rule)
    return Strength(
        level=level,
        rung=rung,
        reasons=tuple(lines),
        advice=advice(level, scope.direction, scope.best_design, is_bundle=scope.is_bundle),
        name=LEVEL_NAMES[level],
        rule_version=rule.version,
        as_of=scope.as_of,
    )


def rung_of(scope: Scope, tally: Tally, rule: Thresholds = RULE) -> tuple[int, list[Reason]]:
    """The highest rung that holds, with what put it there."""
    if scope.is_bundle:
        return rule.bundle_rung, [reasons.rung_reason("bundle", tally.measured)]
    if scope.rung5_elsewhere:
        return 5, [reasons.rung_reason("indicator", tally.measured)]
    randomised = tally.randomised >= rule.rung5_randomised and tally.compared >= rule.rung5_compared
    if scope.one_indicator and randomised and scope.range_one_sided:
        return 5, [reasons.rung_reason("randomised", tally.compared, tally.randomised)]
    if tally.compared >= rule.rung4_compared and tally.strong >= rule.rung4_strong:
        return 4, [reasons.rung_reason("strong", tally.compared, tally.strong)]
    if tally.compared >= rule.rung3_compared:
        return 3, [reasons.rung_reason("compared", tally.compared)]
    second = [
        reasons.rung_reason(code, amount)
        for code, amount, needed in (
            ("compared", tally.compared, rule.rung2_compared),
            ("trend", tally.trend, rule.rung2_trend),
            ("measured", tally.measured, rule.rung2_measured),
        )
        if amount >= needed
    ]
    if second:
        return 2, second
    if tally.measured:
        return 1, [reasons.rung_reason("measured", tally.measured)]
    return 0, [reasons.rung_reason("nothing_usable", 0)]


def flaws(result: Result, as_of: date, rule: Thresholds = RULE) -> dict[str, bool]:
    """Which of the four flaws in reporting a result has. An unknown age or length is not a flaw of its own."""
    short = result.months is not None and result.months < rule.shortest_months
    own_word = result.reported_by is ReportedBy.DOER and not result.source_opens
    return {
        "no_totals": not result.has_totals,
        "no_period": short or not result.has_period,
        "too_old": result.measured_on is not None and result.measured_on < years_before(as_of, rule.oldest_years),
        "not_openable": own_word,
    }


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for a leap day that year did not have."""
    if day.year <= years:
        return date.min
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28) if not _is_leap(day.year - years) else day
    return day.replace(year=day.year - years)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _agreement(scope: Scope, rule: Thresholds) -> Reason:
    total = len(scope.organisations)
    different = sum(each.direction is not scope.direction for each in scope.organisations)
    off = (different >= rule.disagree_from * total, scope.i2 is not None and scope.i2 >= rule.i2_from)
    return reasons.agreement_reason(scope.direction, total, different, scope.i2, off, rule)


def _reporting(scope: Scope, rule: Thresholds) -> Reason:
    found = [flaws(each.result, scope.as_of, rule) for each in scope.usable]
    counted = {code: sum(flaw[code] for flaw in found) for code in reasons.FLAWS}
    holding = [code for code, amount in counted.items() if amount > rule.weak_above * len(found)]
    return reasons.reporting_reason(counted, holding, len(found), rule)
