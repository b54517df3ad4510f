"""The agenda with 20 and with 2,000 activities, queries and time: `python -m lab agenda_volume activities=2000`.

Fails when a page needs more queries, shows more rows than a list may, or takes more than three times as long.
"""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agenda.choices import State
from agenda.overview import PAGE_SIZE
from core.pages import BasePage
from lab.bulk import add_pages
from tests.factories.agenda import build_activity, build_state, make_activity, make_ambition
from tests.factories.pages import make_method
from vocabulary.models import Organisation, OrganisationType

FEW, ROUNDS, MOST_TIMES_AS_LONG = 20, 20, 3
_HEAD = ["page", "queries", "rows", "ms of the processor"]


def measure(*, activities: int = 2_000) -> dict[str, Any]:
    settings.PAGE_CACHE_MB = 0
    families = list(OrganisationType.objects.filter(slug__in=("gemeente", "waterschap")).order_by("-slug"))
    owners = list(Organisation.objects.order_by("slug")[:10])
    method, ambition = make_method(), make_ambition()
    first = make_activity(families=families, organisation=owners[0], methods=[method], ambitions=[ambition])
    parent = first.get_parent().specific
    asked = [
        *("/agenda/", "/agenda/waterschap/?indeling=eigenaar", "/agenda/?stand=klaar&jaar=2027", "/agenda/atom.xml"),
        *("/agenda/agenda.ics", first.get_url(), method.get_url()),
    ]
    _add(parent, FEW, 0, families, owners, method)
    few = {address: _measure(address) for address in asked}
    _add(parent, activities - FEW, FEW, families, owners, method)
    many = {address: _measure(address) for address in asked}
    return {
        "title": f"The agenda with {FEW} and {activities} activities",
        "tables": [[_HEAD, [[address, *_cells(few[address], many[address])] for address in asked]]],
        "notes": [],
        "problems": [problem for address in asked for problem in _problems(address, few[address], many[address])],
    }


def _add(parent: BasePage, count: int, start: int, families: Any, owners: Any, method: Any) -> None:
    states, now = list(State), timezone.now()
    made = [
        build_activity(
            slug=f"gemaakt-{number}",
            title=f"Gemaakt {number}",
            families=families[: 1 + number % 2],
            organisation=owners[number % len(owners)],
            methods=[method],
            begins=f"{2013 + number % 15}-K{1 + number % 4}",
            ends=str(2014 + number % 15),
            states=[build_state(states[number % len(states)], str(2014 + number % 12))],
            live=True,
            first_published_at=now,
        )
        for number in range(start, start + count)
    ]
    for page in made:
        page.derive()
    add_pages(parent, made)


def _measure(address: str) -> tuple[int, int, float]:
    """Queries, rows of the list, and seconds of the processor: the least of some, as the machine does other things."""
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        content = client.get(address).content
    queries, times = len(found), []
    for _ in range(ROUNDS):
        started = time.process_time()
        client.get(address)
        times.append(time.process_time() - started)
    return queries, content.count(b'data-kind="activiteit" data-state'), min(times)


def _cells(few: tuple[int, int, float], many: tuple[int, int, float]) -> list[str]:
    pairs = zip(few, many, strict=True)
    queries, rows = (f"{before} / {after}" for before, after in list(pairs)[:2])
    return [queries, rows, f"{few[2] * 1000:.1f} / {many[2] * 1000:.1f}"]


def _problems(address: str, few: tuple[int, int, float], many: tuple[int, int, float]) -> list[str]:
    found = []
    if many[0] > few[0]:
        found.append(f"{address} needs {many[0]} queries instead of {few[0]}")
    if many[1] > PAGE_SIZE:
        found.append(f"{address} shows {many[1]} rows")
    if "atom" not in address and "ics" not in address and many[2] > few[2] * MOST_TIMES_AS_LONG:
        found.append(f"{address} takes {many[2] * 1000:.0f} ms instead of {few[2] * 1000:.0f}")
    return found
