"""Locks of the outbox in the database, where it has them (PostgreSQL). On SQLite one transaction writes at a time."""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet

from search.indexing.models import OutboxEntry

# Any number that no other advisory lock of this database has.
_NOTING = 7_301_984_115


def noting() -> None:
    """This transaction notes changes: whoever excludes noters waits for its end. Noters do not wait for each other."""
    if connection.vendor == "postgresql":
        _ask("SELECT pg_advisory_xact_lock_shared(%s)")


def exclude_noters() -> None:
    """Wait for every transaction that notes changes, and keep new ones out until the end of this one."""
    if connection.vendor == "postgresql":
        _ask("SELECT pg_advisory_xact_lock(%s)")


def in_order(entries: QuerySet[OutboxEntry]) -> None:
    """Lock these entries in one order, so that two who note the same pages never wait for each other in a ring."""
    if connection.features.has_select_for_update:
        list(entries.order_by("pk").select_for_update().values_list("pk"))


def _ask(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [_NOTING])
