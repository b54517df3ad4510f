"""`kill -9` of the search worker while changes are published: `python -m lab.kill_workers`.

Nothing may be lost and nothing may be too many: in the end every index holds exactly what the site shows. Once with the
embedded index alone, once with Elasticsearch and the copy beside it.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lab.servers import at
from lab.sites import copy_of, starter_site
from lab.tables import show, table

KILLS, CHANGES = 40, 500
HEAD = ["engine", "index", "changes", "kills", "killed with work left", "right", "lost", "too many", "caught up in, s"]


def main(kills: int = KILLS, changes: int = CHANGES, *, elasticsearch: bool = True) -> int:
    """0 when nothing was lost and nothing is too many."""
    rows = rows_of("embedded", _killed("embedded:", kills, changes))
    if elasticsearch:
        with _server() as url:
            rows += rows_of("Elasticsearch", _killed(url, kills, changes))
    show(f"kill -9 of the worker, {kills} times while {changes} changes are published", table(HEAD, rows))
    return 0 if are_right(rows) else 1


def _killed(url: str, kills: int, changes: int) -> dict[str, Any]:
    with at(url):
        found: dict[str, Any] = copy_of(starter_site(), "workers-killed").measure("worker_kills", kills, changes)
    return found


def rows_of(engine: str, found: dict[str, Any]) -> list[list[Any]]:
    """Under `HEAD`, one for each index behind the engine."""
    return [
        [
            *(engine, one["index"], found["changes"], found["kills"], found["busy"]),
            *(one["right"], one["missing"] + one["stale"], one["extra"], f"{found['caught_up']:.1f}"),
        ]
        for one in found["indexes"]
    ]


def are_right(rows: list[list[Any]]) -> bool:
    """Nothing lost, nothing too many."""
    return not any(row[6] or row[7] for row in rows)


@contextmanager
def _server() -> Iterator[str]:
    """`SEARCH_URL` of the server in `ELASTICSEARCH_URL`, else of one of our own; under a prefix of its own."""
    from tests.elasticsearch.recipe import running

    prefix = f"proof-{secrets.token_hex(4)}"
    named = os.environ.get("ELASTICSEARCH_URL")
    if named:
        yield f"{named.rstrip('/')}/{prefix}"
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as data, running(Path(data)) as node:
        yield f"{node.address}/{prefix}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--changes", type=int, default=CHANGES)
    parser.add_argument("--embedded", action="store_true", help="without Elasticsearch")
    options = parser.parse_args()
    sys.exit(main(options.kills, options.changes, elasticsearch=not options.embedded))
