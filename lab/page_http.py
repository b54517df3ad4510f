"""Ask a server for pages from outside, one after the other on a connection that stays open. Needs no Django."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping, Sequence
from threading import Thread
from urllib.parse import quote

from lab.tables import percentile

ROUNDS = 60
CLIENTS = 50
_KEPT = "/?&=%+"


def times_of(port: int, addresses: Mapping[str, Sequence[str]]) -> dict[str, tuple[float, float]]:
    """p50 and p95 in seconds per kind, one request at a time, after a round to warm up."""
    return {kind: _times(port, sample) for kind, sample in addresses.items()}


def _times(port: int, sample: Sequence[str]) -> tuple[float, float]:
    found = _ask(port, [*sample, *sample][: 2 * len(sample)])
    found = _ask(port, [sample[place % len(sample)] for place in range(max(ROUNDS, len(sample)))])
    return percentile(found, 0.5), percentile(found, 0.95)


def requests_per_second(port: int, sample: Sequence[str], seconds: float = 5.0) -> float:
    """How many pages the server gives in a second to fifty visitors at once."""
    done: list[int] = []
    until = time.monotonic() + seconds

    def visit(first: int) -> None:
        count = 0
        while time.monotonic() < until:
            _ask(port, [sample[(first + count) % len(sample)]])
            count += 1
        done.append(count)

    visitors = [Thread(target=visit, args=(number,)) for number in range(CLIENTS)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    return sum(done) / seconds


def _ask(port: int, addresses: Sequence[str]) -> list[float]:
    """Seconds per answer.

    :raises RuntimeError: when a page does not answer with 200.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times = []
    for address in addresses:
        started = time.perf_counter()
        connection.request("GET", quote(address, safe=_KEPT), headers={"Host": "localhost"})
        response = connection.getresponse()
        response.read()
        times.append(time.perf_counter() - started)
        if response.status != 200:
            raise RuntimeError(f"{address} answers {response.status}")
    connection.close()
    return times
