"""Hostile questions to each engine, none an error and none a second: `python -m lab.hostile_questions`.

Control characters, direction marks, quotes, markup, query syntax of engines and databases, emoji, other scripts, bytes
that are no UTF-8, and addresses as long as a server takes. Elasticsearch is the one in `ELASTICSEARCH_URL`, or a server
of our own.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lab.large_engines import EMBEDDED, ENGINES
from lab.sites import Site, copy_of, starter_site
from lab.tables import milliseconds, percentile, show, table
from tests.elasticsearch.fixtures import live_address, written

COUNT = 20_000
SEED = 10
_SHARES, _KINDS = (0.5, 0.95, 0.99, 1.0), ("processor", "clock")
_MOST_SHOWN = 20


def main(arguments: Sequence[str] = ()) -> int:
    """0 when every question is answered, in time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--engines", default=",".join(ENGINES))
    options = parser.parse_args(arguments)
    site = starter_site()
    head = ["engine", "questions", "asked again", "whole pages", "processor ms", "by the clock, ms", "failures"]
    found = {name: _asked(site, name, options.count) for name in options.engines.split(",")}
    rows = [_row(name, one) for name, one in found.items()]
    wrong = [[name, *failure] for name, one in found.items() for failure in one["failures"][:_MOST_SHOWN]]
    show(
        f"{options.count} different hostile questions (seed {SEED})",
        "p50 / p95 / p99 / largest, of the analysis, the engine and what it marks.",
        table(head, rows),
        table(["engine", "address", "what is wrong"], wrong) if wrong else "Nothing is wrong.",
    )
    return 1 if wrong else 0


def _asked(site: Site, name: str, count: int) -> dict[str, Any]:
    if name == EMBEDDED:
        return dict(site.measure("hostile_asked", count, SEED, ""))
    with TemporaryDirectory(ignore_cleanup_errors=True) as directory, live_address(Path(directory)) as address:
        spoiled = copy_of(site, "hostile")
        return dict(spoiled.measure("hostile_asked", count, SEED, written(replace(address, prefix="hostile"))))


def _row(name: str, found: Mapping[str, Any]) -> list[object]:
    times = (" / ".join(milliseconds(percentile(found[kind], share)) for share in _SHARES) for kind in _KINDS)
    return [name, found["count"], found["again"], found["pages"], *times, len(found["failures"])]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
