"""Both engines on indexes of made-up records: `python -m lab.large_index --sizes 1000,10000 --engines embedded`.

Elasticsearch is a server of our own on this machine (see `tests/elasticsearch`), fresh for every size.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lab.sites import Site, directory_of
from lab.tables import megabytes, milliseconds, percentile, show, table
from tests.elasticsearch.recipe import running

SIZES, ENGINES = "1000,10000", "embedded,elasticsearch"
_LAYERS = ("bare", "answer", "clock")
_HOW = (
    "p50 / p95 / p99 in ms over the questions of every kind, in processor time of our process but for the last. Bare: "
    "tantivy with a ready query, for the ten best with what is stored, the total and the counts of twelve facets."
)
Figures = Mapping[str, Any]


def main(sizes: str = SIZES, engines: str = ENGINES) -> int:
    built, times = [], []
    for name in engines.split(","):
        for size in map(int, sizes.split(",")):
            figures, size_on_disk = _measured(name, size)
            built.append(_built_row(name, size, figures, size_on_disk))
            kinds = figures["kinds"].values()
            pooled = {layer: [one for kind in kinds for one in kind.get(layer, [])] for layer in _LAYERS}
            times.append([name, f"{size:,}", "all", *cells(pooled)])
        times += [[name, f"{size:,}", kind, *cells(found)] for kind, found in figures["kinds"].items()]
    head = ["engine", "records", "different words", "rebuild, s", "processor s", "on disk"]
    show("Search at size: making the index", table([*head, "update visible, ms (p50 / largest)"], built))
    layers = ["bare", "Answer", "Answer by the clock", "Answer : bare"]
    show("Search at size: answering", _HOW, table(["engine", "records", "question", *layers], times))
    return 0


def cells(times: Mapping[str, Sequence[float]]) -> list[str]:
    """The percentiles of each layer, and how many times as long as the bare engine ours takes."""
    spread = [
        " / ".join(milliseconds(percentile(times[layer], share)) for share in (0.5, 0.95, 0.99))
        if times.get(layer)
        else ""
        for layer in _LAYERS
    ]
    return [*spread, f"{sum(times['answer']) / sum(times['bare']):.2f}" if times.get("bare") else ""]


def _measured(name: str, size: int) -> tuple[Figures, int]:
    """The figures of one engine with so many records, and the bytes its index takes."""
    site = Site(f"{size} records", directory_of(f"records-{size}"))
    shutil.rmtree(site.directory, ignore_errors=True)
    with _place(name, site.directory) as place:
        figures: Figures = site.measure("index_times", name, place, size)
        taken = sum(path.stat().st_size for path in site.directory.rglob("*") if path.is_file())
    shutil.rmtree(site.directory, ignore_errors=True)
    return figures, taken


@contextmanager
def _place(name: str, directory: Path) -> Iterator[str]:
    if name == "embedded":
        yield str(directory / "index")
        return
    with running(directory / name) as node:
        yield f"{node.address}/records"


def _built_row(name: str, size: int, figures: Figures, taken: int) -> list[object]:
    updates = figures["updates"]
    visible = f"{milliseconds(percentile(updates, 0.5))} / {milliseconds(max(updates))}"
    seconds = (f"{figures[what]:.1f}" for what in ("built", "processor"))
    return [name, f"{size:,}", f"{figures['words']:,}", *seconds, megabytes(taken), visible]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--engines", default=ENGINES)
    sys.exit(main(**vars(parser.parse_args())))
