"""So many submissions a second over HTTP beside readers, on two workers of gunicorn: once from one network, then from
as many networks as there are submissions, with the limits as they are and with room for all.

`python -m lab.submission_rate 50 60`, with the word `postgresql` for a server of that to throw away. Each must be
stored once and thanked, or be told in Dutch to wait with everything typed still on the page; readers see no error.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lab.load import NO_ANSWER, Crowd, ask, times
from lab.servers import Server
from lab.sites import Site
from lab.tables import judged, spread, table
from tests.contributions.filled_in import GOOD
from tests.postgresql import find_programs, throwaway_server

_FORM = "/meedoen/wij-deden-dit-ook/?methode=31"
_READ = ("/", "/methoden/", "/praktijk/", "/zoeken/?q=brief", "/meedoen/", "/agenda/")
_READERS_A_SECOND = 5
# A person is not quicker (`guard.SOONEST`).
SOONEST = 3.2
_COUNT = (
    "from contributions.models import CaseContribution as C;"
    "print(C.objects.count(), C.objects.values('tip').distinct().count())"
)


def main(rate: int = 50, seconds: int = 60, *, on_postgresql: bool = False) -> int:
    """0 when nothing is wrong.

    :raises FileNotFoundError: when PostgreSQL is asked for and not installed.
    """
    if not on_postgresql:
        return _run(rate, seconds, "")
    programs = find_programs()
    if programs is None:
        raise FileNotFoundError("no PostgreSQL here: apt-get install postgresql")
    with throwaway_server(programs) as database:
        return _run(rate, seconds, database)


def _run(rate: int, seconds: int, database: str) -> int:
    with tempfile.TemporaryDirectory() as directory:
        more = {"BEHIND_PROXY": "true", **({"DATABASE_URL": database} if database else {})}
        server, rows, problems = Server(Site("submissions", Path(directory), more=more)), [], []
        for command in ("load_content", "rebuild_search"):
            server.site.manage(command)
        for name, networks, options in (
            ("one network", 1, ()),
            ("a network each", rate * seconds, ()),
            ("a network each, room for all", rate * seconds, ("--config", "python:lab.submission_rate")),
        ):
            server.options = options
            row, wrong = _measure(server, rate, seconds, networks)
            rows.append([name, *row])
            problems += [f"{name}: {problem}" for problem in wrong]
    head = ["from", "sent", "thanked", "told to wait", "stored, different", "p50 / p95 / largest, ms", "readers, ms"]
    title = (
        f"{rate} submissions a second for {seconds} seconds beside readers, {'PostgreSQL' if database else 'SQLite'}"
    )
    return judged(title, problems, table(head, rows))


def post_worker_init(_: Any) -> None:
    """Gives the forms of a worker room for all: what gunicorn calls when this module is its configuration."""
    from core.submissions import views

    views.MOST_IN_ALL = views.MOST_OF_A_NETWORK = 10**6


def _measure(server: Server, rate: int, seconds: int, networks: int) -> tuple[list[str], list[str]]:
    server.begin("/readyz")
    try:
        before = _stored(server.site)
        with ThreadPoolExecutor(24) as pool:
            opened = list(pool.map(lambda _: _opened(server.port), range(rate * seconds)))
        time.sleep(SOONEST)
        with Crowd(server.port, _READ, _READERS_A_SECOND) as readers:
            started = time.monotonic()
            with ThreadPoolExecutor(48) as pool:
                sent = [pool.submit(_send, server.port, *each) for each in _at_its_moment(opened, rate, networks)]
            answers = [each.result() for each in sent]
            read = readers.between(started, time.monotonic())
        stored = [now - then for now, then in zip(_stored(server.site), before, strict=True)]
    finally:
        server.kill()
    return _judge(answers, read, stored)


def _judge(
    answers: Sequence[tuple[str, float]], read: Sequence[dict[str, Any]], stored: Sequence[int]
) -> tuple[list[str], list[str]]:
    came_to = Counter(kind for kind, _ in answers)
    took = [seconds for _, seconds in answers]
    wrong = {
        f"answers: {dict(came_to)}": set(came_to) - {"thanked", "told to wait"},
        f"{stored[0]} are stored, {stored[1]} different": set(stored) != {came_to["thanked"]},
        "nobody was thanked": not came_to["thanked"],
        "readers saw errors": any(one["failed"] for one in read),
    }
    row = [
        *(str(len(answers)), str(came_to["thanked"]), str(came_to["told to wait"]), " / ".join(map(str, stored))),
        spread(took),
        f"{len(read)}: {times(read)}",
    ]
    return row, [problem for problem, is_so in wrong.items() if is_so]


def _at_its_moment(opened: Sequence[dict[str, str]], rate: int, networks: int) -> Iterator[tuple[dict[str, str], str]]:
    """What is typed in each opened form and the address it comes from, when it is due."""
    started = time.monotonic()
    for number, form in enumerate(opened):
        time.sleep(max(started + number / rate - time.monotonic(), 0.0))
        network = number % networks
        tip = f"Tip {''.join(random.choices('aeioulmnrst', k=12))}."
        yield {**GOOD, **form, "tip": tip}, f"10.{network // 250}.{network % 250}.7"


def _opened(port: int) -> dict[str, str]:
    """What stands in the form when it is opened: its token and what the method is measured by."""
    text = ask(port, _FORM)[1]
    patterns = {"token": r'name="token" value="([^"]+)"', "indicator": r'name="indicator".*?value="([^"]+)" selected'}
    return {name: re.findall(pattern, text, re.DOTALL)[0] for name, pattern in patterns.items()}


def _send(port: int, form: dict[str, str], sender: str) -> tuple[str, float]:
    """Send a form: how it was answered, and in how many seconds."""
    at = time.monotonic()
    try:
        answer, text = ask(port, _FORM, form, X_Forwarded_For=sender)
    except NO_ANSWER as error:
        return type(error).__name__, time.monotonic() - at
    took = time.monotonic() - at
    if answer.status == 303:
        return "thanked", took
    is_kept = form["tip"] in text and "tien minuten" in text
    return ("told to wait" if answer.status in (429, 503) and is_kept else f"{answer.status}"), took


def _stored(site: Site) -> list[int]:
    """How many contributions there are, and how many different ones."""
    return [int(each) for each in site.shell(_COUNT).split()]


if __name__ == "__main__":
    counts = [int(each) for each in sys.argv[1:] if each.isdecimal()]
    sys.exit(main(*counts, on_postgresql="postgresql" in sys.argv[1:]))
