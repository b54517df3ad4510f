"""How long the evidence of the site of this process takes to compute: all of it, all again, and after one case."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from cases.choices import Shape
from cases.models import EvidenceState, EvidenceSummary, Result, ResultMethod
from cases.public import counting_results
from cases.summaries.recompute import recompute, recompute_all
from methods.models import MethodPage

_CASES = 20


def measure() -> dict[str, Any]:
    """Seconds by the clock and of the processor, and what there was to compute. Spoils the site: use a copy.

    :raises RuntimeError: when a second look writes anything, or a change of a result writes nothing.
    """
    EvidenceState.objects.all().delete()
    EvidenceSummary.objects.all().delete()
    written, everything = _timed(lambda: len(list(recompute_all())))
    again, nothing = _timed(lambda: len(list(recompute_all())))
    if again:
        raise RuntimeError(f"{again} summaries were written again without a change")
    cases = [_one_case(key) for key in _some()]
    return {
        "methods": MethodPage.objects.count(),
        "written": written,
        "results": counting_results().filter(counts_for__isnull=False).distinct().count(),
        "everything": everything,
        "nothing": nothing,
        "one": median(seconds for seconds, _ in cases),
        "slowest": max(seconds for seconds, _ in cases),
        "queries": sorted({queries for _, queries in cases}),
    }


def _some() -> list[int]:
    """Keys of results spread over the site, of which a figure can be changed."""
    spoken = counting_results().filter(counts_for__isnull=False, shape=Shape.SHARE, second__lt=99).distinct()
    keys = list(spoken.values_list("pk", flat=True))
    return keys[:: max(1, len(keys) // _CASES)][:_CASES]


def _one_case(key: int) -> tuple[float, int]:
    """Processor seconds, and queries, to bring the methods up to date after a figure of this result changed."""
    Result.objects.filter(pk=key).update(second=F("second") + 1)
    methods = list(ResultMethod.objects.filter(result=key).values_list("method_id", flat=True))
    with CaptureQueriesContext(connection) as queries:
        started = time.process_time()
        written = recompute(methods)
        seconds = time.process_time() - started
    if not written:
        raise RuntimeError(f"nothing was written after a change of result {key}")
    return seconds, len(queries)


def _timed(work: Callable[[], int]) -> tuple[int, tuple[float, float]]:
    """What it gives, and the seconds by the clock and of the processor."""
    clock, processor = time.monotonic(), time.process_time()
    found = work()
    return found, (time.monotonic() - clock, time.process_time() - processor)
