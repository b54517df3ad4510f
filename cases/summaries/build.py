"""From counted results to what is stored of a method. No database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cases.summaries.dto import IndicatorEvidence, MethodEvidence, PooledEvidence, ScopeEvidence
from cases.summaries.loader import CountedResult
from evidence import (
    IndicatorSummary,
    MethodSummary,
    Pooled,
    indicator_sentences,
    method_sentences,
    summarise,
)
from vocabulary.models import Indicator


def build(method_id: int, counted: Sequence[CountedResult], as_of: date) -> MethodEvidence:
    """The summary of these results, with ages counted to `as_of`."""
    summary = summarise((each.result for each in counted), as_of=as_of)
    return describe(method_id, summary, {each.indicator.slug: each.indicator for each in counted})


def describe(method_id: int, summary: MethodSummary, indicators: dict[str, Indicator]) -> MethodEvidence:
    """A summary in its stored form. `indicators` by slug, those of all its results."""
    strength = summary.strength
    return MethodEvidence(
        method_id=method_id,
        rule_version=strength.rule_version,
        computed_on=strength.as_of,
        whole=_scope(summary, method_sentences(summary)),
        indicators=tuple(_indicator(each, indicators[each.indicator]) for each in summary.indicators),
        guards=tuple(_indicator(each, indicators[each.indicator]) for each in summary.guards),
        without_direction=summary.without_direction,
    )


def _scope(summary: MethodSummary | IndicatorSummary, sentences: tuple[str, ...]) -> ScopeEvidence:
    strength, organisations, signs = summary.strength, summary.organisations, summary.sign_test
    return ScopeEvidence(
        direction=summary.direction,
        is_bundle=summary.is_bundle,
        level=strength.level,
        rung=strength.rung,
        organisations=len(organisations),
        compared=sum(each.design.is_compared for each in organisations),
        results=sum(len(each.measured) for each in organisations),
        better=signs.better,
        no_clear_change=signs.no_clear_change,
        worse=signs.worse,
        p=signs.p,
        advice=strength.advice,
        sentences=sentences,
        reasons=strength.reasons,
    )


def _indicator(summary: IndicatorSummary, word: Indicator) -> IndicatorEvidence:
    pooling = summary.pooling
    return IndicatorEvidence(
        indicator_id=word.pk,
        slug=word.slug,
        label=word.label,
        better=summary.better,
        role=summary.role,
        scope=_scope(summary, indicator_sentences(summary)),
        pooled=_pooled(pooling) if isinstance(pooling, Pooled) else None,
        with_variance=pooling.k,
    )


def _pooled(pooled: Pooled) -> PooledEvidence:
    return PooledEvidence(
        scale=pooled.scale,
        k=pooled.k,
        estimate=pooled.estimate,
        low=pooled.low,
        high=pooled.high,
        next_low=pooled.next_low,
        next_high=pooled.next_high,
        caution=pooled.caution,
    )
