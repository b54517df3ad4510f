"""Recompute stored facts and summaries that are stale."""

from cases.computed.stale import recompute_stale

__all__ = [
    "recompute_stale",
]
