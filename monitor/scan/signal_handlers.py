"""No comparison outlives what it was made of, whoever deletes that."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from monitor.scan.models import ScanPublication
from monitor.scan.scans import drop_ranges


@receiver(post_delete, sender=ScanPublication, dispatch_uid="monitor.scan.deleted")
def publication_deleted(instance: ScanPublication, **_: Any) -> None:
    if instance.status == ScanPublication.Status.PLACED:
        drop_ranges([instance.family_id])
