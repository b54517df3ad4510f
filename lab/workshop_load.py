"""A session of thirty people over HTTP against two workers of gunicorn, which are killed with SIGKILL half-way.

`python -m lab.workshop_load 30 300`, with the address of an empty database behind it for PostgreSQL. Every
choice that was answered must stand on the page of who made it, nothing may answer 5xx, and what the facilitator
changes must be seen by everybody within three seconds (p95), though each asks only every two.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, Thread
from typing import Any

from lab.load import NO_ANSWER, ask
from lab.servers import WORKERS, Server, processor_time
from lab.sites import Site
from lab.tables import judged, percentile, spread, table

CARDS = 20
_ASK_EVERY = 2.0
_MOST_LAG = 3.0
_PILES = ("minder", "houden", "meer", "opzij")
_CARD = re.compile(r'id="kaart-(\d+)"')
_PRESSED = re.compile(r'value="(\w+)" id="k(\d+)-\w+" aria-pressed="true"')


@dataclass
class Seen:
    """The answers, delays and errors of all visitors together."""

    seconds: list[float] = field(default_factory=list)
    lags: list[float] = field(default_factory=list)
    broken: int = 0
    errors: list[str] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    def ask(self, port: int, path: str, form: dict[str, Any] | None = None, etag: str = "") -> Any:
        """The answer and its text. A connection that breaks is tried again, as a person would press again."""
        while True:
            at = time.monotonic()
            try:
                answer, text = ask(port, path, form, timeout=30, **({"If_None_Match": etag} if etag else {}))
            except NO_ANSWER:
                with self.lock:
                    self.broken += 1
                time.sleep(0.2)
                continue
            with self.lock:
                self.seconds.append(time.monotonic() - at)
                if answer.status >= 500:
                    self.errors.append(f"{answer.status} {'GET' if form is None else 'POST'}")
            return answer, text


class Person(Thread):
    """Joins, sorts every card, picks three, and asks every two seconds whether anything changed."""

    def __init__(self, seen: Seen, port: int, code: str, number: int, pause: float) -> None:
        super().__init__(daemon=True)
        self.seen, self.port, self.number, self.pause, self.stop = seen, port, number, pause, Event()
        answer, _ = seen.ask(port, "/w/", {"code": code, "name": f"P{number}"})
        self.path = answer.getheader("Location").partition("?")[0]
        self.sorted: dict[str, str] = {}
        self.picked: set[str] = set()
        self.versions: list[tuple[float, int]] = []

    def page(self) -> str:
        return str(self.seen.ask(self.port, self.path)[1])

    def run(self) -> None:
        Thread(target=self._watch, daemon=True).start()
        cards = _CARD.findall(self.page())
        for place, card in enumerate(cards):
            pile = _PILES[(place + self.number) % 4]
            if self._post({"doe": "sorteren", "kaart": card, "stapel": pile}):
                self.sorted[card] = pile

    def pick(self) -> None:
        for card in list(self.sorted)[self.number % 5 :][:3]:
            if self._post({"doe": "kiezen", "kaart": card, "kies": "ja"}):
                self.picked.add(card)

    def lost(self, is_pick: bool) -> int:
        """How many choices that were answered are not on the own page."""
        pressed = {card: value for value, card in _PRESSED.findall(self.page())}
        return len(self.picked - set(pressed)) if is_pick else len(self.sorted.items() - pressed.items())

    def _post(self, form: dict[str, str]) -> bool:
        time.sleep(self.pause)
        return bool(self.seen.ask(self.port, self.path, form)[0].status == 303)

    def _watch(self) -> None:
        etag = ""
        while not self.stop.wait(_ASK_EVERY):
            answer, text = self.seen.ask(self.port, f"{self.path}stand/", etag=etag)
            if answer.status == 200:
                self.page()
                etag = answer.getheader("ETag")
                self.versions.append((time.monotonic(), int(text)))


def main(people: int = 30, seconds: int = 300, database: str = "") -> int:
    """0 when nothing is wrong."""
    with tempfile.TemporaryDirectory() as directory:
        site = Site("workshop", Path(directory), more={"DATABASE_URL": database} if database else {})
        head, rows, problems = measure(people, seconds, site)
    return judged(head, problems, table(["", ""], rows))


def measure(people: int, seconds: int, site: Site) -> tuple[str, list[list[str]], list[str]]:
    """What it was, what was measured, and what is wrong."""
    server, seen = Server(site), Seen()
    server.begin()
    started = time.monotonic()
    try:
        lead, code = _make(seen, server.port)
        pause = seconds * 0.5 / CARDS
        crowd = [Person(seen, server.port, code, number, pause) for number in range(people)]
        _go(seen, server.port, lead, "sorteren")
        for each in crowd:
            each.start()
        time.sleep(seconds * 0.25)
        server.kill()
        server.begin()
        for each in crowd:
            each.join()
        lost = sum(each.lost(False) for each in crowd)
        _go(seen, server.port, lead, "kiezen")
        for thread in (picking := [Thread(target=each.pick) for each in crowd]):
            thread.start()
        for thread in picking:
            thread.join()
        lost += sum(each.lost(True) for each in crowd)
        changes = _weigh(seen, server.port, lead, started + seconds)
        time.sleep(_MOST_LAG * 2)
        spent = time.monotonic() - started
        server.processor += processor_time(server.process.pid)
        for each in crowd:
            each.stop.set()
    finally:
        server.kill()
    return _report(seen, crowd, changes, lost, spent, server.processor)


def _report(
    seen: Seen, crowd: list[Person], changes: list[tuple[float, int]], lost: int, spent: float, cpu: float
) -> tuple[str, list[list[str]], list[str]]:
    lags, unseen = [], 0
    for at, version in changes:
        for each in crowd:
            found = [moment for moment, one in each.versions if one >= version]
            lags += [max(found[0] - at, 0.0)] if found else []
            unseen += not found
    made = sum(len(each.sorted) + len(each.picked) for each in crowd)
    rows = [
        ["choices answered / lost", f"{made} / {lost}"],
        ["requests", f"{len(seen.seconds)}, {len(seen.seconds) / spent:.1f} a second"],
        ["p50 / p95 / largest", spread(seen.seconds)],
        ["processor time", f"{cpu:.1f} s, {100 * cpu / spent:.0f}% of one"],
        ["broken by the kill, tried again", str(seen.broken)],
        ["others see a change after p50 / p95", " / ".join(f"{percentile(lags, one):.2f} s" for one in (0.5, 0.95))],
    ]
    wrong = {
        f"{lost} choices are lost": lost,
        f"not all were made: {made}": made < len(crowd) * (CARDS + 3),
        f"errors: {sorted(set(seen.errors))}": seen.errors,
        f"{unseen} changes were not seen": unseen,
        "others see a change too late": percentile(lags, 0.95) > _MOST_LAG,
    }
    title = f"A session of {len(crowd)} people, {spent:.0f} seconds, {WORKERS} workers killed once"
    problems = [problem for problem, is_so in wrong.items() if is_so]
    return title, rows, problems


def _make(seen: Seen, port: int) -> tuple[str, str]:
    """A session of own cards: its path to lead, and its code."""
    _, page = seen.ask(port, "/werksessie/")
    [token] = re.findall(r'name="token" value="([^"]+)"', page)
    time.sleep(3.1)
    own = "\n".join(f"Kaart {number}" for number in range(1, CARDS + 1))
    form = {"token": token, "title": "Meting", "own": own, "rounds": ["sorteren", "kiezen", "wegen"]}
    answer, _ = seen.ask(port, "/werksessie/", form)
    lead = str(answer.getheader("Location")).partition("?")[0]
    [code] = re.findall(r"/w/([A-Z]{8})<", seen.ask(port, lead)[1])
    return lead, code


def _go(seen: Seen, port: int, lead: str, name: str) -> None:
    seen.ask(port, lead, {"doe": "ronde", "ronde": name})


def _weigh(seen: Seen, port: int, lead: str, until: float) -> list[tuple[float, int]]:
    """The facilitator lets cards stay, one after the other: when each was done, and the version that shows it."""
    _go(seen, port, lead, "wegen")
    changes = []
    for place in range(CARDS):
        card = _CARD.findall(seen.ask(port, lead)[1])[0]
        form = {"doe": "wegen", "kaart": card, "versie": place + 1, "blijft": ("ja", "nee")[place % 2]}
        answer, _ = seen.ask(port, lead, form)
        changes.append((time.monotonic(), int(seen.ask(port, f"{lead}stand/")[1])))
        if answer.status != 303:
            seen.errors.append(f"{answer.status} weighing")
        time.sleep(max(min(1.5, (until - time.monotonic()) / CARDS), 0.2))
    return changes


if __name__ == "__main__":
    given = sys.argv[1:]
    counts = [int(each) for each in given[:2]]
    sys.exit(main(counts[0] if counts else 30, counts[1] if len(counts) > 1 else 300, "".join(given[2:3])))
