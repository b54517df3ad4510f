"""What publishing a case costs the editor who waits for it: `python -m lab publish_cost`.

Three methods, and a case with 1, 5, 20 and 100 results that is published again with one result changed. Seconds are of
the processor.
"""

from __future__ import annotations

import time
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.computed.stale import recompute_stale
from core.signals.public_state import derived_state_changed, page_state_changed
from tests.factories.pages import build_result, make_case, make_method

RESULTS = (1, 5, 20, 100)
_HEAD = ["results", "announced", "writes to the outbox", "queries", "seconds", "seconds of the worker"]
_WRITES = ("INSERT", "UPDATE")


def measure() -> dict[str, Any]:
    methods = [make_method() for _ in range(3)]
    _publish(_draft(methods, 1))  # What is read once a process.
    rows = [[count, *_publish(_draft(methods, count))] for count in RESULTS]
    return {"title": "Publishing", "tables": [[_HEAD, rows]], "notes": [], "problems": []}


def _draft(methods: list[Any], count: int) -> Any:
    """A revision of a public case with so many results, one of which it changes. The worker has nothing left to do."""
    page = make_case(methods=methods, results=[build_result(counts_for=methods) for _ in range(count)])
    _work()
    results = list(page.results.all())
    results[0].second = 25
    page.results = results
    return page.save_revision()


def _publish(revision: Any) -> list[object]:
    """Announcements, writes to the outbox, queries, and seconds of the request and of the worker after it."""
    heard: list[frozenset[int]] = []

    def hear(page_ids: frozenset[int], **_: Any) -> None:
        heard.append(page_ids)

    signals = (page_state_changed, derived_state_changed)
    for signal in signals:
        signal.connect(hear)
    with CaptureQueriesContext(connection) as captured:
        started = time.process_time()
        revision.publish()
        took = time.process_time() - started
    for signal in signals:
        signal.disconnect(hear)
    writes = [each for each in captured if "search_outboxentry" in each["sql"] and each["sql"][:6] in _WRITES]
    started = time.process_time()
    _work()
    return [len(heard), len(writes), len(captured), f"{took:.2f}", f"{time.process_time() - started:.2f}"]


def _work() -> None:
    while recompute_stale():
        pass
