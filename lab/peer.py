"""Measure pages beside a Wagtail site of another: `python -m lab.peer --peer http://127.0.0.1:9001`.

The peer is the public repository `wagtail/bakerydemo` with its own demo data, production settings and SQLite, in an
environment of its own; `docs/bewijs.md` has the commands. It keeps no page: its front-end cache needs a key, and its
one kept fragment is on a page that is not asked for. Its breads are doubled, so that lists are as long as ours: 12, and
10 on a search page. Ours is the starter content under production settings, twice: with every page made for the request,
and with pages kept. All have gunicorn with two workers of four threads and DEBUG off.

`wrk` (Debian: `apt-get install wrk`) asks over four connections, without compression because the peer has none; for
ours the cost with it stands beside. Questions to our search differ each time; the peer keeps nothing of an answer.

Processor time is what the processes that listen on the port used, by `/proc`, so a busy machine matters little. Seconds
by the clock are printed too; they say something on a quiet machine only. Linux only.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import itertools
import os
import re
import shutil
import statistics
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import NamedTemporaryFile
from unittest.mock import patch
from urllib.parse import urlsplit

from benchmarks.servers import gunicorn
from benchmarks.sites import Site, starter_site
from benchmarks.tables import kilobytes, milliseconds, show, table

SCRIPT = Path(__file__).with_name("peer.wrk.lua")
CONNECTIONS, ROUNDS, WARM_UP = 4, 3, 10
_LISTENS = "0A"
_TICK = os.sysconf("SC_CLK_TCK")
# Any two of these find at least ten pages.
_WORDS = (
    "brief formulier telefoon herinnering aanvraag gemeente afspraak betalen sms website klant digitaal bericht taal "
    "meten kanaal post balie nieuwsbrief inloggen"
)
_LISTS = ("methoden", "praktijk")
_DETAIL = "/breads/anpan/"
_PLACE = re.compile(r"<loc>https?://[^/]+(/[^<]*)</loc>")


@dataclass(frozen=True)
class Pair:
    """A kind of page: addresses of ours, and the like page of the peer."""

    name: str
    ours: tuple[str, ...]
    peer: str


@dataclass(frozen=True)
class Load:
    """What one server did with one kind of page. Times in seconds per request; `processor` is that of the server."""

    processor: float
    per_second: float
    p50: float
    p95: float


def pairs(port: int) -> list[Pair]:
    """Pages of the site on `port`: all methods and cases in turn, and the method with the most results apart."""
    addresses = _PLACE.findall(get(port, "/sitemap.xml").decode())
    methods, cases = (tuple(one for one in addresses if re.fullmatch(rf"/{name}/[^/]+/", one)) for name in _LISTS)
    words = [f"/zoeken/?q={one}+{other}" for one, other in itertools.permutations(_WORDS.split(), 2)]
    Random("peer").shuffle(words)
    largest = max(methods, key=lambda address: len(get(port, address)))
    return [
        Pair("home", ("/",), "/"),
        Pair("list", ("/methoden/",), "/breads/"),
        Pair("search", tuple(words), "/search/?q=bread"),
        Pair("method", methods, _DETAIL),
        Pair("largest method", (largest,), _DETAIL),
        Pair("case", cases, _DETAIL),
    ]


def get(port: int, address: str) -> bytes:
    """The body of a page, not compressed.

    :raises RuntimeError: when it does not answer with 200.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Host": "localhost"})
        response = connection.getresponse()
        body = response.read()
    finally:
        connection.close()
    if response.status != 200:
        raise RuntimeError(f"{address} on port {port} answers {response.status}")
    return body


def processor_seconds(port: int) -> float:
    """Processor time so far of all processes that listen on this port.

    :raises RuntimeError: when there is none, or it is another user's.
    """
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    ending = f":{port:04X}"
    sockets = {f"socket:[{row[9]}]" for row in rows if row[3] == _LISTENS and row[1].endswith(ending)}
    processes = [process for process in Path("/proc").glob("[0-9]*") if _holds(process, sockets)]
    if not processes:
        raise RuntimeError(f"no process of ours listens on port {port}")
    return sum(_used(process) for process in processes)


def _holds(process: Path, sockets: set[str]) -> bool:
    try:
        return any(str(file.readlink()) in sockets for file in (process / "fd").iterdir())
    except OSError:
        return False


def _used(process: Path) -> float:
    """User and system time of a process with all its threads."""
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK


