"""The index is made anew while it is searched and published on: `python -m lab.rebuild_under_load`.

`manage.py rebuild_search` runs, again and again, until the last change is published. Meanwhile readers ask questions of
which the total is known: every answer must be of a whole index, the old or the new. Whole pages are asked over HTTP
beside it, at a rate that two cores can draw.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lab.nodes import alone
from lab.servers import at, free_port
from lab.sites import copy_of, site_of
from lab.tables import milliseconds, percentile, show, table
from lab.visitors import count, times

PAGES, CHANGES, RATE, PAGES_RATE, PAUSE = 20_000, 300, 50.0, 2.0, 0.2


def main(
    pages: int = PAGES,
    changes: int = CHANGES,
    rate: float = RATE,
    pages_rate: float = PAGES_RATE,
    *,
    elasticsearch: bool = False,
) -> int:
    """0 when no search failed or saw a part of an index, and nothing is lost."""
    site = copy_of(site_of(pages), "rebuilt")
    with _engine(elasticsearch):
        found = site.measure("rebuild_rounds", changes, rate, pages_rate, PAUSE)
    wrong = problems(found)
    engine = "Elasticsearch" if elasticsearch else "embedded"
    rebuilds = ", ".join(f"{one:.0f}" for one in found["rebuilds"])
    show(
        f"A rebuild of {found['expected'][0]['most']:,} pages under load, {engine}",
        f"{found['published']} changes in {found['span']:.0f} s; rebuilds, one after the other, of {rebuilds} s.",
        table(_HEAD, _rows(found, rate, pages_rate)),
        _totals(found),
        f"Wrong: {'; '.join(wrong)}." if wrong else "No error, nothing lost or too many, no part of an index seen.",
    )
    return 1 if wrong else 0


_HEAD = ["searches", "tried a second", "reached a second", "asked", "wrong", "by the copy", "p50 / p95 / largest, ms"]


def problems(found: dict[str, Any]) -> list[str]:
    """What must never be; at most five of a kind."""
    wrong = [text for reader in found["readers"] for text in reader["problems"]][:5]
    failed = count(found["seen"], "failed") + count(found["seen"], "is_plain")
    lost = sum(one["missing"] + one["stale"] for one in found["indexes"])
    extra = sum(one["extra"] for one in found["indexes"])
    counts = {f"{failed} pages failed": failed, f"{lost} changes are lost": lost, f"{extra} pages are too many": extra}
    return wrong + [what for what, number in counts.items() if number]


def _rows(found: dict[str, Any], rate: float, pages_rate: float) -> list[list[object]]:
    seconds = [one for reader in found["readers"] for one in reader["times"]]
    reached = sum(len(reader["times"]) / reader["span"] for reader in found["readers"])
    wrong = sum(len(reader["problems"]) for reader in found["readers"])
    by_copy = sum(reader["by_copy"] for reader in found["readers"])
    spread = " / ".join(milliseconds(percentile(seconds, share)) for share in (0.5, 0.95, 1))
    seen = found["seen"]
    return [
        ["answers", f"{rate:g}", f"{reached:.1f}", len(seconds), wrong, by_copy, spread],
        [
            *("whole pages", f"{pages_rate:g}", f"{len(seen) / found['span']:.1f}", len(seen)),
            *(count(seen, "failed") + count(seen, "is_plain"), count(seen, "by_copy"), times(seen)),
        ],
    ]


def _totals(found: dict[str, Any]) -> str:
    ranges = [f"`{one['address']}` {one['least']} to {one['most']}" for one in found["expected"]]
    return f"Totals that may be, with what goes off the site for a while: {', '.join(ranges)}."


@contextmanager
def _engine(elasticsearch: bool) -> Iterator[None]:
    """What is started within the block searches with this engine."""
    if not elasticsearch:
        with at("embedded:"):
            yield
        return
    port = free_port()
    url = f"http://127.0.0.1:{port}/proof"
    with TemporaryDirectory(ignore_cleanup_errors=True) as data, alone(Path(data), port), at(url):
        yield


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=PAGES)
    parser.add_argument("--changes", type=int, default=CHANGES)
    parser.add_argument("--rate", type=float, default=RATE, help="answers a second")
    parser.add_argument("--pages-rate", type=float, default=PAGES_RATE, help="whole pages a second")
    parser.add_argument("--elasticsearch", action="store_true")
    sys.exit(main(**vars(parser.parse_args())))
