"""Readers and an editor on PostgreSQL with Elasticsearch, undisturbed and then while something breaks.

`python -m lab.soak --seconds 300 --readers 200`. What breaks, one after the other: the database is restarted, the
worker is killed, the disk of the site is full, the clock of the worker is an hour ahead, the search server is killed.
A page that fails while nothing is broken is wrong, and so is a change that was taken and is gone in the end.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

import psycopg

from lab.load import Crowd, count, times, visit
from lab.nodes import LiveNode, alone
from lab.servers import serving
from lab.sites import ROOT, Site
from lab.tables import judged, table
from tests.elasticsearch.recipe import free_port
from tests.postgresql import find_programs, throwaway_server

_ADDRESSES = (
    *("/", "/methoden/", "/praktijk/", "/resultaten/", "/agenda/", "/nieuws/", "/zoeken/?familie=gemeente"),
    *("/zoeken/?q=brief", "/zoeken/?q=herinnering&soort=methode", "/zoeken/?kanaal=post&thema=gebruiksgemak"),
    *("/methoden/stuur-een-herinnering-op-het-juiste-moment/", "/praktijk/een-opvallende-envelop-veranderde-niets/"),
)
_DISK = "400m"
_HEAD = ["what happened", "seconds", "pages", "failed", "by the copy", "titles only", "p50 / p95 / largest, ms",
         "published", "refused to the editor", "last failure after, s"]  # fmt: skip
_AHEAD = """
import datetime, time_machine
time_machine.travel(datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1)).start()
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "worker"])
"""
# Its name, when it began and when it ended, of `time.monotonic`.
Phase = tuple[str, float, float]
_TITLES = """
import json
from cases.models import CasePage
print(json.dumps(dict(CasePage.objects.values_list("pk", "title"))))
"""


@dataclass
class Running:
    """The servers and processes that can be broken."""

    site: Site
    node: LiveNode
    programs: Path
    disk_is_small: bool
    worker: subprocess.Popen[bytes] | None = None

    def start_worker(self, code: str = "") -> None:
        command = [sys.executable, *(["-c", code] if code else ["manage.py", "worker"])]
        self.worker = subprocess.Popen(command, cwd=ROOT, env=self.site.environment())

    def kill_worker(self) -> None:
        if self.worker is not None:
            self.worker.kill()
            self.worker.wait()

    def restart_database(self) -> None:
        with psycopg.connect(self.site.more["DATABASE_URL"]) as connection:
            (data,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        user = "postgres" if os.geteuid() == 0 else None
        command = [str(self.programs / "pg_ctl"), "-D", data, "-w", "-m", "fast", "-l", f"{data}/../log", "restart"]
        subprocess.run(command, user=user, cwd=data, check=True, capture_output=True)

    def fill_disk(self) -> None:
        with (self.site.directory / "filling").open("wb") as file:
            try:
                while True:
                    file.write(bytes(1024 * 1024))
                    file.flush()
            except OSError:
                return

    def empty_disk(self) -> None:
        (self.site.directory / "filling").unlink(missing_ok=True)


def faults(running: Running) -> Iterator[tuple[str, Callable[[], None], Callable[[], None]]]:
    """What breaks, and how it is mended."""

    def ahead() -> None:
        running.kill_worker()
        running.start_worker(_AHEAD)

    def back() -> None:
        running.kill_worker()
        running.start_worker()

    def nothing() -> None:
        pass

    yield "the database is restarted", running.restart_database, nothing
    yield "the worker is killed", running.kill_worker, running.start_worker
    if running.disk_is_small:
        yield "the disk is full", running.fill_disk, running.empty_disk
    yield "the worker's clock is an hour ahead", ahead, back
    yield "the search server is killed", running.node.kill, running.node.start


def main(seconds: float, readers: int, rate: float, fault: float) -> int:
    programs = find_programs()
    if programs is None:
        print("No PostgreSQL here: apt-get install postgresql.")
        return 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that its servers and its disk go with it
    with set_up(programs) as running, serving(running.site, log=Path(f"{running.site.directory}.log")) as web:
        running.start_worker()
        for address in _ADDRESSES:
            visit(web.port, address)
        names = ["nothing, at first", *(name for name, _, _ in faults(running)), "nothing, in the end"]
        until = time.monotonic() + seconds + len(names) * 2 * fault + 60
        acts: list[dict[str, Any]] = []
        editor = Thread(target=lambda: acts.extend(running.site.measure("soak_editor", until)), daemon=True)
        with Crowd(web.port, _ADDRESSES, rate, readers) as crowd:
            editor.start()
            phases = list(_phases(running, seconds, fault))
            ended = time.monotonic()
        print("Waiting for the editor and the worker …", flush=True)
        editor.join()
        lost = _lost(running.site, acts)
        wrong = _index(running.site)
        running.kill_worker()
        seen, told = by_phase(crowd.between(0, ended), phases), by_phase(acts, phases)
        rows = [_row(phase, seen[phase], told[phase]) for phase in phases]
    problems = [f"{row[3]} pages failed while nothing was broken" for row in rows if row[3] and _is_calm(row[0])]
    problems += [f"{lost} changes that were taken are gone"] if lost else []
    problems += [f"{wrong} pages are wrong in an index"] if wrong else []
    notes = [
        f"{readers} readers, {rate:g} pages a second together. {sum('error' not in act for act in acts)} changes taken."
    ]
    notes.append(
        "Not done: the clock of the web server moved; that needs root over the machine or a library in each process."
    )
    if not running.disk_is_small:
        notes.append("No small disk could be made here (that needs root and mount), so it was not filled.")
    return judged(
        f"PostgreSQL and Elasticsearch for {ended - phases[0][1]:.0f} s", problems, table(_HEAD, rows), *notes
    )


@contextmanager
def set_up(programs: Path) -> Iterator[Running]:
    """The starter content on servers of our own; uploads and the own index on a small disk, where that can be."""
    port = free_port()
    with TemporaryDirectory(ignore_cleanup_errors=True) as base, throwaway_server(programs) as database:
        directory = Path(base) / "site"
        directory.mkdir()
        is_small = os.geteuid() == 0 and _mounted("-t", "tmpfs", "-o", f"size={_DISK}", "tmpfs", str(directory))
        try:
            with alone(Path(base) / "node", port) as node:
                servers = {"DATABASE_URL": f"{database}?sslmode=disable", "SEARCH_URL": f"http://127.0.0.1:{port}/soak"}
                site = Site("", directory, more=servers)
                site.manage("start", "--set-up-only")
                site.manage("rebuild_search")
                yield Running(site, node, programs, is_small)
        finally:
            if is_small:
                subprocess.run(["umount", "--lazy", str(directory)], check=False)


def _mounted(*how: str) -> bool:
    return (
        bool(shutil.which("mount"))
        and subprocess.run(["mount", *how], check=False, capture_output=True).returncode == 0
    )


def _phases(running: Running, seconds: float, fault: float) -> Iterator[Phase]:
    """Each with its beginning and end; a time of rest after a fault belongs to it."""
    started = time.monotonic()
    time.sleep(seconds)
    yield "nothing, at first", started, time.monotonic()
    for name, breaks, mends in faults(running):
        print(f"{name} …", flush=True)
        started = time.monotonic()
        breaks()
        time.sleep(fault)
        mends()
        time.sleep(fault)
        yield name, started, time.monotonic()
    started = time.monotonic()
    time.sleep(fault)
    yield "nothing, in the end", started, time.monotonic()


def by_phase(found: Sequence[dict[str, Any]], phases: Sequence[Phase]) -> dict[Phase, list[dict[str, Any]]]:
    """Each in the phase in which it ended, but what was on its way while something was broken belongs to that."""
    belongs: dict[Phase, list[dict[str, Any]]] = {phase: [] for phase in phases}
    for one in found:
        end = one["at"] + one.get("seconds", 0)
        during = [phase for phase in phases if one["at"] < phase[2] and end >= phase[1]]
        if during and end < phases[-1][2]:
            belongs[([phase for phase in during if not _is_calm(phase[0])] or during)[-1]].append(one)
    return belongs


def _is_calm(name: str) -> bool:
    return name.startswith("nothing")


def _row(phase: Phase, seen: Sequence[dict[str, Any]], acts: Sequence[dict[str, Any]]) -> list[Any]:
    name, start, end = phase
    failures = [act["error"] for act in acts if "error" in act]
    kinds = ", ".join(f"{failures.count(kind)} {kind}" for kind in sorted(set(failures)))
    last = max((one["at"] + one["seconds"] - start for one in seen if one["failed"]), default=None)
    counted = [count(seen, what) for what in ("failed", "by_copy", "is_plain")]
    told = [times(seen), len(acts) - len(failures), kinds or 0, "" if last is None else f"{last:.0f}"]
    return [name, f"{end - start:.0f}", len(seen), *counted, *told]


def _lost(site: Site, acts: Sequence[dict[str, Any]]) -> int:
    """How many pages do not show the last title that was taken of them. One refused later may show either."""
    last = {act["page"]: act["title"] for act in acts if "error" not in act}
    unsure = {act["page"] for act in acts if "error" in act}
    titles = json.loads(site.shell(_TITLES))
    return sum(titles[str(page)] != title for page, title in last.items() if page not in unsure)


def _index(site: Site) -> int:
    """How many pages are wrong in an index, after the worker had a minute."""
    found = 0
    for _ in range(30):
        indexes = json.loads(_checked(site))["indexes"]
        found = sum(one.get(what, 0) for one in indexes for what in ("missing", "stale", "extra"))
        if not found:
            return 0
        time.sleep(2)
    return found


def _checked(site: Site) -> str:
    command = [sys.executable, "manage.py", "check_search", "--json"]
    done = subprocess.run(command, cwd=ROOT, env=site.environment(), capture_output=True, text=True, check=False)
    return done.stdout.splitlines()[-1]


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=300)
    options.add_argument("--readers", type=int, default=200)
    options.add_argument("--rate", type=float, default=20, help="pages a second, all readers together")
    options.add_argument(
        "--fault", type=float, default=30, help="seconds that something is broken, and of rest after it"
    )
    sys.exit(main(**vars(options.parse_args())))
