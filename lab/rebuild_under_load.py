"""The index is made anew while it is searched and published on: `python -m lab rebuild_under_load pages=20000`.

`manage.py rebuild_search` runs, again and again, until the last change is published (`elasticsearch=1` for a server of
our own). Meanwhile readers ask questions of which the total is known: every answer must be of a whole index, the old or
the new. Whole pages are asked over HTTP beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command

from cases.models import CasePage
from lab.known_questions import known
from lab.load import Crowd, count, times
from lab.pages import searches
from lab.publishing import Editor, behind, change, compared, lost_or_extra, served, wait_until
from lab.sites import ROOT
from lab.tables import milliseconds, percentile
from methods.models import MethodPage
from search.backends.registry import get_engine

READERS = 4
# One in so many of the changes takes a page off the site, and as many put one back.
_OFF = 6
_HEAD = ["searches", "asked", "a second", "wrong", "by the copy", "p50 / p95 / largest, ms"]


def measure(*, changes: int = 300, rate: float = 50.0, pages_rate: float = 2.0, pause: float = 0.2) -> dict[str, Any]:
    """`rate` is answers a second in reader processes, `pages_rate` whole pages a second, `pause` seconds per change."""
    pages = Random("rebuild").sample(list(CasePage.objects.live().order_by("pk").values_list("pk", flat=True)), changes)
    off = pages[: changes // _OFF]
    call_command("search_worker", "--once")
    gone = {*off, *MethodPage.objects.filter(case_rows__page__in=off).values_list("pk", flat=True)}
    expected = known(get_engine(), gone)
    with TemporaryDirectory() as data, served(Path(data) / "web.log") as port:
        editor = Editor(changes_with(pages[len(off) : changes - len(off)], off), pause)
        with _readers(expected, rate, Path(data) / "stop") as printed, Crowd(port, searches(), pages_rate) as crowd:
            started = time.monotonic()
            editor.start()
            rebuilds = _rebuild_while(editor)
            span = time.monotonic() - started
        editor.finish()
        wait_until(lambda: not behind())
    readers = [json.loads(reader.splitlines()[-1]) for reader in printed]
    seen = crowd.between(started, started + span)
    seconds = [one for reader in readers for one in reader["times"]]
    wrong = [text for reader in readers for text in reader["problems"]]
    failed = count(seen, "failed") + count(seen, "is_plain")
    spread = " / ".join(milliseconds(percentile(seconds, share)) for share in (0.5, 0.95, 1))
    by_copy = sum(reader["by_copy"] for reader in readers)
    rows = [
        ["answers", len(seconds), f"{len(seconds) / span:.1f}", len(wrong), by_copy, spread],
        ["whole pages", len(seen), f"{len(seen) / span:.1f}", failed, count(seen, "by_copy"), times(seen)],
    ]
    took = ", ".join(f"{one:.0f}" for one in rebuilds)
    return {
        "title": f"A rebuild of {expected[0]['most']:,} pages under load, {get_engine().name}",
        "tables": [[_HEAD, rows]],
        "notes": [f"{editor.published} changes in {span:.0f} s; rebuilds, one after the other, of {took} s."],
        "problems": [*wrong[:5], *([f"{failed} pages failed"] if failed else []), *lost_or_extra(compared())],
    }


def changes_with(others: Sequence[int], off: Sequence[int]) -> list[Callable[[], None]]:
    """A word more in the title of the others; between them pages go off the site, and come back a little later."""
    acts: list[Callable[[], None]] = []
    away: list[int] = []
    waiting = list(off)
    for place, page_id in enumerate(others):
        acts.append(partial(change, page_id, title="{} proefnummer" + str(place)))
        if waiting and place % 4 == 0:
            away.append(waiting.pop())
            acts.append(partial(change, away[-1]))
        if away and place % 4 == 3:
            acts.append(partial(change, away.pop(0), title="{}"))
    acts += [partial(change, page_id) for page_id in waiting]
    return acts + [partial(change, page_id, title="{}") for page_id in [*away, *waiting]]


def _rebuild_while(editor: Editor) -> list[float]:
    """Rebuild until the editor is done, and once at least; seconds of each.

    :raises subprocess.CalledProcessError: when one fails.
    """
    took: list[float] = []
    while not took or editor.is_alive():
        started = time.monotonic()
        subprocess.run([sys.executable, "manage.py", "rebuild_search"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        took.append(time.monotonic() - started)
    return took


@contextmanager
def _readers(expected: list[dict[str, Any]], rate: float, stop: Path) -> Iterator[list[str]]:
    """Readers at work, warm; what they printed is in the list when the block has ended."""
    asked = json.dumps([expected, rate / READERS, str(stop)])
    command = [sys.executable, "-m", "lab.inside", "known_questions", asked]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(READERS)]
    printed: list[str] = []
    try:
        wait_until(lambda: len(list(stop.parent.glob("ready-*"))) == READERS, "the readers do not begin")
        yield printed
    finally:
        stop.touch()
        printed += [process.communicate()[0] for process in processes]
