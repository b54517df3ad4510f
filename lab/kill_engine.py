"""`kill -9` of Elasticsearch while an editor publishes: `python -m lab kill_engine kills=4 changes=40`.

The server comes back on the same data and port, and one worker goes on through all of it. See `lab.kill_workers`.
"""

from __future__ import annotations

import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from lab.kill_workers import killed, wait_for_batch
from lab.nodes import alone
from lab.publishing import Editor, behind, done, end, fresh_index, start_worker, wait_until
from search.backends.registry import get_engine

# Seconds that it stays away, at most.
_AWAY = 2.0


def measure(port: int, *, kills: int = 20, changes: int = 500) -> dict[str, Any]:
    """:raises RuntimeError: when the worker stopped."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as data, alone(Path(data), port) as node:
        fresh_index()
        consumer, worker = get_engine().consumer(), start_worker()

        def kill_engine(rng: Random, editor: Editor) -> bool:
            editor.start()
            wait_for_batch(rng, editor, consumer)
            node.kill()
            busy, before = bool(behind(consumer)), done(consumer)
            time.sleep(rng.uniform(0, _AWAY))
            node.start()
            editor.finish()
            wait_until(lambda: done(consumer) > before or not behind(consumer))
            if worker.poll() is not None:
                raise RuntimeError("the worker stopped")
            return busy

        try:
            return killed("Elasticsearch", kills, changes, kill_engine)
        finally:
            end(worker)
