"""Databases of starter sites on a PostgreSQL server, one per directory of data. Without such a server: none of this."""

from __future__ import annotations

import os
import shutil
import uuid
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

# What the names of the databases of this test run start with; the processes of a run have it from the first one.
_RUN = "OD_TEST_RUN"
_NOTE = "database-name"


def begin_run() -> None:
    """Call once, before other test processes start."""
    os.environ[_RUN] = f"od_site_{uuid.uuid4().hex[:8]}"


def end_run() -> None:
    """Drop every database that was made in this run."""
    if not _server():
        return
    with _connected() as connection:
        wanted = f"{os.environ[_RUN]}_%"
        names = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [wanted]).fetchall()
        for (name,) in names:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def settings_of(data_dir: Path) -> dict[str, str]:
    """What a process needs to find the database of this site: nothing when it lies in the directory itself."""
    if not (data_dir / _NOTE).exists():
        return {}
    return {"DATABASE_URL": urlunsplit(urlsplit(_server())._replace(path=f"/{name_of(data_dir)}"))}


def name_of(data_dir: Path) -> str:
    """Of the database of this site on the server."""
    return (data_dir / _NOTE).read_text()


def make_database(data_dir: Path, template: str = "template1") -> None:
    """A database for this site, where there is a server for it; a copy of the one named `template`."""
    if not _server():
        return
    name = f"{os.environ[_RUN]}_{uuid.uuid4().hex[:8]}"
    with _connected() as connection:
        made = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        connection.execute(made)
    (data_dir / _NOTE).write_text(name)


def copy_site(source: Path, target: Path) -> Path:
    """A copy of the site; nobody may be connected to `source`."""
    shutil.copytree(source, target)
    if (source / _NOTE).exists():
        make_database(target, name_of(source))
    return target


def _server() -> str:
    return os.environ.get("TEST_DATABASE_URL", "")


def _connected() -> psycopg.Connection[tuple[str, ...]]:
    return psycopg.connect(urlunsplit(urlsplit(_server())._replace(path="/postgres")), autocommit=True)
