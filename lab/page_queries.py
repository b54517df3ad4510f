"""Queries and time of every kind of page of this site, in this process, with everything warm."""

from __future__ import annotations

import time
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lab.page_addresses import addresses
from lab.tables import percentile

ROUNDS = 60


def measure() -> dict[str, Any]:
    """Per kind: fewest and most queries over its sample, p50 and p95 in seconds, and bytes of the largest page.

    :raises RuntimeError: when a page does not answer with 200.
    """
    return {kind: _measure(sample) for kind, sample in addresses().items()}


def _measure(sample: list[str]) -> dict[str, Any]:
    client = Client()
    queries, sizes, times = [], [], []
    for address in sample:
        _get(client, address)
        with CaptureQueriesContext(connection) as captured:
            sizes.append(len(_get(client, address)))
        queries.append(len(captured))
    for place in range(max(ROUNDS, len(sample))):
        started = time.perf_counter()
        _get(client, sample[place % len(sample)])
        times.append(time.perf_counter() - started)
    return {
        "queries": [min(queries), max(queries)],
        "p50": percentile(times, 0.5),
        "p95": percentile(times, 0.95),
        "bytes": max(sizes),
    }


def _get(client: Client, address: str) -> bytes:
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")
    return bytes(response.content)
