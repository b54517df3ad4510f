"""What publishing a case costs the editor who waits for it: `python -m lab.publish_cost`.

In a database of its own that is thrown away (of the kind `DATABASE_URL` names), with one index to tell and three
methods: a case with 1, 5, 20 and 100 results is published again with one result changed. Seconds are of the processor.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from typing import Any

import django
from django.conf import settings
from django.test.utils import CaptureQueriesContext, get_runner

RESULTS = (1, 5, 20, 100)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    made = runner.setup_databases()
    try:
        print(f"{'results':>8}{'announced':>11}{'outbox':>8}{'queries':>9}{'seconds':>9}{'worker':>8}")
        for row in _rows():
            print(f"{row[0]:>8}{row[1]:>11}{row[2]:>8}{row[3]:>9}{row[4]:>9.2f}{row[5]:>8.2f}", flush=True)
    finally:
        runner.teardown_databases(made)


def _rows() -> Iterator[tuple[Any, ...]]:
    from search.indexing.outbox import register

    register("benchmark")
    methods = _methods()
    _publish(_draft(methods, 1))  # What is read once a process.
    for count in RESULTS:
        yield count, *_publish(_draft(methods, count))


def _methods() -> list[Any]:
    from tests.factories.pages import make_method

    return [make_method() for _ in range(3)]


def _draft(methods: list[Any], count: int) -> Any:
    """A revision of a public case with so many results, one of which it changes. The worker has nothing left to do."""
    from tests.factories.pages import build_result, make_case

    page = make_case(methods=methods, results=[build_result(counts_for=methods) for _ in range(count)])
    _work()
    results = list(page.results.all())
    results[0].second = 25
    page.results = results
    return page.save_revision()


def _publish(revision: Any) -> tuple[int, int, int, float, float]:
    """Announcements, writes to the outbox, queries, and seconds of the request and of the worker after it."""
    from django.db import connection

    heard: list[frozenset[int]] = []

    def hear(page_ids: frozenset[int], **_: Any) -> None:
        heard.append(page_ids)

    for signal in _signals():
        signal.connect(hear)
    with CaptureQueriesContext(connection) as captured:
        started = time.process_time()
        revision.publish()
        took = time.process_time() - started
    for signal in _signals():
        signal.disconnect(hear)
    writes = [each for each in captured if "search_outboxentry" in each["sql"] and each["sql"][:6] in _WRITES]
    started = time.process_time()
    _work()
    return len(heard), len(writes), len(captured), took, time.process_time() - started


_WRITES = ("INSERT", "UPDATE")


def _signals() -> tuple[Any, ...]:
    from core.signals.public_state import derived_state_changed, page_state_changed

    return page_state_changed, derived_state_changed


def _work() -> None:
    from cases.computed.stale import recompute_stale

    while recompute_stale():
        pass


if __name__ == "__main__":
    main()
