from __future__ import annotations

from tests.search.conftest import embedded, engine, own_index, site_engine, worker

__all__ = ["embedded", "engine", "own_index", "site_engine", "worker"]
