"""The index is made anew while it is searched and published on: `python -m lab rebuild_under_load pages=20000`.

`manage.py rebuild_search` runs, again and again, until the last change is published (`elasticsearch=1` for a server of
our own). Meanwhile readers ask questions of which the total is known: every answer must be of a whole index, the old or
the new. Whole pages are asked over HTTP beside it.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.http import QueryDict

from cases.models import CasePage
from lab.load import Crowd, count, times
from lab.pages import SOME, searches
from lab.publishing import Editor, behind, change, compared, lost_or_extra, served, wait_until
from lab.sites import ROOT
from methods.models import MethodPage
from search.backends.registry import get_engine, site_words
from search.contract import Answer, Engine, Facet, Question
from search.curation.cache import current_curation
from search.dutch.questions import analyse_question
from search.query.analysis import build_query
from search.query_string import parse
from search.service import answer
from search.service.answers import known_of

READERS = 4
# One in so many of the changes takes a page off the site, and as many put one back.
_OFF = 6
_ADDRESSES = ("", "soort=methode", "soort=praktijkvoorbeeld", "familie=gemeente", *(f"q={word}" for word in SOME))
_HEAD = ["searches", "asked", "a second", "wrong", "by the copy", "p50 / p95 / largest, ms"]


def measure(*, changes: int = 300, rate: float = 50.0, pages_rate: float = 2.0, pause: float = 0.2) -> dict[str, Any]:
    """`rate` is answers a second, `pages_rate` whole pages a second, `pause` seconds per change."""
    pages = Random("rebuild").sample(list(CasePage.objects.live().order_by("pk").values_list("pk", flat=True)), changes)
    off = pages[: changes // _OFF]
    call_command("search_worker", "--once")
    gone = {*off, *MethodPage.objects.filter(case_rows__page__in=off).values_list("pk", flat=True)}
    expected = known(get_engine(), gone)
    with TemporaryDirectory() as data, served(Path(data) / "web.log") as port:
        editor = Editor(changes_with(pages[len(off) : changes - len(off)], off), pause)
        with _readers(expected, rate) as asked, Crowd(port, searches(), pages_rate) as crowd:
            started = time.monotonic()
            editor.start()
            rebuilds = _rebuild_while(editor)
            span = time.monotonic() - started
        editor.finish()
        wait_until(lambda: not behind())
    seen = crowd.between(started, started + span)
    wrong = [one["wrong"] for one in asked if one["wrong"]]
    failed = count(seen, "failed") + count(seen, "is_plain")
    rows = [
        [name, len(found), f"{len(found) / span:.1f}", bad, count(found, "by_copy"), times(found)]
        for name, found, bad in (("answers", asked, len(wrong)), ("whole pages", seen, failed))
    ]
    took = ", ".join(f"{one:.0f}" for one in rebuilds)
    return {
        "title": f"A rebuild of {expected[0].most:,} pages under load, {get_engine().name}",
        "tables": [[_HEAD, rows]],
        "notes": [f"{editor.published} changes in {span:.0f} s; rebuilds, one after the other, of {took} s."],
        "problems": [*wrong[:5], *([f"{failed} pages failed"] if failed else []), *lost_or_extra(compared())],
    }


@dataclass(frozen=True)
class Known:
    """A question and the fewest and the most pages it may find: a half-filled index would show."""

    question: Question
    least: int
    most: int

    def wrong(self, found: Answer) -> str:
        """The fault in an answer, or an empty text."""
        kinds = sum(value.count for value in found.facets.get(Facet.KIND, ()))
        if found.engine == "database":
            return "only titles were looked at"
        if not self.least <= found.total <= self.most:
            return f"{self.question} finds {found.total} pages instead of {self.least} to {self.most}"
        if not found.question.filters and kinds != found.total:
            return f"{self.question} finds {found.total} pages and counts {kinds}"
        return ""


def known(engine: Engine, uncertain: Collection[int]) -> list[Known]:
    """The questions, when the pages of `uncertain` may be gone for a while.

    :raises EngineError: when the engine fails.
    """
    curation, found = current_curation(), []
    site = known_of(engine, site_words().words(), curation.synonyms, curation.whole)
    for question in (parse(QueryDict(address)).question for address in _ADDRESSES):
        query = build_query(analyse_question(question.text), curation.synonyms, site)
        most, least = (engine.answer(question, query, frozenset(hidden)).total for hidden in ((), uncertain))
        found.append(Known(question, least, most))
    return found


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
def _readers(expected: Sequence[Known], rate: float) -> Iterator[list[dict[str, Any]]]:
    """Readers at work until the block ends; what they saw is in the list. Asked late when answers take too long."""
    stop = Event()
    seen: list[dict[str, Any]] = []

    def ask() -> None:
        started = time.monotonic()
        for number, one in enumerate(itertools.cycle(expected)):
            if stop.wait(max(started + number * READERS / rate - time.monotonic(), 0.0)):
                break
            begun = time.perf_counter()
            found = answer(one.question)
            took = time.perf_counter() - begun
            seen.append({"seconds": took, "by_copy": found.degraded, "wrong": one.wrong(found)})
        connection.close()

    threads = [Thread(target=ask, daemon=True) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield seen
    finally:
        stop.set()
        for thread in threads:
            thread.join()
