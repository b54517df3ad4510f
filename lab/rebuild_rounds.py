"""Make the index of this site anew, again and again, while it is searched and published on. Spoils the site."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command
from django.db import transaction

from cases.models import CasePage
from lab.known_questions import known
from lab.publishing import Act, Editor, behind, compared, wait_until
from lab.searched import questions, served
from lab.sites import ROOT
from lab.visitors import Crowd
from methods.models import MethodPage
from search.engines import get_engine

READERS = 4
# One in so many of the changes takes a page off the site, and as many put one back.
_OFF = 6


def measure(changes: int, rate: float, pages_rate: float, pause: float) -> dict[str, Any]:
    """What was seen from the first rebuild until everything is published: rebuilds go on as long as that takes.

    `rate` is answers a second in reader processes, `pages_rate` whole pages a second over HTTP, `pause` the seconds
    between two changes. Times in seconds.
    """
    pages = Random("rebuild").sample(list(CasePage.objects.live().order_by("pk").values_list("pk", flat=True)), changes)
    off = pages[: changes // _OFF]
    call_command("search_worker", "--once")
    expected = known(get_engine(), {*off, *_methods_of(off)})
    with TemporaryDirectory() as data, served(Path(data) / "web.log") as port:
        editor = Editor(changes_with(pages[len(off) : changes - len(off)], off), pause)
        with _readers(expected, rate, Path(data) / "stop") as readers, Crowd(port, questions(), pages_rate) as crowd:
            started = time.monotonic()
            editor.start()
            rebuilds = _rebuild_while(editor)
            ended = time.monotonic()
        editor.finish()
        wait_until(lambda: not behind())
        return {
            "rebuilds": rebuilds,
            "span": ended - started,
            "published": editor.published,
            "readers": [json.loads(reader.splitlines()[-1]) for reader in readers],
            "seen": [one.noted() for one in crowd.between(started, ended)],
            "expected": expected,
            "indexes": compared(),
        }


def changes_with(others: Sequence[int], off: Sequence[int]) -> list[Act]:
    """A word more in the title of the others; between them pages go off the site, and come back a little later."""
    acts: list[Act] = []
    away: list[int] = []
    waiting = list(off)
    for place, page_id in enumerate(others):
        acts.append(partial(_add_word, page_id, place))
        if waiting and place % 4 == 0:
            away.append(waiting.pop())
            acts.append(partial(_take_off, away[-1]))
        if away and place % 4 == 3:
            acts.append(partial(_put_back, away.pop(0)))
    acts += [partial(_take_off, page_id) for page_id in waiting]
    return acts + [partial(_put_back, page_id) for page_id in [*away, *waiting]]


def _add_word(page_id: int, place: int) -> None:
    with transaction.atomic():
        page = CasePage.objects.get(pk=page_id)
        page.title = f"{page.title} proefnummer{place}"
        page.save_revision().publish()


def _take_off(page_id: int) -> None:
    with transaction.atomic():
        CasePage.objects.get(pk=page_id).unpublish()


def _put_back(page_id: int) -> None:
    with transaction.atomic():
        CasePage.objects.get(pk=page_id).save_revision().publish()


def _methods_of(page_ids: Sequence[int]) -> set[int]:
    """The methods whose record may change with these cases."""
    return set(MethodPage.objects.filter(case_rows__page__in=page_ids).values_list("pk", flat=True))


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
    command = [sys.executable, "-m", "lab.inside", "rebuild_readers", asked]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(READERS)]
    printed: list[str] = []
    try:
        wait_until(lambda: len(list(stop.parent.glob("ready-*"))) == READERS, "the readers do not begin")
        yield printed
    finally:
        stop.touch()
        printed += [process.communicate()[0] for process in processes]
