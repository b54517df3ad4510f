"""The stored form as JSON, and back. What was written by other code is refused: it is computed anew then."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import date
from typing import Any

from cases.summaries.dto import (
    IndicatorEvidence,
    MethodEvidence,
    PooledEvidence,
    ScopeEvidence,
    Standing,
)
from evidence import Better, Direction, Kind, Need, Reason, Role, Scale

# Goes up when the form or the Dutch sentences change, so that everything is written anew.
VERSION = 3


def to_payload(found: MethodEvidence) -> dict[str, Any]:
    """Plain data for a JSON column."""
    return {"version": VERSION, **asdict(found), "computed_on": found.computed_on.isoformat()}


def from_payload(payload: dict[str, Any]) -> MethodEvidence:
    """The opposite of `to_payload`.

    :raises ValueError: when it has another version.
    """
    if payload.get("version") != VERSION:
        raise ValueError("written by another version")
    return MethodEvidence(
        method_id=payload["method_id"],
        rule_version=payload["rule_version"],
        computed_on=date.fromisoformat(payload["computed_on"]),
        whole=_scope(payload["whole"]),
        indicators=tuple(map(_indicator, payload["indicators"])),
        guards=tuple(map(_indicator, payload["guards"])),
        without_direction=payload["without_direction"],
    )


def standings(payload: dict[str, Any]) -> dict[int | None, tuple[Standing, str]]:
    """Where the method as a whole (None) and each indicator (by key) stand, with the id of the state.

    Reads what any version wrote, so that a new version does not forget what was said before: the names of a standing,
    `state`, `whole`, `indicators`, `guards`, `scope` and `indicator_id` stay.
    """
    if "whole" not in payload:
        return {}
    scopes = {each["indicator_id"]: each["scope"] for each in [*payload["indicators"], *payload["guards"]]}
    return {key: (_standing(scope), scope["state"]) for key, scope in {None: payload["whole"], **scopes}.items()}


def _standing(scope: dict[str, Any]) -> Standing:
    counts = {each.name: scope[each.name] for each in fields(Standing) if each.name in scope}
    return Standing(**{**counts, "direction": Direction(scope["direction"])})


def _scope(data: dict[str, Any]) -> ScopeEvidence:
    changed = {
        "direction": Direction(data["direction"]),
        "sentences": tuple(data["sentences"]),
        "reasons": tuple(map(_reason, data["reasons"])),
    }
    return ScopeEvidence(**{**data, **changed})


def _reason(data: dict[str, Any]) -> Reason:
    changed = {
        "kind": Kind(data["kind"]),
        "numbers": tuple((name, value) for name, value in data["numbers"]),
        "needs": tuple(Need(**need) for need in data["needs"]),
    }
    return Reason(**{**data, **changed})


def _indicator(data: dict[str, Any]) -> IndicatorEvidence:
    changed = {
        "better": Better(data["better"]),
        "role": Role(data["role"]),
        "scope": _scope(data["scope"]),
        "pooled": _pooled(data["pooled"]) if data["pooled"] else None,
    }
    return IndicatorEvidence(**{**data, **changed})


def _pooled(data: dict[str, Any]) -> PooledEvidence:
    return PooledEvidence(**{**data, "scale": Scale(data["scale"])})
