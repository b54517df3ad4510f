"""Made-up results: every honest shape, each with figures that the form would accept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from lab.language import Language
from lab.palette import IndicatorWord

Fields = dict[str, Any]

# How often each shape occurs, roughly as in the starter content but with every shape present.
SHAPE_WEIGHTS: Mapping[str, int] = {
    "counts": 14,
    "share": 26,
    "value": 12,
    "points": 8,
    "relative": 16,
    "range": 3,
    "text": 7,
    "single": 9,
    "series": 3,
    "context": 2,
}
_DESIGNS = {"before_after": 55, "with_trend": 10, "comparison": 18, "staggered": 4, "randomised": 13}
_SHARES = ("counts", "share", "points")
_VALUES = ("value",)
_COMPARED = ("counts", "share", "value", "points", "relative", "range", "text")
_FOUR_PLACES = Decimal("0.0001")


def draw_result(rng: Random, language: Language, topic: list[str], indicator: IndicatorWord) -> Fields:
    """The fields of one result (`Result` without its relations) and its `sources`."""
    shape = _one(rng, _fitting(indicator))
    fields: Fields = {"shape": shape, "contrast": "none", "reported_by": rng.choice(["doer", "press", "research"])}
    if shape in _COMPARED:
        fields["contrast"] = rng.choice(["before-after", "before-after", "without-with"])
        fields["design"] = _one(rng, _DESIGNS)
        fields["qualifier"] = rng.choice(["", "", "", "over", "nearly", "about"])
    fields |= _FIGURES[shape](rng, _towards(rng, indicator))
    fields |= _periods(rng, fields)
    fields["as_published"] = language.sentence(rng, topic)[:400]
    fields["note"] = language.sentence(rng, topic)[:500] if rng.random() < 0.3 else ""
    fields["sample"] = language.phrase(rng, topic, 6)[:255] if rng.random() < 0.3 else ""
    fields["totals_not_published"] = shape not in ("counts", "single") and rng.random() < 0.8
    fields["sources"] = [draw_source(rng, language, topic) for _ in range(rng.choice([1, 1, 1, 2]))]
    return fields


def draw_source(rng: Random, language: Language, topic: list[str]) -> Fields:
    number = rng.randrange(10**6)
    return {
        "title": language.title(rng, topic)[:255],
        "url": f"https://bron.example/{number}" if rng.random() < 0.9 else "",
        "read_on": date(2026, rng.randint(1, 11), rng.randint(1, 23)),
        "certainty": rng.choice(["A", "A", "B", "C", "A/C", "B/C"]),
        "gives": language.sentence(rng, topic)[:400],
    }


def _fitting(indicator: IndicatorWord) -> dict[str, int]:
    """A percentage is a share; anything else is a value."""
    unfit = _VALUES if indicator.unit == "percent" else _SHARES
    return {shape: weight for shape, weight in SHAPE_WEIGHTS.items() if shape not in unfit}


def _towards(rng: Random, indicator: IndicatorWord) -> int:
    """Up (1), the same (0) or down (-1): mostly better, now and then no difference or worse."""
    better = 1 if indicator.higher_is_better else -1
    return rng.choices([better, 0, -better], [72, 16, 12])[0]


def _counts(rng: Random, towards: int) -> Fields:
    totals = [int(10 ** rng.uniform(1.6, 5.3)) for _ in range(2)]
    first, second = (float(value) / 100 for value in _two_shares(rng, towards))
    return {
        "first_events": round(first * totals[0]),
        "first_total": totals[0],
        "second_events": round(second * totals[1]),
        "second_total": totals[1],
    }


def _share(rng: Random, towards: int) -> Fields:
    first, second = _two_shares(rng, towards)
    return {"first": first, "second": second}


def _value(rng: Random, towards: int) -> Fields:
    first = Decimal(int(10 ** rng.uniform(0.5, 6)))
    factor = Decimal(1) + towards * Decimal(rng.randint(2, 60)) / 100
    return {"first": first, "second": (first * factor).quantize(_FOUR_PLACES)}


def _points(rng: Random, towards: int) -> Fields:
    return {"change_points": towards * Decimal(rng.randint(5, 400)) / 10}


def _relative(rng: Random, towards: int) -> Fields:
    if rng.random() < 0.2:
        return {"change_factor": Decimal(rng.choice(["2", "3", "1.5"])) if towards >= 0 else Decimal("0.5")}
    return {"change_relative": towards * Decimal(rng.randint(10, 900)) / 10}


def _range(rng: Random, towards: int) -> Fields:
    low, high = sorted(towards * rng.randint(5, 90) for _ in range(2))
    return {"change_low": Decimal(low), "change_high": Decimal(high)}


def _text(rng: Random, towards: int) -> Fields:
    return {"outcome": rng.choice(["mixed", "same"]) if not towards else "rose" if towards > 0 else "fell"}


def _single(rng: Random, _: int) -> Fields:
    total = int(10 ** rng.uniform(2, 5))
    return {"second": Decimal(rng.randint(1, 100)), **({"second_total": total} if rng.random() < 0.3 else {})}


def _series(rng: Random, towards: int) -> Fields:
    start = rng.randint(20, 60)
    years = range(2014, 2014 + rng.randint(2, 8))
    return {"series": "\n".join(f"{year}: {start + towards * place * 3}" for place, year in enumerate(years))}


def _context(rng: Random, _: int) -> Fields:
    return {}


_FIGURES: Mapping[str, Callable[[Random, int], Fields]] = {
    "counts": _counts,
    "share": _share,
    "value": _value,
    "points": _points,
    "relative": _relative,
    "range": _range,
    "text": _text,
    "single": _single,
    "series": _series,
    "context": _context,
}


def _two_shares(rng: Random, towards: int) -> tuple[Decimal, Decimal]:
    """Two percentages with one decimal, 0 to 100."""
    first = rng.randint(50, 850)
    second = min(max(first + towards * rng.randint(5, 250), 0), 1000)
    return Decimal(first) / 10, Decimal(second) / 10


def _periods(rng: Random, fields: Fields) -> Fields:
    kind = rng.random()
    if kind < 0.3:
        return {"period_not_published": True}
    if kind < 0.4 or fields["contrast"] == "none":
        return {"period_text": f"voorjaar {rng.randint(2012, 2025)}"}
    year = rng.randint(2012, 2024)
    return {"first_period": str(year), "second_period": f"mei {year + 1}"}


def _one(rng: Random, weights: Mapping[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]
