"""The summary as plain data for JSON: every number unrounded, so that an outsider can check it."""

from __future__ import annotations

from typing import Any

from evidence.pooling import NotPooled, Pooled
from evidence.rule2.reasons import Reason
from evidence.rule2.strength import Strength
from evidence.rule2.thresholds import RULE, Thresholds
from evidence.starting_point import StartingPoint, at_start
from evidence.summary import IndicatorSummary, MethodSummary, SignTest
from evidence.words import indicator_sentences, method_sentences

_SIZES = ("estimate", "se", "tau2", "i2", "q", "ci_low", "ci_high", "pi_low", "pi_high")
_SHARES = ("expected", "ci_low", "ci_high", "pi_low", "pi_high")
_SEVERAL = "several indicators: sizes do not mix, see indicators"


def report(summary: MethodSummary, start: float | None = None, rule: Thresholds = RULE) -> dict[str, Any]:
    """The method as a whole, and each main indicator under `indicators`.

    With one indicator `pooled` and `at_start` are of that one; with several they have no numbers, only the reason.
    `start` is the starting share in percent.
    """
    indicators = [_indicator(each, start, rule) for each in summary.indicators]
    if len(indicators) == 1:
        pooled, at = indicators[0]["pooled"], indicators[0]["at_start"]
    else:
        reason = _SEVERAL if indicators else _too_few(0, rule.pool_from)
        pooled = _no_pool(0, reason)
        at = None if start is None else _no_start(start, reason)
    return {
        "rule": summary.strength.rule_version,
        "as_of": summary.strength.as_of.isoformat(),
        "organisations": len(summary.organisations),
        "direction": summary.direction.value,
        "strength": _strength(summary.strength),
        "only_in_bundles": summary.is_bundle,
        "sign_test": _sign_test(summary.sign_test),
        "pooled": pooled,
        "at_start": at,
        "words": indicators[0]["words"] if len(indicators) == 1 else list(method_sentences(summary)),
        "indicators": indicators,
    }


def _indicator(summary: IndicatorSummary, start: float | None, rule: Thresholds) -> dict[str, Any]:
    return {
        "indicator": summary.indicator or None,
        "better": summary.better.value,
        "organisations": len(summary.organisations),
        "direction": summary.direction.value,
        "strength": _strength(summary.strength),
        "only_in_bundles": summary.is_bundle,
        "sign_test": _sign_test(summary.sign_test),
        "pooled": _pooled(summary.pooling, rule),
        "at_start": None if start is None else _at_start(at_start(summary, start), rule),
        "words": list(indicator_sentences(summary, rule)),
    }


def _strength(strength: Strength) -> dict[str, Any]:
    return {
        "level": strength.level,
        "rung": strength.rung,
        "reasons": [_reason(each) for each in strength.reasons],
        "advice": strength.advice,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "kind": reason.kind.value,
        "code": reason.code,
        "effect": reason.effect,
        "text": reason.text,
        "numbers": dict(reason.numbers),
        "needs": {need.code: need.count for need in reason.needs},
        "any_of": reason.any_of,
    }


def _sign_test(test: SignTest) -> dict[str, Any]:
    return {"better": test.better, "no_clear_change": test.no_clear_change, "worse": test.worse, "p": test.p}


def _pooled(pooling: Pooled | NotPooled, rule: Thresholds) -> dict[str, Any]:
    if isinstance(pooling, NotPooled):
        return _no_pool(pooling.k, _too_few(pooling.k, pooling.needed))
    statistics = pooling.statistics
    return {
        "k": pooling.k,
        "estimate": pooling.estimate,
        "se": statistics.modified_se,
        "tau2": statistics.tau2,
        "i2": statistics.i2,
        "q": statistics.q,
        "ci_low": pooling.low,
        "ci_high": pooling.high,
        "pi_low": pooling.next_low,
        "pi_high": pooling.next_high,
        "scale": pooling.scale.value,
        "weights": [
            {
                "organisation": each.name or each.organisation.strip(),
                "estimate": each.estimate,
                "variance": each.variance,
                "weight": weight,
            }
            for each, weight in zip(pooling.effects, statistics.weights, strict=True)
        ],
        "reason": None,
        "pi_reason": _range_reason(pooling, rule),
    }


def _range_reason(pooled: Pooled, rule: Thresholds) -> str | None:
    if pooled.next_low is None:
        return f"{pooled.k} organisations, a range for a next one needs {rule.range_from}"
    if pooled.caution:
        return f"rests on fewer than {rule.caution_below} organisations: very imprecise"
    return None


def _too_few(k: int, needed: int) -> str:
    return f"{k} organisations with a variance, pooling needs {needed}"


def _no_pool(k: int, reason: str) -> dict[str, Any]:
    return {"k": k, **dict.fromkeys(_SIZES), "scale": None, "weights": [], "reason": reason, "pi_reason": reason}


def _no_start(start: float, reason: str) -> dict[str, Any]:
    return {"start": start, **dict.fromkeys(_SHARES), "examples": [], "reason": reason, "pi_reason": reason}


def _at_start(point: StartingPoint, rule: Thresholds) -> dict[str, Any]:
    """Shares in percent."""
    reasons = {
        None: None,
        "too_few_organisations": f"too few organisations: {rule.pool_from} for a mean, {rule.range_from} for a range",
        "not_shares": "only shares can be carried to another starting point",
    }
    return {
        "start": point.start,
        "expected": point.expected,
        "ci_low": point.low,
        "ci_high": point.high,
        "pi_low": point.next_low,
        "pi_high": point.next_high,
        "examples": [
            {
                "organisation": each.name or each.organisation.strip(),
                "log_odds_ratio": each.log_odds_ratio,
                "expected": each.expected,
            }
            for each in point.examples
        ],
        "reason": reasons[point.refusal],
        "pi_reason": reasons[point.next_refusal],
    }
