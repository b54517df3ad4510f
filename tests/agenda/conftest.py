from __future__ import annotations

from tests.editors import administrator, login, publisher, writer
from tests.search.conftest import embedded, engine, own_index, site_engine, worker

__all__ = [
    "administrator",
    "embedded",
    "engine",
    "login",
    "own_index",
    "publisher",
    "site_engine",
    "worker",
    "writer",
]
