"""How long the evidence takes to compute: `python -m lab evidence_volume methods=5000 cases=30000`.

Processor time, because neighbours on the machine do not change that. Fails when all of it takes more than five minutes
or one changed case more than half a second.
"""

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
from cases.results.visibility import counting_results
from cases.summaries.recompute import recompute, recompute_all
from lab.made_up import generate
from lab.tables import milliseconds
from methods.models import MethodPage

_CASES = 20
# Processor seconds: all of it, and one case.
_LONGEST_ALL, _LONGEST_CASE = 300.0, 0.5
_HEAD = ["methods", "results that count", "all, s", "ms a method", "all again, nothing changed, s"]
_HEAD += ["one changed case, ms (middle / slowest)", "queries for it"]


def measure(*, methods: int = 5_000, cases: int = 30_000) -> dict[str, Any]:
    generate(methods, cases)
    EvidenceState.objects.all().delete()
    EvidenceSummary.objects.all().delete()
    _, everything = _timed(lambda: len(list(recompute_all())))
    again, nothing = _timed(lambda: len(list(recompute_all())))
    spoken = counting_results().filter(counts_for__isnull=False).distinct()
    keys = list(spoken.filter(shape=Shape.SHARE, second__lt=99).values_list("pk", flat=True))
    each = [_one_case(key) for key in keys[:: max(1, len(keys) // _CASES)][:_CASES]]
    number, seconds = MethodPage.objects.count(), [one for one, _ in each]
    row = [
        *(f"{number:,}", f"{spoken.count():,}", f"{everything:.1f}", milliseconds(everything / number)),
        *(f"{nothing:.1f}", f"{milliseconds(median(seconds))} / {milliseconds(max(seconds))}"),
        max(queries for _, queries in each),
    ]
    wrong = {
        f"{again} summaries were written again without a change": again,
        "all of it takes too long": everything > _LONGEST_ALL,
        "one case takes too long": max(seconds) > _LONGEST_CASE,
    }
    return {
        "title": "Evidence: computing it, processor time",
        "tables": [[_HEAD, [row]]],
        "notes": [],
        "problems": [what for what, is_so in wrong.items() if is_so],
    }


def _one_case(key: int) -> tuple[float, int]:
    """Processor seconds, and queries, to bring the methods up to date after a figure of this result changed.

    :raises RuntimeError: when nothing is written.
    """
    Result.objects.filter(pk=key).update(second=F("second") + 1)
    methods = list(ResultMethod.objects.filter(result=key).values_list("method_id", flat=True))
    with CaptureQueriesContext(connection) as queries:
        written, seconds = _timed(lambda: len(list(recompute(methods))))
    if not written:
        raise RuntimeError(f"nothing was written after a change of result {key}")
    return seconds, len(queries)


def _timed(work: Callable[[], int]) -> tuple[int, float]:
    """What it gives, and processor seconds."""
    started = time.process_time()
    found = work()
    return found, time.process_time() - started
