"""Keeping the index: rebuild it, and the worker that follows changes."""

from search.indexing.reindex import rebuild_all_if_needed
from search.indexing.worker import Worker, index_turn

__all__ = [
    "Worker",
    "index_turn",
    "rebuild_all_if_needed",
]
