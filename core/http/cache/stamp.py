"""The stamp of the public state: it differs after every committed change of what public pages are made of.

A row is added in the transaction of the change, so what is rolled back changes nothing, no row is locked and editors do
not wait for each other. The stamp is how many rows there are and the newest of them. The newest alone would not do: a
transaction that began earlier may be committed later. Rows are pruned only together with adding one, so that a stamp
never comes back.
"""

from __future__ import annotations

from django.db import connection, models

from core.http.models import PublicChange

# So many rows stay, which keeps counting them cheap.
_STAY = 100

Stamp = tuple[int, int]


def note_public_change() -> None:
    """Give the public state another stamp, from the commit of this transaction on. One query."""
    PublicChange.objects.create()


def public_stamp() -> Stamp:
    """The stamp of what is committed now. One query.

    :raises DatabaseError: when the database cannot be asked.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ASK)
        count, newest = cursor.fetchone()
    return count, newest or 0


_ASK = f"SELECT COUNT(*), MAX(id) FROM {PublicChange._meta.db_table}"  # noqa: S608


def prune() -> int:
    """Delete all but the newest rows; how many."""
    newest = PublicChange.objects.aggregate(newest=models.Max("pk"))["newest"] or 0
    old = PublicChange.objects.filter(pk__lte=newest - _STAY)
    if not old.exists():
        return 0
    note_public_change()
    return int(old.delete()[0])
