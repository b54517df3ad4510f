"""The Elasticsearch engine. This package is the only one that imports its client."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from elasticsearch import Elasticsearch

from core.published import Document
from search.backends.elasticsearch import writer
from search.backends.elasticsearch.address import Address
from search.backends.elasticsearch.client import Missing, Unavailable, connect, engine_errors, read_timeout
from search.backends.elasticsearch.documents import fingerprint
from search.backends.elasticsearch.indexes import Indexes
from search.backends.elasticsearch.pruning import pruned
from search.backends.elasticsearch.reading import Reader
from search.backends.elasticsearch.requests import count_reached, facets, page_request, reached
from search.contract import Answer, Changes, EngineError, Hit, Query, Question, Sort
from search.contract.query_plan import Clause
from search.index.fields import STORED
from search.index.stored_fields import StoredFields
from search.query.planner import text_clause


@dataclass(eq=False)
class ElasticEngine:
    """An index in a cluster, shared by any number of hosts. `grace` is how long an old one outlives a switch."""

    address: Address
    shards: int = 1
    grace: float = 2.0
    name: str = "elasticsearch"
    client: Elasticsearch = field(init=False, repr=False)
    indexes: Indexes = field(init=False)
    reader: Reader = field(init=False)

    def __post_init__(self) -> None:
        self.client = connect(self.address)
        self.indexes = Indexes(self.client, self.address.prefix, self.shards)
        self.reader = Reader(self.client, self.indexes.read)

    def consumer(self) -> str:
        """One name per cluster and prefix: an index elsewhere has missed other changes."""
        with engine_errors("the cluster cannot be reached"):
            state = self.client.options(request_timeout=read_timeout()).cluster.state(metric="version")
            return f"elasticsearch-{state['cluster_uuid']}-{self.address.prefix}"[:100]

    def answer(self, question: Question, query: Query, hidden: frozenset[int] = frozenset()) -> Answer:
        """In one request; a few when too few pages hold enough of the words."""
        with engine_errors("the index cannot answer"):
            query = pruned(query, self.reader.count_each)
            minimum = query.minimum
            found = self._ask(question, query, hidden, minimum, counted=minimum > 1)
            if minimum > 1 and reached(found["aggregations"]) < query.enough:
                minimum = self.reader.reached(query)
                found = self._ask(question, query, hidden, minimum)
            return Answer(
                question=question,
                hits=tuple(_hit(hit, query) for hit in found["hits"]["hits"]),
                total=found["hits"]["total"]["value"],
                facets=facets(found["aggregations"], question.filters),
                engine=self.name,
                minimum=minimum,
            )

    def write(self, upserts: Sequence[Document], deletes: Iterable[int]) -> None:
        with engine_errors("the index cannot be written"):
            writer.write(self.client, self.indexes.write, upserts, deletes)

    def rebuild(self, records: Iterable[Document], late: Callable[[], Changes]) -> Mapping[int, str]:
        with engine_errors("the index cannot be made anew"):
            return writer.rebuild(self.indexes, records, late, self.grace)

    def digests(self) -> Mapping[int, str]:
        with engine_errors("the index cannot be read"):
            return self.reader.digests()

    def versions(self) -> Mapping[int, int]:
        with engine_errors("the index cannot be read"):
            return self.reader.versions()

    def words(self) -> Mapping[str, int]:
        with engine_errors("the words of the index cannot be read"):
            return self.reader.words()

    def count_each(self, clauses: Sequence[Clause]) -> Sequence[int]:
        with engine_errors("the index cannot be read"):
            return self.reader.count_each(clauses)

    def scores(self, clauses: Sequence[Clause], page_ids: Collection[int]) -> Sequence[Mapping[int, float]]:
        with engine_errors("the index cannot be read"):
            return self.reader.scores(clauses, page_ids)

    def stamp(self) -> str:
        with engine_errors("the index cannot be read"):
            return self.reader.stamp()

    def problem(self) -> str | None:
        try:
            with engine_errors("the cluster cannot be asked"):
                quick = Indexes(self.client.options(request_timeout=read_timeout()), self.address.prefix)
                current = quick.current()
                if current is None:
                    return "the search index is missing"
                if quick.made_with(current) != fingerprint():
                    return "the search index is of another version of the site"
                if quick.is_closed(current):
                    return "the search index is shut by a rebuild that did not finish"
                if quick.client.cluster.health(index=current)["status"] == "red":
                    return "Elasticsearch has lost a part of the search index"
        except Missing:
            return "the search index is missing"
        except Unavailable:
            return "Elasticsearch does not answer"
        except EngineError:
            return "Elasticsearch refuses to answer"
        return None

    def _ask(
        self, question: Question, query: Query, hidden: frozenset[int], minimum: int, *, counted: bool = False
    ) -> Mapping[str, Any]:
        text = text_clause(query, minimum)
        scored = question.sort is Sort.RELEVANCE and not query.is_empty
        request = page_request(question, text, scored=scored, hidden=hidden)
        if counted:
            count_reached(request, text)
        return self.reader.search(request)


def _hit(found: Mapping[str, Any], query: Query) -> Hit:
    return StoredFields.unpack(found["_source"][STORED].encode()).hit(found["_score"] or 0.0, query.marks)
