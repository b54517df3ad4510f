"""How long the evidence takes to compute, and how that grows: `python -m lab.evidence_volume`.

Up to 5,000 methods and 30,000 cases, some 26,000 results that count. Processor time, because neighbours on the machine
do not change that.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

from lab.sites import copy_of, starter_site
from lab.tables import milliseconds, show, table

# Methods and cases; a made-up case has one to three results, most of which count for a method.
SIZES = ((1_250, 7_500), (2_500, 15_000), (5_000, 30_000))
# Processor seconds: all of it at the largest size, and one case anywhere.
_LONGEST_ALL, _LONGEST_CASE = 300.0, 0.5


def main(sizes: Sequence[tuple[int, int]] = SIZES) -> int:
    """0 when all of it takes minutes at most and one case less than half a second, at every size."""
    found = [_measure(methods, cases) for methods, cases in sizes]
    rows = [
        [
            f"{each['methods']:,}",
            f"{each['results']:,}",
            f"{each['everything'][1]:.1f} ({each['everything'][0]:.1f})",
            milliseconds(each["everything"][1] / each["methods"]),
            f"{each['nothing'][1]:.1f} ({each['nothing'][0]:.1f})",
            f"{milliseconds(each['one'])} / {milliseconds(each['slowest'])}",
            " to ".join(dict.fromkeys(str(count) for count in (each["queries"][0], each["queries"][-1]))),
        ]
        for each in found
    ]
    head = ["methods", "results that count", "all, s (by the clock)", "ms a method", "all again, nothing changed, s"]
    head += ["one changed case, ms (middle / slowest)", "queries for it"]
    show("Evidence: computing it, processor time", table(head, rows))
    return int(any(is_slow(each) for each in found))


def is_slow(figures: dict[str, Any]) -> bool:
    return bool(figures["everything"][1] > _LONGEST_ALL or figures["slowest"] > _LONGEST_CASE)


def _measure(methods: int, cases: int) -> dict[str, Any]:
    site = copy_of(starter_site(), "evidence")
    site.measure("fill", methods, cases)
    figures: dict[str, Any] = site.measure("evidence_speed")
    return figures


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--largest", type=int, help="only the sizes up to so many methods")
    largest = parser.parse_args().largest or max(methods for methods, _ in SIZES)
    sys.exit(main([size for size in SIZES if size[0] <= largest]))
