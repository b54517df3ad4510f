"""Many different inputs to the forms of the evidence: `python -m lab.evidence_inputs`.

The starting point of a method, the filters of all results, and the form to report that a result is wrong.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor

from lab.questions import added
from lab.sites import copy_of, starter_site
from lab.tables import milliseconds, percentile, show, table

COUNT = 10_000
SEED = 1
PARTS = 2
_MOST_SHOWN = 40


def main(count: int = COUNT, seed: int = SEED) -> int:
    """0 when every answer is sound."""
    site = copy_of(starter_site(), "inputs")  # reports are stored
    with ThreadPoolExecutor(PARTS) as pool:
        seen = list(
            pool.map(lambda part: site.measure("evidence_input_checks", count, seed, part, PARTS), range(PARTS))
        )
    times = [each for one in seen for each in one["times"]]
    failures = [each for one in seen for each in one["failures"]]
    p50, p95 = (milliseconds(percentile(times, share)) for share in (0.5, 0.95))
    show(
        f"{len(times)} different inputs to the forms of the evidence (seed {seed})",
        f"An answer takes {p50} ms (p50) and {p95} ms (p95), in process, with {PARTS} processes asking.",
        table(["how it was filled in", "inputs"], added(one["ways"] for one in seen)),
        table(["what happened", "times"], added(one["counted"] for one in seen)),
        table(["input", "what is wrong"], failures[:_MOST_SHOWN]) if failures else "Nothing is wrong.",
    )
    return 1 if failures else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    sys.exit(main(options.count, options.seed))
