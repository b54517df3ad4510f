"""All that can be said of a method: per indicator direction, size and strength; as a whole direction and strength."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from evidence.distributions import two_sided_binomial
from evidence.kinds import Better, Direction, Relation, Role
from evidence.pooling import NotPooled, Pooled, pool
from evidence.results import Result
from evidence.rule2.direction import scope_direction
from evidence.rule2.organisations import Measured, OrganisationEvidence, measure, organisations_of
from evidence.rule2.scope import Scope
from evidence.rule2.strength import Strength, judge
from evidence.rule2.thresholds import RULE, Thresholds


@dataclass(frozen=True)
class SignTest:
    """How many organisations went each way, and the two-sided sign test on better against worse.

    `p` is the chance (0 to 1) of a split at least this uneven if both were equally likely; None without better or
    worse. It counts directions only: never how large, never how sure (Cochrane Handbook, chapter 12,
    https://training.cochrane.org/handbook/current/chapter-12).
    """

    better: int
    no_clear_change: int
    worse: int
    p: float | None

    @classmethod
    def of(cls, organisations: Iterable[OrganisationEvidence]) -> SignTest:
        directions = [each.direction for each in organisations]
        better, worse = directions.count(Direction.BETTER), directions.count(Direction.WORSE)
        p = two_sided_binomial(better, worse) if better + worse else None
        return cls(better, directions.count(Direction.NO_CLEAR_CHANGE), worse, p)


@dataclass(frozen=True)
class IndicatorSummary:
    """One method and one indicator. `pooling` is the size, or why there is none; `is_bundle` as in `MethodSummary`."""

    indicator: str
    better: Better
    role: Role
    organisations: tuple[OrganisationEvidence, ...]
    direction: Direction
    strength: Strength
    pooling: Pooled | NotPooled
    sign_test: SignTest
    is_bundle: bool

    @property
    def pooled(self) -> Pooled | None:
        return self.pooling if isinstance(self.pooling, Pooled) else None


@dataclass(frozen=True)
class MethodSummary:
    """A method as a whole over its main indicators. It has no size: sizes of different indicators do not mix.

    `is_bundle`: nothing was tested alone, so all of this is of the method together with others.
    `indicators` are the main ones and `guards` what stands beside them, each by name. `without_direction` counts the
    results of main indicators that cannot be used because they have no direction.
    """

    organisations: tuple[OrganisationEvidence, ...]
    direction: Direction
    strength: Strength
    sign_test: SignTest
    is_bundle: bool
    indicators: tuple[IndicatorSummary, ...]
    guards: tuple[IndicatorSummary, ...]
    without_direction: int


def summarise(results: Iterable[Result], *, as_of: date, rule: Thresholds = RULE) -> MethodSummary:
    """The summary of one method from the results that say something about it. `as_of` is the day ages are counted to.

    Only what was tested alone counts. Where nothing was, what was tested together with other methods gives a direction
    and the lowest rung. A head to head, and what the source does not say, count for nothing.

    Raises ValueError when results of one indicator disagree about which way is better or about its role.
    """
    measured = measure(each for each in results if each.relation in (Relation.ALONE, Relation.BUNDLE))
    guarded = _guarded(measured)
    main: list[IndicatorSummary] = []
    guards: list[IndicatorSummary] = []
    for rows in _by_indicator(measured):
        summary = _summarise_indicator(rows, guarded, as_of, rule)
        (main if summary.role is Role.MAIN else guards).append(summary)
    aims = [each for each in measured if each.result.role is Role.MAIN]
    organisations, is_bundle = _counting(aims)
    telling = [summary for summary in main if summary.organisations and summary.is_bundle is is_bundle]
    # With one indicator the whole method is that indicator, its pooled interval included.
    only = telling[0] if len(telling) == 1 else None
    direction = only.direction if only else scope_direction([each.direction for each in organisations], None, rule)
    scope = Scope(
        organisations=organisations,
        direction=direction,
        as_of=as_of,
        one_indicator=only is not None,
        is_bundle=is_bundle,
        i2=only.pooled.statistics.i2 if only and only.pooled else None,
        range_one_sided=bool(only and only.pooled and only.pooled.next_is_one_sided),
        guard_reported=_reports_guard(organisations, guarded),
        rung5_elsewhere=only is None and any(summary.strength.rung == 5 for summary in main),
    )
    return MethodSummary(
        organisations=organisations,
        direction=direction,
        strength=judge(scope, rule),
        sign_test=SignTest.of(organisations),
        is_bundle=is_bundle,
        indicators=tuple(main),
        guards=tuple(guards),
        without_direction=sum(each.direction is None for each in aims),
    )


def _summarise_indicator(
    rows: tuple[Measured, ...], guarded: frozenset[tuple[str, str]], as_of: date, rule: Thresholds
) -> IndicatorSummary:
    first = rows[0].result
    if any((each.result.better, each.result.role) != (first.better, first.role) for each in rows):
        raise ValueError(f"indicator {first.indicator!r} is used with two roles or two ways of being better")
    organisations, is_bundle = _counting(rows)
    # A bundle is never put together: its organisations did different things.
    pooling = NotPooled(0, rule.pool_from) if is_bundle else pool(organisations, rule)
    pooled = pooling if isinstance(pooling, Pooled) else None
    interval = pooled.better_interval(first.better) if pooled else None
    direction = scope_direction([each.direction for each in organisations], interval, rule)
    scope = Scope(
        organisations=organisations,
        direction=direction,
        as_of=as_of,
        one_indicator=True,
        is_bundle=is_bundle,
        i2=pooled.statistics.i2 if pooled else None,
        range_one_sided=bool(pooled and pooled.next_is_one_sided),
        guard_reported=_reports_guard(organisations, guarded),
    )
    return IndicatorSummary(
        indicator=first.indicator,
        better=first.better,
        role=first.role,
        organisations=organisations,
        direction=direction,
        strength=judge(scope, rule),
        pooling=pooling,
        sign_test=SignTest.of(organisations),
        is_bundle=is_bundle,
    )


def _counting(measured: Sequence[Measured]) -> tuple[tuple[OrganisationEvidence, ...], bool]:
    """The organisations that count in a scope, and whether they do so only together with other methods."""
    alone = organisations_of(each for each in measured if each.result.relation is Relation.ALONE)
    bundles = () if alone else organisations_of(measured)
    return alone or bundles, bool(bundles)


def _by_indicator(measured: tuple[Measured, ...]) -> list[tuple[Measured, ...]]:
    found: dict[str, list[Measured]] = defaultdict(list)
    for each in measured:
        found[each.result.indicator].append(each)
    return [tuple(rows) for _, rows in sorted(found.items())]


def _guarded(measured: tuple[Measured, ...]) -> frozenset[tuple[str, str]]:
    """The organisations, with the case, that report a guard with a direction: a lone figure guards nothing.

    What came with other methods never lifts a level.
    """
    return frozenset(
        (each.result.organisation, each.result.case)
        for each in measured
        if each.result.role is Role.GUARD and each.direction is not None and each.result.relation is Relation.ALONE
    )


def _reports_guard(organisations: Iterable[OrganisationEvidence], guarded: frozenset[tuple[str, str]]) -> bool:
    return any(
        measured.result.reports_guard or (measured.result.organisation, measured.result.case) in guarded
        for each in organisations
        for measured in each.measured
    )
