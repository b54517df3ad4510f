"""Read queries. Enforce the request deadline and reject partial results."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch

from search.backends.elasticsearch.client import Unavailable, read_timeout
from search.backends.elasticsearch.documents import DIGEST, WORDS
from search.backends.elasticsearch.queries import spell, spell_scored
from search.contract import Query
from search.contract.query_plan import Clause
from search.index.fields import KEY
from search.query.planner import in_results, of_pages, text_clause

# A server gives 65,536 buckets at most.
_WORDS_AT_ONCE = 50_000
_DIGESTS_AT_ONCE = 5_000


@dataclass(frozen=True)
class Reader:
    """Questions to one index (or alias). Every method may raise what the client raises."""

    client: Elasticsearch
    index: str

    def search(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """The whole answer.

        :raises Unavailable: when the server could not answer in full in time.
        """
        seconds = read_timeout()
        found = self.client.options(request_timeout=seconds).search(
            index=self.index,
            body={**request, "timeout": f"{int(seconds * 1000)}ms"},
            allow_partial_search_results=False,
        )
        if found["timed_out"] or found["_shards"]["failed"]:
            raise Unavailable("Elasticsearch answers in part only")
        answer: Mapping[str, Any] = found.body
        return answer

    def count_each(self, clauses: Sequence[Clause]) -> list[int]:
        """How many pages each clause finds, in one request."""
        if not clauses:
            return []
        # By place: a name in a request has its own rules.
        filters = {str(place): spell(clause) for place, clause in enumerate(clauses)}
        found = self.search({"size": 0, "aggs": {"found": {"filters": {"filters": filters}}}})
        buckets = found["aggregations"]["found"]["buckets"]
        return [int(buckets[name]["doc_count"]) for name in filters]

    def reached(self, query: Query) -> int:
        """The highest minimum below the one of the query that enough pages reach, else 1. None asked when it is 2."""
        low, high = 1, query.minimum - 1
        while low < high:
            middle = (low + high + 1) // 2
            [count] = self.count_each([in_results(text_clause(query, middle))])
            low, high = (middle, high) if count >= query.enough else (low, middle - 1)
        return low

    def scores(self, clauses: Sequence[Clause], page_ids: Collection[int]) -> list[dict[int, float]]:
        """Per clause the score of those of these pages that it finds, in one request.

        :raises Unavailable: when the server could not answer in full in time.
        """
        if not clauses:
            return []
        seconds = read_timeout()
        rest = {"size": len(page_ids), "_source": False, "timeout": f"{int(seconds * 1000)}ms"}
        searches: list[dict[str, Any]] = []
        for clause in clauses:
            asked = {"query": spell_scored(of_pages(clause, page_ids)), **rest}
            searches += [{"allow_partial_search_results": False}, asked]
        answers = self.client.options(request_timeout=seconds).msearch(index=self.index, searches=searches)["responses"]
        if any("error" in one or one["timed_out"] or one["_shards"]["failed"] for one in answers):
            raise Unavailable("Elasticsearch answers in part only")
        return [{int(hit["_id"]): hit["_score"] for hit in one["hits"]["hits"]} for one in answers]

    def words(self) -> dict[str, int]:
        """Every word with the number of pages that hold it, in as many parts as the server wants."""
        parts = 1
        while True:
            words: dict[str, int] = {}
            for part in range(parts):
                terms = {"field": WORDS, "size": _WORDS_AT_ONCE, **_part(part, parts)}
                body = {"size": 0, "aggs": {"words": {"terms": terms}}}
                found = self.client.search(index=self.index, body=body)["aggregations"]["words"]
                if found["sum_other_doc_count"]:
                    break
                words.update((one["key"], one["doc_count"]) for one in found["buckets"])
            else:
                return words
            parts *= 4

    def digests(self) -> dict[int, str]:
        """(page id, digest) of every document, read as one point-in-time snapshot."""
        return {int(hit["fields"][KEY][0]): hit["fields"][DIGEST][0] for hit in self._everything([KEY, DIGEST])}

    def versions(self) -> dict[int, int]:
        """(page id, version) of every document, read as one point-in-time snapshot."""
        return {int(hit["fields"][KEY][0]): hit["_version"] for hit in self._everything([KEY])}

    def _everything(self, fields: list[str]) -> Iterator[Mapping[str, Any]]:
        """Every document there was when it began, with these fields and its version."""
        moment = self.client.open_point_in_time(index=self.index, keep_alive="1m")["id"]
        after: dict[str, Any] = {}
        try:
            while True:
                body = {
                    "pit": {"id": moment, "keep_alive": "1m"},
                    "sort": ["_shard_doc"],
                    "size": _DIGESTS_AT_ONCE,
                    "docvalue_fields": fields,
                    "version": True,
                    "_source": False,
                    "track_total_hits": False,
                    **after,
                }
                hits = self.client.search(body=body)["hits"]["hits"]
                yield from hits
                if len(hits) < _DIGESTS_AT_ONCE:
                    return
                after = {"search_after": hits[-1]["sort"]}
        finally:
            self.client.options(ignore_status=404).close_point_in_time(id=moment)

    def stamp(self) -> str:
        """The index that counts and the number of writes each of its parts has had."""
        found = self.client.options(request_timeout=read_timeout()).indices.stats(
            index=self.index, metric="docs", level="shards"
        )
        return "+".join(
            f"{name}:{copy['seq_no']['max_seq_no']}"
            for name, one in sorted(found["indices"].items())
            for _, copies in sorted(one["shards"].items())
            for copy in copies
            if copy["routing"]["primary"]
        )


def _part(part: int, parts: int) -> dict[str, Any]:
    return {"include": {"partition": part, "num_partitions": parts}} if parts > 1 else {}
