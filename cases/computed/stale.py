"""The turn of the worker: compute again what was marked as stale."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence

from django.db import DatabaseError

from cases.computed.refresh import refresh
from cases.summaries.recompute import recompute
from cases.summaries.stale import clear, marks, try_later

BATCH = 200

logger = logging.getLogger(__name__)


def recompute_stale() -> int:
    """Facts, corrections and summaries of what is marked, those that wait longest first; how many pages.

    At most one batch, so that the index does not wait for all. A page that fails is logged and tried again later; it
    does not hold up the rest.
    """
    waiting = marks(BATCH)
    done = _recomputed(list(waiting))
    clear({page_id: waiting[page_id] for page_id in done})
    return len(done)


def _recomputed(page_ids: Sequence[int]) -> Collection[int]:
    """Compute a batch; the ids of those that succeeded."""
    try:
        _compute(page_ids)
        return page_ids
    except DatabaseError:
        raise
    except Exception:
        logger.exception("the evidence of a batch of pages cannot be computed, trying them one by one")
    return [page_id for page_id in page_ids if _try(page_id)]


def _try(page_id: int) -> bool:
    try:
        _compute([page_id])
        return True
    except DatabaseError:
        raise
    except Exception:
        logger.exception("the evidence of page %s cannot be computed", page_id)
        try_later(page_id)
        return False


def _compute(page_ids: Collection[int]) -> None:
    refresh(page_ids)
    recompute(page_ids)
