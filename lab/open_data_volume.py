"""The whole data set as one file, and long lists as they are sent: `python -m lab open_data_volume pages=20000`.

Fails when memory grows with the number of rows.
"""

from __future__ import annotations

import resource
import time
from typing import Any

from django.test import Client

from api.package import the_package, write_package
from api.resources import resources

# The process holds no more than this above what it held before, in MB: batches, not the whole.
MOST_MORE = 250


def measure(*, most_more: int = MOST_MORE) -> dict[str, Any]:
    counts = {name: each.keys({}).count() for name, each in resources().items()}
    client: Any = Client()
    rows, problems = [], []
    client.get("/api/v1/methoden?perBladzijde=1")
    before = _peak()
    for path in ("/open-data/praktijkvoorbeelden.jsonl", "/open-data/resultaten.csv"):
        started, at, size = time.monotonic(), time.process_time(), 0
        for part in client.get(path).streaming_content:
            size += len(part)
        seconds, worked = time.monotonic() - started, time.process_time() - at
        rows.append([path, counts[path.split("/")[-1].split(".")[0]], *_cells(seconds, worked, size), _peak() - before])
    started, at = time.monotonic(), time.process_time()
    written = write_package()
    seconds, worked = time.monotonic() - started, time.process_time() - at
    found = the_package()
    rows.append(["the zip", written, *_cells(seconds, worked, found.size if found else 0), _peak() - before])
    if (more := _peak() - before) > most_more:
        problems.append(f"{more} MB more memory")
    return {
        "title": f"The data set with {counts['methoden']} methods and {counts['praktijkvoorbeelden']} cases",
        "tables": [[["file", "rows", "seconds", "s of the processor", "MB", "MB of memory more, at most"], rows]],
        "notes": [f"Before: {before} MB."],
        "problems": problems,
    }


def _cells(seconds: float, worked: float, size: int) -> list[str]:
    return [f"{seconds:.1f}", f"{worked:.1f}", f"{size / 1e6:.1f}"]


def _peak() -> int:
    """The most memory that this process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
