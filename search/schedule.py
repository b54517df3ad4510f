"""Scheduled publishing and expiry, without anybody's cron: what Wagtail's `publish_scheduled` does, page by page."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from django.utils import timezone
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


def publish_due() -> int:
    """Unpublish pages whose time is over, publish revisions whose time has come; how many it did.

    A page that fails is logged and does not keep the others back.
    """
    now = timezone.now()
    actions: list[Callable[[], object]] = [
        partial(page.specific.unpublish, set_expired=True, log_action="wagtail.unpublish.scheduled")
        for page in Page.objects.filter(live=True, expire_at__lt=now).order_by("expire_at")
    ]
    actions += [
        partial(revision.publish, log_action="wagtail.publish.scheduled")
        for revision in Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    ]
    return sum(_try(action) for action in actions)


def _try(action: Callable[[], object]) -> int:
    try:
        action()
    except Exception:
        logger.exception("scheduled publishing of a page failed")
        return 0
    return 1
