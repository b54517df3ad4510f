"""The API asked 100 times a second beside readers of pages, two workers of gunicorn: `python -m lab.api_load 100 60`.

Fails when anything answers an error, when the API is slower than a fifth of a second (p95, once each worker has made
what it keeps: after a sixth of the time), or when the workers grew by more than a quarter after a third of it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Thread

from lab.load import Crowd, Visit, count, times
from lab.servers import serving
from lab.sites import Site, copy_of, site_of, starter_site
from lab.tables import judged, percentile, table

SLOWEST, MOST_GROWTH = 0.2, 1.25
_PAGES = [
    "/",
    "/methoden/",
    "/methoden/stuur-een-herinnering-op-het-juiste-moment/",
    "/zoeken/?q=brieven",
    "/resultaten/",
]
READERS = 10


def addresses() -> list[str]:
    """Lists, rows, filters, a search and the document; a hundred different ones."""
    lists = ("methoden", "praktijkvoorbeelden", "resultaten", "oordelen", "begrippen", "publicaties")
    found = [f"/api/v1/{name}?pagina={page}&perBladzijde=5" for name in lists[:5] for page in (1, 2, 3)]
    found += [f"/api/v1/{name}?perBladzijde={size}" for name in lists for size in (2, 20)]
    found += [f"/api/v1/{name}/{number}" for name in ("methoden", "oordelen") for number in range(1, 33)]
    return [*found, "/api/v1/_zoek?q=brieven", "/api/v1/_zoek?q=telefoon&kanaal=telefoon", "/api/v1/openapi.json"]


def main(rate: int = 100, seconds: int = 60, pages: int = 0) -> int:
    """0 when nothing is wrong. Without `pages` on the starter content."""
    site: Site = copy_of(site_of(pages) if pages else starter_site(), "api-load")
    with serving(site) as server, Memory() as memory:
        started = time.monotonic()
        with Crowd(server.port, addresses(), rate, visitors=48) as api, Crowd(server.port, _PAGES, READERS) as readers:
            time.sleep(seconds)
        warm = started + seconds / 6
        first = api.between(started, warm)
        asked, read = (crowd.between(warm, time.monotonic()) for crowd in (api, readers))
    wrong = problems(asked, read, memory.seen, seconds * rate - len(first))
    wrong += [f"{failed} errors at the start"] if (failed := count(first, "failed")) else []
    return judged(
        f"The API {rate} times a second for {seconds} s, beside {READERS} pages a second, two workers",
        wrong,
        table(
            ["", "answers", "errors", "p50 / p95 / largest, ms"],
            [
                [name, len(seen), count(seen, "failed"), times(seen)]
                for name, seen in (("API, nothing kept yet", first), ("API, then", asked), ("pages, then", read))
            ],
        ),
        f"Memory of the workers together: {memory.seen[0]} MB at the start, {max(memory.seen)} at most, "
        f"{memory.seen[-1]} at the end.",
    )


def problems(asked: Sequence[Visit], read: Sequence[Visit], memory: Sequence[int], wanted: int) -> list[str]:
    found = []
    if failed := count(asked, "failed") + count(read, "failed"):
        found.append(f"{failed} errors")
    if len(asked) < wanted * 0.95:
        found.append(f"{len(asked)} answers instead of {wanted}")
    if (slow := percentile([one["seconds"] for one in asked], 0.95)) > SLOWEST:
        found.append(f"p95 of {slow * 1000:.0f} ms")
    warm = memory[len(memory) // 3]
    if memory[-1] > warm * MOST_GROWTH:
        found.append(f"memory grew from {warm} to {memory[-1]} MB")
    return found


class Memory:
    """What the processes of gunicorn that this one started hold together, in MB, each second until the block ends."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self._stop = Event()
        self._thread = Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self.seen.append(sum(below(os.getpid())))
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(1):
            self.seen.append(sum(below(os.getpid())))


def below(parent: int) -> Iterator[int]:
    """The memory in MB of every process below this one, which is not counted itself."""
    told = {int(path.name): _status(path) for path in Path("/proc").glob("[0-9]*")}
    parents = {parent}
    while found := {number for number, one in told.items() if int(one.get("PPid", 0)) in parents} - parents:
        parents |= found
    yield from (int(told[number].get("VmRSS", "0").split()[0]) // 1024 for number in parents - {parent})


def _status(process: Path) -> dict[str, str]:
    """What a process tells of itself; nothing when it is gone."""
    try:
        pairs = (line.split(":", 1) for line in (process / "status").read_text().splitlines())
        return {name: value.strip() for name, value in pairs}
    except OSError:
        return {}


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
