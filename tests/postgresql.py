"""A PostgreSQL server to throw away, for a test run: `python -m tests.postgresql COMMAND …`.

Starts one on a free port of this machine, runs the command with `TEST_DATABASE_URL` set, and takes it away again.
PostgreSQL refuses to run as root, so then it runs as its own user.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_DEBIAN = Path("/usr/lib/postgresql")
_USER = "postgres"
# Nothing in it outlives the tests, so nothing has to be safe on disk.
_SETTINGS = (
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
    *("max_connections=60", "listen_addresses=127.0.0.1", "unix_socket_directories="),
)


def find_programs() -> Path | None:
    """The directory of `initdb` and `pg_ctl`, the newest version first; None when there is none."""
    versions = sorted(_DEBIAN.glob("*/bin/pg_ctl"), key=lambda path: float(path.parts[-3]), reverse=True)
    found = str(versions[0]) if versions else shutil.which("pg_ctl")
    return Path(found).parent if found else None


@contextmanager
def throwaway_server(programs: Path) -> Iterator[str]:
    """The address of a running server with an empty database, until the end of the block."""
    root = Path(tempfile.mkdtemp(prefix="optimaal-digitaal-postgresql-"))
    data, port = root / "data", _free_port()
    user = _USER if os.geteuid() == 0 else None
    if user:
        shutil.chown(root, user)
    settings = " ".join(f"-c {setting}" for setting in (*_SETTINGS, f"port={port}"))

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(data), *arguments]
        done = subprocess.run(
            command, user=user, cwd=root, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stdout}{done.stderr}")

    try:
        run("initdb", "--username=od", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
        run("pg_ctl", "-w", "-l", str(root / "log"), "-o", settings, "start")
        try:
            with psycopg.connect(f"postgres://od@127.0.0.1:{port}/postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE od")
            yield f"postgres://od@127.0.0.1:{port}/od"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(root, ignore_errors=True)


def main(command: list[str]) -> int:
    programs = find_programs()
    if programs is None:
        sys.stderr.write("No PostgreSQL here: apt-get install postgresql.\n")
        return 2
    with throwaway_server(programs) as address:
        return subprocess.run(command, env={**os.environ, "TEST_DATABASE_URL": address}, check=False).returncode


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
