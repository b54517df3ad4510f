"""Both engines on indexes of made-up records: `python -m lab.large_index --sizes 1000,10000 --engines embedded`.

Elasticsearch is a server of our own on this machine (see `tests/elasticsearch`), fresh for every size. Every
measurement is a process of its own; the bare engine and ours are asked in turn.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lab.large_engines import ELASTICSEARCH, EMBEDDED, ENGINES
from lab.resident import peak_memory
from lab.sites import Site, directory_of
from lab.tables import megabytes, milliseconds, percentile, show, table
from tests.elasticsearch.recipe import Node, running

SIZES = (1_000, 10_000)
_LAYERS = ("bare", "answer", "marked", "asked")
_TIMES = ("bare", "Answer, unmarked", "Answer", "Answer with analysis", "Answer by the clock", "unmarked : bare")
_HOW = (
    "Made-up records (`lab/drawn_records.py`), {words} different words at the largest size. Times are p50 / "
    "p95 / p99 in ms over the questions of every kind, in processor time unless they say otherwise. **Bare**: tantivy "
    "with a ready query, for the ten best with what is stored of them, the total and the counts of twelve facets; of "
    "Elasticsearch what it says it `took`, by the clock, and the other times are what our own process adds to that. "
    "**Unmarked** is the same work by our engine, in an order without ties; **Answer** also marks the words in title "
    "and text; **with analysis** also reads the question. The ratio compares the quickest of the rounds per question; "
    "for Elasticsearch it is replaced by what our process adds at p95."
)
_ANY, _WHOLE = "nothing asked", "marked by the clock"
Figures = dict[str, Any]


def main(arguments: Sequence[str] = ()) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--engines", default=",".join(ENGINES))
    options = parser.parse_args(arguments)
    found = [
        (name, int(size), measured(name, int(size)))
        for name in options.engines.split(",")
        for size in options.sizes.split(",")
    ]
    show_sizes(found)
    show_times(found)
    for name in options.engines.split(","):
        size, last = max((size, figures) for one, size, figures in found if one == name)
        show_kinds(name, size, last)
    return 0


def measured(name: str, size: int) -> Figures:
    """Everything about one engine with so many records."""
    site = Site(f"{size} records", directory_of(f"records-{size}"))
    shutil.rmtree(site.directory, ignore_errors=True)
    with _place(name, site.directory) as (place, node):
        built = site.measure("index_build", name, place, size)
        answers = site.measure("index_answers", name, place, size)
        server = peak_memory(node.process.pid) if node else 0
    shutil.rmtree(site.directory, ignore_errors=True)
    sys.stderr.write(f"{name}, {size}: made in {built['seconds']:.0f} s\n")
    return {"built": built, "answers": answers, "server": server}


@contextmanager
def _place(name: str, directory: Path) -> Iterator[tuple[str, Node | None]]:
    if name == EMBEDDED:
        yield str(directory / "index"), None
        return
    with running(directory / ELASTICSEARCH) as node:
        yield f"{node.address}/records", node


def show_sizes(found: Sequence[tuple[str, int, Figures]]) -> None:
    head = [
        *("engine", "records", "rebuild s", "records a second", "processor s", "on disk", "memory, building"),
        *("memory, answering", "memory, server", "update visible, ms (p50 / largest)"),
    ]
    show("Search at size: making the index", table(head, [_size_row(*one) for one in found]))


def _size_row(name: str, size: int, figures: Figures) -> list[str]:
    built, answers = figures["built"], figures["answers"]
    updates = answers["updates"]
    return [
        name,
        f"{size:,}",
        f"{built['seconds']:.1f}",
        f"{size / built['seconds']:,.0f}",
        f"{built['processor']:.0f}",
        megabytes(built["bytes"]),
        megabytes(built["memory"]),
        megabytes(answers["memory"]),
        megabytes(figures["server"]) if figures["server"] else "",
        f"{milliseconds(percentile(updates, 0.5))} / {milliseconds(max(updates))}",
    ]


def show_times(found: Sequence[tuple[str, int, Figures]]) -> None:
    head = ["engine", "records", *_TIMES]
    rows = []
    for name, size, figures in found:
        kinds = figures["answers"]["kinds"]
        pooled = {layer: [times for kind in kinds.values() for times in kind[layer]] for layer in kinds[_ANY]}
        rows.append([name, f"{size:,}", *_cells(name, pooled)])
    words = max(figures["answers"]["words"] for _, _, figures in found)
    show("Search at size: answering", _HOW.format(words=f"{words:,}"), table(head, rows))


def show_kinds(name: str, size: int, figures: Figures) -> None:
    head = ["question", "found", *_TIMES]
    answers = figures["answers"]
    rows = [[kind, f"{answers['found'][kind]:,}", *_cells(name, times)] for kind, times in answers["kinds"].items()]
    show(f"Search at size: {name}, {size:,} records", table(head, rows))


def _cells(name: str, times: Mapping[str, Sequence[Sequence[float]]]) -> list[str]:
    """The percentiles of each layer, and how many times as long as the bare engine ours takes."""
    cells = []
    for layer in (*_LAYERS, _WHOLE):
        every = [seconds for rounds in times[layer] for seconds in rounds]
        cells.append(" / ".join(milliseconds(percentile(every, share)) for share in (0.5, 0.95, 0.99)))
    if name == ELASTICSEARCH:
        added = [seconds for rounds in times["marked"] for seconds in rounds]
        return [*cells, f"+ {milliseconds(percentile(added, 0.95))} ms"]
    bare, ours = (sum(min(rounds) for rounds in times[layer]) for layer in ("bare", "answer"))
    return [*cells, f"{ours / bare:.2f}"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
