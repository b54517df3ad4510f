"""Fixtures of a live Elasticsearch: one server per test process, one prefix per engine."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote, urlencode

import pytest

from search.backends.elasticsearch.address import Address, parse_address
from search.backends.elasticsearch.engine import ElasticEngine
from tests.elasticsearch.recipe import running

MakeElastic = Callable[..., ElasticEngine]
# Memory, where there is such a place: an index is made for every test, and a disk is slow at that.
_MEMORY = Path("/dev/shm")


@contextmanager
def live_address(data: Path) -> Iterator[Address]:
    """The server in `ELASTICSEARCH_URL` (written as `SEARCH_URL`), else one of our own with its data under `data`."""
    named = os.environ.get("ELASTICSEARCH_URL")
    if named:
        yield parse_address(named)
        return
    with running(data) as node:
        yield parse_address(f"{node.address}/")


def new_engine(address: Address, prefix: str | None = None, shards: int = 1) -> ElasticEngine:
    """An engine under a prefix of its own, unless told."""
    name = prefix or f"test-{secrets.token_hex(6)}"
    return ElasticEngine(replace(address, prefix=name), shards=shards, grace=0.0)


def written(address: Address) -> str:
    """The address as `SEARCH_URL` spells it, login and prefix included."""
    scheme = address.hosts[0].partition("://")[0]
    places = ",".join(host.partition("://")[2] for host in address.hosts)
    login = f"{quote(address.user, safe='')}:{quote(address.password, safe='')}@" if address.user else ""
    options = {"ca": str(address.ca or ""), "api_key": address.api_key}
    query = urlencode({name: value for name, value in options.items() if value})
    return f"{scheme}://{login}{places}/{address.prefix}{'?' if query else ''}{query}"


def forget(engine: ElasticEngine) -> None:
    """Take away everything under the prefix of this engine."""
    found = engine.client.indices.get(index=f"{engine.address.prefix}-*", expand_wildcards="all", features="aliases")
    for name in found.body:
        engine.client.indices.delete(index=name)
    engine.client.close()


@pytest.fixture(scope="session")
def elasticsearch_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Address]:
    with _data_directory(tmp_path_factory) as data, live_address(data) as address:
        yield address


@contextmanager
def _data_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK):
        with TemporaryDirectory(dir=_MEMORY, ignore_cleanup_errors=True) as directory:
            yield Path(directory)
    else:
        yield tmp_path_factory.mktemp("elasticsearch")


@pytest.fixture
def make_elastic(elasticsearch_address: Address) -> Iterator[MakeElastic]:
    """Makes engines on the live server; nothing stays behind."""
    made: list[ElasticEngine] = []

    def make(prefix: str | None = None, shards: int = 1) -> ElasticEngine:
        made.append(new_engine(elasticsearch_address, prefix, shards))
        return made[-1]

    yield make
    for engine in made:
        forget(engine)
