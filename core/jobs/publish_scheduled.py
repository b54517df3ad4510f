"""Scheduled publishing and expiry, without anybody's cron: what Wagtail's `publish_scheduled` does, page by page.

Each under a lock of its row, so that of the workers on several hosts one does it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Page, Revision

logger = logging.getLogger(__name__)


def publish_due() -> int:
    """Unpublish pages whose time is over, publish revisions whose time has come; how many it did.

    A page that fails is logged and does not keep the others back.
    """
    now = timezone.now()
    expired = Page.objects.filter(live=True, expire_at__lt=now)
    due = Revision.objects.filter(approved_go_live_at__lt=now)
    actions = [partial(_unpublish, expired, key) for key in _keys(expired.order_by("expire_at"))]
    actions += [partial(_publish, due, key) for key in _keys(due.order_by("approved_go_live_at"))]
    return sum(_try(action) for action in actions)


def _keys(rows: QuerySet[Any]) -> list[int]:
    return list(rows.values_list("pk", flat=True))


def _unpublish(expired: QuerySet[Any], key: int) -> int:
    page = expired.select_for_update(skip_locked=True).filter(pk=key).first()
    if page is None:  # another worker is at it, or an editor was
        return 0
    page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
    return 1


def _publish(due: QuerySet[Any], key: int) -> int:
    revision = due.select_for_update(skip_locked=True).filter(pk=key).first()
    if revision is None:
        return 0
    revision.publish(log_action="wagtail.publish.scheduled")
    return 1


def _try(action: Callable[[], int]) -> int:
    try:
        with transaction.atomic():
            return action()
    except Exception:
        logger.exception("scheduled publishing of a page failed")
        return 0
