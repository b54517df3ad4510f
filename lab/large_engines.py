"""The engines of `large_index`, as a process of a measurement gets them: by name, with where the index lies."""

from __future__ import annotations

from pathlib import Path

from search.contract import Changes, Engine
from search.elastic import client
from search.elastic.address import parse_address
from search.elastic.engine import ElasticEngine
from search.embedded.engine import EmbeddedEngine
from search.embedded.remembered import Remembered

EMBEDDED, ELASTICSEARCH = "embedded", "elasticsearch"
ENGINES = (EMBEDDED, ELASTICSEARCH)


def engine_at(name: str, place: str) -> Engine:
    """`place` is a directory for the embedded engine, and an address with a prefix for Elasticsearch."""
    if name == EMBEDDED:
        # Every question counts its facets, also when it was asked before.
        return EmbeddedEngine(Path(place), remembered=Remembered(0))
    # A busy machine is measured, not given up.
    client.READ_TIMEOUT = client.WRITE_TIMEOUT
    return ElasticEngine(parse_address(place), grace=0.0)


def no_changes() -> Changes:
    return Changes()


def bytes_of(engine: Engine) -> int:
    """The index that counts, as it lies on disk."""
    if isinstance(engine, EmbeddedEngine):
        current = engine.directory / (engine.directory / "CURRENT").read_text().strip()
        return sum(path.stat().st_size for path in current.iterdir())
    assert isinstance(engine, ElasticEngine)
    found = engine.client.indices.stats(index=engine.indexes.read, metric="store")
    return int(found["_all"]["primaries"]["store"]["size_in_bytes"])
