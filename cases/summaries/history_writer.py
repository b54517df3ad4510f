"""The history: a new state whenever direction, level, counts or the rule differ from what was said before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace

from cases.choices import Cause
from cases.models.evidence import EvidenceState
from cases.summaries.dto import IndicatorEvidence, MethodEvidence, ScopeEvidence, Standing

# Why it changed, for an indicator (by key) or for the whole (None).
Causes = Callable[[int | None], Sequence[Cause]]
# Where the whole (None) and each indicator stood, with the id of that state; empty before the first time.
Before = Mapping[int | None, tuple[Standing, str]]
_NOTHING = Standing()


@dataclass
class _Writer:
    """Collects the new states of one method."""

    number: int | None
    after: MethodEvidence
    before: Before
    rule_changed: bool
    causes: Causes
    states: list[EvidenceState] = field(default_factory=list)

    def cite(self, scope: ScopeEvidence, indicator_id: int | None) -> ScopeEvidence:
        """The scope with the id of its state: the old one when nothing that a state holds differs."""
        state = "" if self.rule_changed else _known_state(self.before, scope, indicator_id)
        return replace(scope, state=state or self.add(scope.standing, indicator_id))

    def add(self, now: Standing, indicator_id: int | None) -> str:
        """A new state; its id. A new rule is one change of the method, not one more for each of its indicators."""
        earlier = self.before.get(indicator_id, (_NOTHING, ""))[0] if self.before else None
        is_part = indicator_id is not None
        causes = (self.causes(indicator_id) or self.causes(None) or [Cause.RULE]) if earlier else [Cause.FIRST]
        state = EvidenceState(
            method_id=self.after.method_id,
            method_number=self.number,
            scope=EvidenceState.Scope.INDICATOR if is_part else EvidenceState.Scope.METHOD,
            indicator_key=indicator_id,
            causes=[cause.value for cause in causes],
            is_change=earlier is not None and _is_change(earlier, now) and not (is_part and causes == [Cause.RULE]),
            rule_version=self.after.rule_version,
            direction_before=earlier.direction.value if earlier else "",
            is_bundle_before=earlier.is_bundle if earlier else False,
            level_before=earlier.level if earlier else None,
            organisations_before=earlier.organisations if earlier else None,
            **{**asdict(now), "direction": now.direction.value},
        )
        self.states.append(state)
        return str(state.public_id)


def with_states(
    number: int | None, after: MethodEvidence, before: Before, causes: Causes, *, rule_changed: bool
) -> tuple[MethodEvidence, list[EvidenceState]]:
    """The summary with the ids of its states, and the states that are new (not yet saved).

    An indicator without a result any more gets a last state that says so.
    """
    writer = _Writer(number, after, before, rule_changed, causes)
    found = _cited(after, writer.cite)
    for gone in before.keys() - {None} - {each.indicator_id for each in after.all_indicators}:
        writer.add(_NOTHING, gone)
    return found, writer.states


def _is_change(before: Standing, now: Standing) -> bool:
    return (before.direction, before.is_bundle, before.level) != (now.direction, now.is_bundle, now.level)


def with_known_states(after: MethodEvidence, before: Before) -> MethodEvidence:
    """The summary with the ids of the states that still say the same; what differs has none yet."""
    return _cited(after, lambda scope, key: replace(scope, state=_known_state(before, scope, key)))


def _cited(found: MethodEvidence, cite: Callable[[ScopeEvidence, int | None], ScopeEvidence]) -> MethodEvidence:
    def cited(indicators: Sequence[IndicatorEvidence]) -> tuple[IndicatorEvidence, ...]:
        return tuple(replace(each, scope=cite(each.scope, each.indicator_id)) for each in indicators)

    return replace(found, whole=cite(found.whole, None), indicators=cited(found.indicators), guards=cited(found.guards))


def _known_state(before: Before, scope: ScopeEvidence, indicator_id: int | None) -> str:
    standing, state = before.get(indicator_id, (None, ""))
    return state if standing == scope.standing else ""
