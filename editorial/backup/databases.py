"""A copy of the database while it is in use, and a database filled from a copy. One pair of functions an engine."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.db.backends.postgresql.client import DatabaseClient

_IN_USE = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"


class DatabaseFailed(Exception):
    """It could not be copied or filled; the text says why, without a password."""


def copy_to(path: Path) -> None:
    """Write what is committed at one moment; nobody waits for it.

    :raises DatabaseFailed: when that does not work.
    """
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with closing(sqlite3.connect(path)) as target:
            connection.connection.backup(target)
            _refuse_damaged(target)
        return
    _run(["pg_dump", "--no-owner", "--no-privileges", f"--file={path}"])


def fill_from(path: Path) -> None:
    """Replace everything in the database; on PostgreSQL in one transaction, so that it works whole or not at all.

    :raises DatabaseFailed: when that does not work, or somebody uses the database.
    """
    if connection.vendor == "sqlite":
        _fill_sqlite(path)
        return
    with connection.cursor() as cursor:
        cursor.execute(_IN_USE)
        if cursor.fetchone()[0]:
            raise DatabaseFailed("other programs use the database; stop the services first.")
    names = [connection.ops.quote_name(name) for name in connection.introspection.table_names()]
    connection.close()
    begin = path.with_name("empty.sql")
    begin.write_text(f"DROP TABLE {', '.join(names)} CASCADE;" if names else "")
    files = [f"--file={begin}", f"--file={path}"]
    _run(["psql", "--no-psqlrc", "--quiet", "--output=/dev/null", "--single-transaction", "-vON_ERROR_STOP=1", *files])


def is_filled() -> bool:
    """Whether a site stands in the database."""
    return "django_migrations" in connection.introspection.table_names()


def _fill_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as source:
        _refuse_damaged(source)
    target = Path(connection.settings_dict["NAME"])
    beside = target.with_name(f"{target.name}.restoring")
    shutil.copyfile(path, beside)
    beside.chmod(0o600)
    connection.close()
    # What stands in the journal of the former database must never be written into this one.
    for end in ("-wal", "-shm"):
        target.with_name(target.name + end).unlink(missing_ok=True)
    beside.replace(target)


def _refuse_damaged(database: sqlite3.Connection) -> None:
    try:
        good = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        good = False
    if not good:
        raise DatabaseFailed("the copy of the database is damaged.")


def _run(command: Sequence[str]) -> None:
    """Run a program of PostgreSQL on our database; the password goes by the environment, not by its arguments.

    :raises DatabaseFailed: when it is missing or fails.
    """
    (_, *where), secrets = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    try:
        done = subprocess.run(  # noqa: S603
            [*command, *where], env={**os.environ, **(secrets or {})}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError:
        raise DatabaseFailed(f"{command[0]} is missing: install postgresql-client.") from None
    if done.returncode:
        # The first line names what is wrong; further lines may hold rows.
        raise DatabaseFailed(f"{command[0]}: {(done.stderr.splitlines() or ['no reason'])[0][:200]}")
