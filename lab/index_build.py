"""Build an index of made-up records: how long, how large, and how much memory it takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from lab.drawn_records import draw_record, draw_records
from lab.large_engines import bytes_of, engine_at, no_changes
from lab.resident import peak_memory
from search.analysis import analysed
from search.contract import Record


class Drawn:
    """Records one by one, with the seconds it took to make them up, which are not the engine's."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.seconds = self.processor = 0.0

    def __iter__(self) -> Iterator[Record]:
        records = draw_records(self.count)
        while True:
            started, used = time.perf_counter(), time.thread_time()
            record = next(records, None)
            self.seconds += time.perf_counter() - started
            self.processor += time.thread_time() - used
            if record is None:
                return
            yield record


def measure(name: str, place: str, count: int) -> dict[str, Any]:
    """Seconds and processor seconds of this process, both without drawing the records; bytes; peak memory."""
    analysed(draw_record(1))
    engine, drawn = engine_at(name, place), Drawn(count)
    before = peak_memory()
    started, used = time.perf_counter(), time.process_time()
    engine.rebuild(iter(drawn), no_changes)
    seconds = time.perf_counter() - started - drawn.seconds
    return {
        "seconds": seconds,
        "processor": time.process_time() - used - drawn.processor,
        "bytes": bytes_of(engine),
        "memory before": before,
        "memory": peak_memory(),
    }
