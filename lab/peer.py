"""Measure pages beside a Wagtail site of another: `python -m lab.peer --peer http://127.0.0.1:9001`.

The peer is the public repository `wagtail/bakerydemo` with its own demo data, production settings and SQLite, in an
environment of its own; `docs/bewijs.md` has the commands. It keeps no page: its front-end cache needs a key, and its
one kept fragment is on a page that is not asked for. Its breads are doubled, so that lists are as long as ours: 12, and
10 on a search page. Ours is the starter content under production settings, twice: with every page made for the request,
and with pages kept. All have gunicorn with two workers of four threads and DEBUG off.

Processor time is what the processes that listen on the port used, by `/proc` (Linux only), so a busy machine matters
little. Pages are asked for without compression, because the peer has none. Questions to our search differ each time;
the peer keeps nothing of an answer. Requests a second, on a quiet machine: `wrk -t1 -c4 -d5s --latency ADDRESS`.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import os
import re
import statistics
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest.mock import patch
from urllib.parse import urlsplit

from lab.servers import serving
from lab.sites import Site, starter_site
from lab.tables import kilobytes, milliseconds, show, table

ROUNDS, WARM_UP, BATCH = 3, 8, 20
ENOUGH = 0.5  # seconds of processor time a round
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
class Server:
    """A server on this machine."""

    name: str
    port: int


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
        Pair("largest-method", (largest,), _DETAIL),
        Pair("case", cases, _DETAIL),
    ]


def get(port: int, address: str, connection: http.client.HTTPConnection | None = None) -> bytes:
    """The body of a page as it was sent without compression, over a connection of its own if none is given.

    :raises RuntimeError: when it does not answer with 200.
    """
    used = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    used.request("GET", address, headers={"Host": "localhost", "Accept-Encoding": "identity"})
    response = used.getresponse()
    body = response.read()
    if connection is None:
        used.close()
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


def processor_per_request(server: Server, addresses: Iterator[str]) -> float:
    """Seconds of the server's processor time a request, over as many as take `ENOUGH` of it.

    One after the other, so that none is under way when the time is read.

    :raises RuntimeError: when a page does not answer with 200.
    """
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    before, used, count = processor_seconds(server.port), 0.0, 0
    while used < ENOUGH:
        for address in itertools.islice(addresses, BATCH):
            get(server.port, address, connection)
        count += BATCH
        used = processor_seconds(server.port) - before
    connection.close()
    return used / count


def write_files(site: Site, kinds: Sequence[Pair], port: int) -> dict[str, int]:
    """A static file as large as each kind of page; the middle size per kind in bytes."""
    sizes = {}
    directory = site.directory / "static" / "lab"
    directory.mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        bodies = sorted((get(port, address) for address in kind.ours[:30]), key=len)
        body = bodies[len(bodies) // 2]
        (directory / f"{kind.name}.html").write_bytes(body)
        sizes[kind.name] = len(body)
    return sizes


def addresses_of(kind: Pair, server: Server) -> Sequence[str]:
    if server.name == "peer":
        return (kind.peer,)
    if server.name.startswith("file"):
        return (f"/static/lab/{kind.name}.html",)
    return kind.ours[:BATCH] if server.name.startswith("kept") else kind.ours


def compare(servers: Sequence[Server], kind: Pair) -> dict[str, float]:
    """Processor seconds a request of each server: the middle of `ROUNDS`, in which they take turns."""
    asked = {server: itertools.cycle(addresses_of(kind, server)) for server in servers}
    for server in servers:
        # A page is kept by each worker, once it was asked for twice.
        for address in [*addresses_of(kind, server)[:BATCH]] * (WARM_UP if server.name.startswith("kept") else 1):
            get(server.port, address)
    rounds = [{each.name: processor_per_request(each, asked[each]) for each in servers} for _ in range(ROUNDS)]
    return {each.name: statistics.median(one[each.name] for one in rounds) for each in servers}


def report(servers: Sequence[Server], kinds: Sequence[Pair], sizes: dict[str, int]) -> None:
    names = [server.name for server in servers]
    rows = []
    for kind in kinds:
        found = compare(servers, kind)
        ratios = f"{found['peer'] / found['made']:.2f}", f"{found['file'] / found['kept']:.2f}"
        rows.append([kind.name, kilobytes(sizes[kind.name]), *(milliseconds(found[each]) for each in names), *ratios])
    head = ["page", "size", *names, "peer / made", "file / kept"]
    show("Beside the peer: processor time of the server, ms a request", table(head, rows))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer", required=True, help="where the peer answers, on this machine")
    options = parser.parse_args()
    site = starter_site()
    with ExitStack() as stack:
        with patch.dict(os.environ, {"PAGE_CACHE_MB": "0"}):
            made = stack.enter_context(serving(site)).port
        kinds = pairs(made)
        sizes = write_files(site, kinds, made)
        kept = stack.enter_context(serving(site)).port
        ports = {"peer": urlsplit(options.peer).port or 80, "made": made, "kept": kept, "file": kept}
        servers = [Server(name, port) for name, port in ports.items()]
        report(servers, kinds, sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main())
