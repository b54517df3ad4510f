"""After migrating: groups and workflow."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig, apps
from django.db import connection
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from editorial.models import AppliedDefault
from editorial.setup.groups import apply_defaults


@receiver(post_migrate, dispatch_uid="editorial.setup.groups")
def set_up_defaults(sender: AppConfig, **_: Any) -> None:
    """The signal comes once per app, in order; permissions of all apps are there at the last one."""
    with_models = [config for config in apps.get_app_configs() if config.models_module is not None]
    if sender is with_models[-1] and _editorial_is_migrated():
        apply_defaults()


def _editorial_is_migrated() -> bool:
    """False when an operator migrates another app or back to an earlier state."""
    return AppliedDefault._meta.db_table in connection.introspection.table_names()
