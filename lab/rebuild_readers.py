"""A reader of this site: asks known questions so many times a second until it is told to stop."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from lab.known_questions import asked, wrong
from search.service import answer


def measure(known: list[dict[str, Any]], rate: float, stop: str) -> dict[str, Any]:
    """Seconds of every answer, what was wrong, and how many the copy beside the server gave; ends when `stop` exists.

    A question is asked late when the ones before it took too long: `rate` is what is tried.
    """
    questions = [(one, asked(one["address"])) for one in known]
    for _, question in questions:
        answer(question)
    Path(stop).with_name(f"ready-{os.getpid()}").touch()
    times: list[float] = []
    problems: list[str] = []
    by_copy = 0
    started = time.monotonic()
    while not Path(stop).exists():
        one, question = questions[len(times) % len(questions)]
        time.sleep(max(started + len(times) / rate - time.monotonic(), 0.0))
        begun = time.perf_counter()
        found = answer(question)
        times.append(time.perf_counter() - begun)
        by_copy += found.degraded
        problem = wrong(found, one)
        if problem:
            problems.append(problem)
    return {"times": times, "problems": problems, "by_copy": by_copy, "span": time.monotonic() - started}
