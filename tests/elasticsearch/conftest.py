from __future__ import annotations

from tests.elasticsearch.fixtures import elasticsearch_address, make_elastic

__all__ = ["elasticsearch_address", "make_elastic"]
