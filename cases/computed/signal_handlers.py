"""Before readers see something else: keep what they saw, where the worker has not come to that yet.

What they saw is compared with what they see by the worker, after the change. Two changes between two of its turns would
hide the figures that stood there in between.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction

from cases.computed.refresh import notice
from cases.models import CasePage
from cases.summaries.stale import is_stale, stale_among

logger = logging.getLogger(__name__)


@receiver(pre_save, sender=CasePage, dispatch_uid="cases.computed.before_case")
def before_case(
    sender: type, instance: CasePage, raw: bool = False, update_fields: Collection[str] | None = None, **_: Any
) -> None:
    """Publishing, unpublishing and every other save of all of a case; its rows are saved after it."""
    if not raw and update_fields is None and instance.pk is not None and is_stale([instance.pk]):
        _notice([instance.pk])


@receiver(pre_save, sender=PageViewRestriction, dispatch_uid="cases.computed.before_restriction")
def before_restriction(sender: type, instance: PageViewRestriction, raw: bool = False, **_: Any) -> None:
    page = None if raw else Page.objects.filter(pk=instance.page_id).first()
    if page is not None:
        _notice(stale_among(Page.objects.filter(path__startswith=page.path).values("pk")))


def _notice(case_ids: Collection[int]) -> None:
    """An editor's change does not fail because of it."""
    try:
        with transaction.atomic():
            notice(case_ids)
    except Exception:
        logger.exception("what readers saw of a case could not be kept")
