"""`kill -9` of Elasticsearch while changes are published: `python -m lab.kill_engine`.

The server comes back on the same data and port, and one worker goes on through all of it. Nothing may be lost and
nothing may be too many. The embedded engine has no process of its own: what writes it is the worker, and its kills are
those of `kill_workers` (and of the server of `make run`, in `kill_during_publish`).
"""

from __future__ import annotations

import argparse
import sys

from lab.kill_workers import HEAD, are_right, rows_of
from lab.servers import at, free_port
from lab.sites import copy_of, starter_site
from lab.tables import show, table

KILLS, CHANGES = 20, 500


def main(kills: int = KILLS, changes: int = CHANGES) -> int:
    """0 when nothing was lost and nothing is too many."""
    port = free_port()
    site = copy_of(starter_site(), "engine-killed")
    with at(f"http://127.0.0.1:{port}/proof"):
        rows = rows_of("Elasticsearch", site.measure("engine_kills", kills, changes, port))
    show(f"kill -9 of Elasticsearch, {kills} times while {changes} changes are published", table(HEAD, rows))
    return 0 if are_right(rows) else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--changes", type=int, default=CHANGES)
    options = parser.parse_args()
    sys.exit(main(options.kills, options.changes))
