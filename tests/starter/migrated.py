"""A database on which all migrations ran: made once a run, copied by every test process and by every starter site."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.starter.databases import make_database, name_of
from tests.starter.once import made_once, shared_directory
from tests.starter.server import run_manage


def migrated_data(shared: Path) -> Path:
    """The data of a site with an empty database, in the directory that the processes of this run share."""
    return made_once(shared / "migrated", _migrate)


def _migrate(data_dir: Path) -> None:
    data_dir.mkdir(exist_ok=True)
    make_database(data_dir)
    run_manage(data_dir, "migrate", "--verbosity", "0")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Start the test database as a copy. Django still runs `migrate` on it, which finds nothing to do."""
    data_dir = migrated_data(shared_directory(tmp_path_factory))
    if connection.vendor == "postgresql":
        settings.DATABASES["default"].setdefault("TEST", {})["TEMPLATE"] = name_of(data_dir)
        yield
        return
    # The database in memory lives as long as one connection to it is open.
    with (
        closing(sqlite3.connect("file:memorydb_default?mode=memory&cache=shared", uri=True)) as target,
        closing(sqlite3.connect(data_dir / "site.sqlite3")) as source,
    ):
        source.backup(target)
        yield