def load(port: int, addresses: Sequence[str], seconds: int, encoding: str = "") -> Load:
    """Ask for these addresses in turn for so long.

    :raises RuntimeError: when a request fails.
    """
    with NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(addresses))
        file.flush()
        command = ["wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s"]
        command += ["--timeout", "30s", "--script", str(SCRIPT), f"http://127.0.0.1:{port}/", "--", file.name]
        before = processor_seconds(port)
        done = subprocess.run([*command, *filter(None, [encoding])], capture_output=True, text=True, check=True)
        used = processor_seconds(port) - before
    requests, failed, duration, p50, p95 = map(int, done.stdout.rpartition("FOUND ")[2].split())
    if failed or not requests:
        raise RuntimeError(f"{failed} failed and {requests} answered: {addresses[0]} on port {port}")
    return Load(used / requests, requests * 1e6 / duration, p50 / 1e6, p95 / 1e6)


def write_files(site: Site, kinds: Sequence[Pair], port: int) -> dict[str, int]:
    """A static file as large as each kind of page, and packed like one; the middle size per kind in bytes."""
    sizes = {}
    directory = site.directory / "static" / "lab"
    directory.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        bodies = sorted((get(port, address) for address in kind.ours[:30]), key=len)
        body = bodies[len(bodies) // 2]
        (directory / f"{_slug(kind)}.html").write_bytes(body)
        (directory / f"{_slug(kind)}.html.gz").write_bytes(gzip.compress(body))
        sizes[kind.name] = len(body)
    return sizes


def _slug(kind: Pair) -> str:
    return kind.name.replace(" ", "-")


def middle(loads: Sequence[Load]) -> Load:
    """The round with the middle processor time."""
    return sorted(loads, key=lambda one: one.processor)[len(loads) // 2]


def compare(peer: int, made: int, kept: int, kinds: Sequence[Pair], seconds: int) -> dict[str, dict[str, Load]]:
    """Per kind of page what each server did. They take turns, so that other work hits all of them."""
    found: dict[str, dict[str, Load]] = {}
    for kind in kinds:
        file = (f"/static/lab/{_slug(kind)}.html",)
        asked: dict[str, tuple[int, Sequence[str], str]] = {
            "peer": (peer, (kind.peer,), ""),
            "made": (made, kind.ours, ""),
            "made, gzip": (made, kind.ours, "gzip"),
            "kept": (kept, kind.ours[:100], ""),
            "kept, gzip": (kept, kind.ours[:100], "gzip"),
            "file": (kept, file, ""),
            "file, gzip": (kept, file, "gzip"),
        }
        for port, addresses, encoding in asked.values():
            for address in addresses[:WARM_UP]:
                get(port, address)
            load(port, addresses, seconds, encoding)
        rounds = [
            {name: load(port, addresses, seconds, encoding) for name, (port, addresses, encoding) in asked.items()}
            for _ in range(ROUNDS)
        ]
        found[kind.name] = {name: middle([one[name] for one in rounds]) for name in asked}
    return found


def report(found: dict[str, dict[str, Load]], sizes: dict[str, int]) -> None:
    names = list(next(iter(found.values())))
    rows = [
        [
            name,
            kilobytes(sizes[name]),
            *(milliseconds(one[each].processor) for each in names),
            f"{one['peer'].processor / one['made'].processor:.2f}",
            f"{one['file'].processor / one['kept'].processor:.2f}",
        ]
        for name, one in found.items()
    ]
    head = ["page", "size", *names, "peer / made", "file / kept"]
    show("Beside the peer: processor time of the server", "Milliseconds per request.", table(head, rows))
    clock = [
        [
            name,
            *(f"{each.per_second:.0f}; {milliseconds(each.p50)} / {milliseconds(each.p95)}" for each in one.values()),
        ]
        for name, one in found.items()
    ]
    busy = f"Load of the machine just now: {os.getloadavg()[0]:.1f}."
    show("Beside the peer: by the clock", f"Requests a second; p50 / p95 in ms. {busy}", table(["page", *names], clock))
    made = [one["peer"].processor / one["made"].processor for one in found.values()]
    sys.stdout.write(f"\nMade: {statistics.geometric_mean(made):.2f} times as cheap as the peer (geometric mean).\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", required=True, help="where the peer answers, on this machine")
    parser.add_argument("--seconds", type=int, default=5, help="of each of the three rounds")
    options = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.stderr.write("wrk is missing. On Debian or Ubuntu: apt-get install wrk\n")
        return 2
    peer = urlsplit(options.peer).port or 80
    site = starter_site()
    with ExitStack() as stack:
        with patch.dict(os.environ, {"PAGE_CACHE_MB": "0"}):
            made = stack.enter_context(gunicorn(site))
        kinds = pairs(made)
        sizes = write_files(site, kinds, made)
        kept = stack.enter_context(gunicorn(site))
        report(compare(peer, made, kept, kinds, options.seconds), sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
