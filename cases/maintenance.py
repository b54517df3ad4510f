"""Keeping what is computed of cases: whatever is stale is computed again."""

from cases.computed.stale import recompute_stale

__all__ = [
    "recompute_stale",
]
