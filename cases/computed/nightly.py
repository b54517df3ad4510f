"""Once a day everything is looked at again: a result can become too old by the clock alone."""

from __future__ import annotations

import logging

from cases.computed.refresh import refresh_all
from cases.summaries.recompute import recompute_all

logger = logging.getLogger(__name__)


def look() -> int:
    """Bring everything up to date; how many summaries were written."""
    refresh_all()
    written = len(list(recompute_all()))
    logger.info("evidence: %s summaries written", written)
    return written
