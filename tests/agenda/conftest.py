from __future__ import annotations

from tests.editors import administrator, login, publisher, writer
from tests.elasticsearch.fixtures import elasticsearch_address, make_elastic
from tests.search.conftest import embedded, engine, own_index, site_engine, worker

__all__ = [
    "administrator",
    "elasticsearch_address",
    "embedded",
    "engine",
    "login",
    "make_elastic",
    "own_index",
    "publisher",
    "site_engine",
    "worker",
    "writer",
]
