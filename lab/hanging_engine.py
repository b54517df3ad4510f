"""Elasticsearch accepts connections and does not answer: `python -m lab hanging_engine rate=6 calm=15 hung=30`.

A real server gets SIGSTOP in the middle of visitors who search and an editor who publishes, and SIGCONT later. The site
is a production server with two workers; each worker has a breaker of its own.
"""

from __future__ import annotations

import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from lab.load import Crowd, Visit, count, times, visit
from lab.nodes import LiveNode, alone
from lab.pages import searches
from lab.publishing import (
    Editor,
    behind,
    changes_of,
    compared,
    fresh_index,
    lost_or_extra,
    open_breakers,
    served,
    wait_until,
)
from lab.servers import WORKERS

SAVES = 5
PHASES = {
    "well": "it answers",
    "first": "it hangs, until both breakers are open",
    "open": "it hangs, both breakers are open",
    "back": "it goes on, until the notice is gone",
    "after": "after that",
}


def measure(port: int, *, rate: float = 6.0, calm: float = 15.0, hung: float = 30.0) -> dict[str, Any]:
    """Every page must be there and say when it may be old, and nothing may be lost."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as data, alone(Path(data), port) as node:
        pages, log = fresh_index(), Path(data) / "web.log"
        with served(log) as at, Crowd(at, searches(), rate) as crowd:
            moments, suggestions = _course(node, at, log, pages, calm, hung, crowd)
        seen = {
            phase: crowd.between(start, end) for phase, start, end in zip(PHASES, moments, moments[1:], strict=False)
        }
        rows = [
            [name, len(seen[phase]), count(seen[phase], "failed"), count(seen[phase], "by_copy"), times(seen[phase])]
            for phase, name in PHASES.items()
        ]
        opened, notice = moments[2] - moments[1], moments[4] - moments[3]
        return {
            "title": f"Elasticsearch hangs for {hung:.0f} s under {rate:g} search pages a second",
            "tables": [[["pages", "asked", "failed", "with the notice", "p50 / p95 / largest, ms"], rows]],
            "notes": [
                f"Both breakers were open after {opened:.1f} s; the notice was gone {notice:.1f} s after it went on."
            ],
            "problems": problems(seen, suggestions) + lost_or_extra(compared()),
        }


def problems(seen: dict[str, list[Visit]], suggestions: list[Visit]) -> list[str]:
    """What a visitor may never see, where the machine is quick enough for the server to answer before it hangs."""
    if count(seen["well"], "by_copy"):
        return ["the machine is too busy to judge: the server did not answer in time before it hung"]
    pages = [one for phase in PHASES for one in seen[phase]]
    wrong = {
        "a page failed": count(pages, "failed"),
        "only titles were looked at": count(pages, "is_plain"),
        "a page does not say that it may be old": any(not one["by_copy"] for one in seen["open"]),
        "the notice stays": count(seen["after"], "by_copy"),
        "suggestions failed": count(suggestions, "failed"),
    }
    return [what for what, is_so in wrong.items() if is_so]


def _course(
    node: LiveNode, at: int, log: Path, pages: list[int], calm: float, hung: float, crowd: Crowd
) -> tuple[list[float], list[Visit]]:
    """The moments between the phases, and the suggestions that were asked meanwhile."""
    rng, moments = Random("hang"), [time.monotonic()]
    suggestions: list[Visit] = []

    def publish() -> None:
        editor = Editor(changes_of(rng.sample(pages, SAVES), rng.random()))
        editor.start()
        suggestions.extend(visit(at, f"/zoeken/suggesties/?q={text}")[0] for text in ("her", "brie", "loket"))
        editor.finish()

    publish()
    time.sleep(max(moments[0] + calm - time.monotonic(), 0))
    moments.append(time.monotonic())
    node.hang()
    wait_until(lambda: open_breakers(log) >= WORKERS, "the breakers do not open")
    moments.append(time.monotonic())
    publish()
    time.sleep(max(moments[1] + hung - time.monotonic(), 0))
    node.go_on()
    moments.append(time.monotonic())
    wait_until(lambda: _is_calm(crowd, moments[3]), "the notice stays")
    moments.append(time.monotonic())
    publish()
    time.sleep(3)
    wait_until(lambda: not behind())
    moments.append(time.monotonic())
    return moments, suggestions


def _is_calm(crowd: Crowd, since: float) -> bool:
    """No visitor has seen the notice for three and a half seconds."""
    now = time.monotonic()
    seen = crowd.between(max(now - 3.5, since), now)
    return now - since > 3.5 and bool(seen) and not count(seen, "by_copy")
