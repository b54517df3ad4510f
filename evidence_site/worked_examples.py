"""Worked examples on the page that says how we judge. Made-up organisations, computed with the rule in force."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from evidence import (
    DIRECTION_NAMES,
    LEVEL_NAMES,
    Counts,
    Design,
    Kind,
    Pooled,
    Relation,
    Result,
    Role,
    Shares,
    Thresholds,
    at_start,
    carry_over,
    effect_of,
    indicator_sentences,
    summarise,
)
from evidence.notation import number, percent

_DAY = date(2026, 1, 1)
_INDICATOR = "voorbeeld"
# Without and with: events and totals of four made-up organisations (the published test set of the method).
_FOUR = ((408, 1200, 650, 1300), (328, 800, 468, 900), (77, 350, 75, 300), (2200, 4000, 3024, 4200))
_START, _SECOND = 34.0, 50.0
_STARTS = (5.0, 20.0, 34.0, 60.0, 80.0, 90.0)


@dataclass(frozen=True)
class Carried:
    """The same change at another start, three ways: only the odds ratio stays between 0 and 100%."""

    start: str
    by_odds: str
    by_points: str
    by_percent: str
    impossible: bool


@dataclass(frozen=True)
class PooledExample:
    """Four made-up organisations put together, and what it says at two starting points."""

    rows: tuple[tuple[str, str, str], ...]
    sentences: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    at_starts: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class Judged:
    """A made-up method and what the rule says of it."""

    what: str
    direction: str
    level: int
    name: str
    reasons: tuple[str, ...]
    advice: str


def carried_examples() -> tuple[Carried, ...]:
    effect = effect_of(Result("", _INDICATOR, Shares(_START, _SECOND)))
    estimate = effect.estimate or 0.0
    points, factor = _SECOND - _START, _SECOND / _START
    return tuple(
        Carried(
            start=percent(start),
            by_odds=percent(carry_over(start, estimate)),
            by_points=percent(start + points),
            by_percent=percent(start * factor),
            impossible=max(start + points, start * factor) > 100,
        )
        for start in _STARTS
    )


def pooled_example(rule: Thresholds) -> PooledExample:
    """What pooling says of the four, or why the rule does not pool them."""
    results = [
        Result(
            f"organisatie {place}", _INDICATOR, Counts(*cells), design=Design.COMPARISON, name=f"Organisatie {place}"
        )
        for place, cells in enumerate(_FOUR, start=1)
    ]
    [summary] = summarise(results, as_of=_DAY, rule=rule).indicators
    rows = tuple(
        (
            f"Organisatie {place}",
            f"{number(cells[0])} van {number(cells[1])}",
            f"{number(cells[2])} van {number(cells[3])}",
        )
        for place, cells in enumerate(_FOUR, start=1)
    )
    pooled = summary.pooled
    starts: list[tuple[str, str, str, str]] = []
    for start in (_START, 85.0) if pooled else ():
        found = at_start(summary, start)
        low, high = percent(found.low or 0), percent(found.high or 0)
        starts.append(
            (percent(start), percent(found.expected or 0), f"{low} tot {high}", _next(found.next_low, found.next_high))
        )
    return PooledExample(rows, indicator_sentences(summary, rule), _facts(pooled), tuple(starts))


def judged_examples(rule: Thresholds) -> tuple[Judged, ...]:
    """From little to a lot: what the rule makes of it."""
    before_after = Design.BEFORE_AFTER
    draw = Design.RANDOMISED
    return (
        _judged("Eén organisatie ging van 34% naar 50%. Er was geen vergelijking.", [_result(1, before_after)], rule),
        _judged(
            "Drie organisaties maten voor en na. Bij alle drie ging het beter.",
            [_result(place, before_after) for place in range(1, 4)],
            rule,
        ),
        _judged(
            "Drie organisaties stuurden een nieuwe brief en ook een herinnering. Het lot bepaalde wie ze kreeg.",
            [replace(_result(place, draw, second=500), relation=Relation.BUNDLE) for place in range(1, 4)],
            rule,
        ),
        _judged(
            "Twee organisaties lieten het lot bepalen wie de nieuwe brief kreeg.",
            [_result(place, draw, second=500) for place in range(1, 3)],
            rule,
        ),
        _judged(
            "Drie organisaties lieten ook het lot bepalen. Bij twee ging het beter, bij één slechter.",
            [_result(1, draw, second=500), _result(2, draw, second=500), _result(3, draw, second=200)],
            rule,
        ),
        _judged(
            "Zes organisaties deden dat, met ongeveer dezelfde uitkomst. Ze telden ook de telefoontjes.",
            [*(_result(place, draw, second=490 + place) for place in range(1, 7)), _guard()],
            rule,
        ),
    )


def _result(place: int, design: Design, second: int | None = None) -> Result:
    figures = Shares(_START, _SECOND) if second is None else Counts(340, 1000, second, 1000)
    return Result(
        f"organisatie {place}",
        _INDICATOR,
        figures,
        design=design,
        case=str(place),
        name=f"Organisatie {place}",
        totals_known=True,
        period_known=True,
        source_opens=True,
    )


def _guard() -> Result:
    return Result("organisatie 1", "telefoontjes", Counts(100, 1000, 101, 1000), case="1", role=Role.GUARD)


def _judged(what: str, results: list[Result], rule: Thresholds) -> Judged:
    found = summarise(results, as_of=_DAY, rule=rule)
    strength = found.strength
    return Judged(
        what=what,
        direction=DIRECTION_NAMES[found.direction],
        level=strength.level,
        name=LEVEL_NAMES[strength.level],
        reasons=tuple(reason.text for reason in strength.reasons if reason.kind is not Kind.NEXT),
        advice=strength.advice,
    )


def _facts(pooled: Pooled | None) -> tuple[tuple[str, str], ...]:
    if pooled is None:
        return ()
    found = pooled.statistics
    return (
        ("gemiddelde logaritme van de odds ratio", number(pooled.estimate, 4)),
        ("95%-interval van het gemiddelde", f"{number(pooled.low, 4)} tot {number(pooled.high, 4)}"),
        ("tau² (spreiding tussen organisaties)", number(found.tau2, 4)),
        ("Q", number(found.q, 4)),
        ("I²", number(found.i2, 4)),
    )


def _next(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return "geven we niet: te weinig organisaties"
    return f"{percent(low)} tot {percent(high)}"
