"""Many different questions, each answer held against the records: `python -m lab.questions`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

from lab.sites import starter_site
from lab.tables import milliseconds, percentile, show, table

COUNT = 10_000
SEED = 1
PARTS = 2
_MOST_SHOWN = 40


def main(count: int = COUNT, seed: int = SEED) -> int:
    """0 when every answer is sound."""
    site = starter_site()
    with ThreadPoolExecutor(PARTS) as pool:
        seen = list(pool.map(lambda part: site.measure("question_checks", count, seed, part, PARTS), range(PARTS)))
    times = [each for one in seen for each in one["times"]]
    failures = [each for one in seen for each in one["failures"]]
    addresses = {each for one in seen for each in one["canonical"]}
    p50, p95 = (milliseconds(percentile(times, share)) for share in (0.5, 0.95))
    show(
        f"{len(times)} different questions (seed {seed})",
        f"{len(addresses)} different canonical addresses. A page takes {p50} ms (p50) and {p95} ms (p95), in process, "
        f"with {PARTS} processes asking.",
        table(["how the text was made", "questions"], added(one["ways"] for one in seen)),
        table(["facet", "questions with a filter in it"], added(one["facets"] for one in seen)),
        table(["what happened", "times"], added(one["counted"] for one in seen)),
        table(["address", "what is wrong"], failures[:_MOST_SHOWN]) if failures else "Nothing is wrong.",
    )
    return 1 if failures else 0


def added(counts: Iterable[Mapping[str, int]]) -> list[tuple[str, int]]:
    """The sum of several counts, the most first."""
    return sum(map(Counter, counts), Counter[str]()).most_common()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    sys.exit(main(options.count, options.seed))
