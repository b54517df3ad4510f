"""Write the index: versions decide which write wins, and a write that is done is seen by every reader."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from core.published import Document
from search.backends.elasticsearch.client import Closed, DiskFull, Missing, says_disk_is_full
from search.backends.elasticsearch.documents import DIGEST, document
from search.backends.elasticsearch.indexes import Indexes
from search.backends.elasticsearch.rebuild_lock import RebuildLock
from search.contract import Changes, EngineError, PagesRefused
from search.index.fields import KEY

_CHUNK = 500
_CHUNK_BYTES = 8 * 1024 * 1024
# How long a write waits while a rebuild switches.
_PATIENCE = 5.0
_PAUSE = 0.1
_SAMPLE = 50
_NEWER = 409
# A document the server cannot take, whoever sends it again.
_WRONG = 400

Action = dict[str, Any]


def write(client: Elasticsearch, alias: str, upserts: Sequence[Document], deletes: Iterable[int]) -> None:
    """Replace and take out pages. `deletes` may be a mapping that gives the version of each.

    :raises Missing: when there is no index.
    :raises Closed: when a rebuild keeps writers out for too long.
    :raises PagesRefused: when pages are refused because of what stands in them; the others are written.
    """
    if not client.indices.exists_alias(name=alias):  # a deletion would make an index of that name
        raise Missing("there is no index")
    refused: dict[int, str] = {}
    actions = [*_deletions(client, alias, deletes), *_upserts(upserts, refused)]
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            refused |= _send(client, alias, actions, require_alias=True, refresh=True)
            break
        except Closed:
            if time.monotonic() >= deadline:
                raise
            time.sleep(_PAUSE)
    if refused:
        raise PagesRefused(refused)


def rebuild(indexes: Indexes, records: Iterable[Document], late: Callable[[], Changes], grace: float) -> dict[int, str]:
    """A new index from `records` and then `late`; readers switch when it is complete and proven.

    Writers are shut out from just before `late` until the switch. `grace` is how many seconds readers that began
    before the switch get to finish in the old index. Gives the pages that were refused; the new index is without them.

    :raises EngineError: when another rebuild is at work, or the new index is not as it should be.
    """
    lock = RebuildLock(indexes.client, indexes.prefix)
    with lock.held():
        indexes.drop(indexes.leftovers())
        old, new = indexes.current(), indexes.create()
        try:
            wanted, refused = _fill(indexes, new, records)
            if old is not None:
                indexes.close(old)
            refused |= _add(indexes, new, late(), wanted)
            indexes.finish(new)
            _prove(indexes, new, wanted)
            lock.check()
            indexes.switch(new, old)
        except BaseException:
            if old is not None:
                indexes.reopen(old)
            indexes.drop([new])
            raise
        if old is not None:
            time.sleep(grace)
            indexes.drop([old])
        return refused


def _fill(indexes: Indexes, new: str, records: Iterable[Document]) -> tuple[dict[int, str], dict[int, str]]:
    """Page id and digest of everything written, and what was refused."""
    wanted: dict[int, str] = {}
    refused: dict[int, str] = {}

    def noted() -> Iterator[Document]:
        for record in records:
            wanted[record.page_id] = record.digest
            yield record

    refused |= _send(indexes.client, new, _upserts(noted(), refused))
    return {page_id: digest for page_id, digest in wanted.items() if page_id not in refused}, refused


def _add(indexes: Indexes, new: str, changes: Changes, wanted: dict[int, str]) -> dict[int, str]:
    """What changed meanwhile; gives what was refused. Nobody else writes here, so a deletion needs no version."""
    refused: dict[int, str] = {}
    gone = [{"_op_type": "delete", "_id": str(page_id)} for page_id in changes.deletes]
    refused |= _send(indexes.client, new, [*gone, *_upserts(changes.upserts, refused)])
    for page_id in changes.deletes:
        wanted.pop(page_id, None)
    wanted.update((record.page_id, record.digest) for record in changes.upserts if record.page_id not in refused)
    return refused


def _prove(indexes: Indexes, new: str, wanted: Mapping[int, str]) -> None:
    """Verify a new index before the alias is switched: the number of documents, and the digests of a sample.

    :raises EngineError: when it is not so; readers stay with the old index.
    """
    count = indexes.client.count(index=new)["count"]
    if count != len(wanted):
        raise EngineError(f"the new index holds {count} pages instead of {len(wanted)}")
    sample = random.sample(sorted(wanted), min(_SAMPLE, len(wanted)))
    found = indexes.client.search(
        index=new,
        query={"terms": {KEY: [str(page_id) for page_id in sample]}},
        docvalue_fields=[{"field": KEY}, {"field": DIGEST}],
        source=False,
        size=_SAMPLE,
    )
    digests = {int(hit["fields"][KEY][0]): hit["fields"][DIGEST][0] for hit in found["hits"]["hits"]}
    if any(digests.get(page_id) != wanted[page_id] for page_id in sample):
        raise EngineError("the new index does not hold what was written")


def _upserts(records: Iterable[Document], refused: dict[int, str]) -> Iterator[Action]:
    """One whose document cannot be made is noted in `refused` and does not stop the others."""
    for record in records:
        try:
            action = _upsert(record)
        except Exception as error:
            refused[record.page_id] = type(error).__name__
        else:
            yield action


def _upsert(record: Document) -> Action:
    return {
        "_op_type": "index",
        "_id": str(record.page_id),
        "_source": document(record),
        "version": record.version,
        "version_type": "external_gte",
    }


def _deletions(client: Elasticsearch, alias: str, deletes: Iterable[int]) -> list[Action]:
    """Deletions with the version the caller knows, else of what is there now."""
    versions = dict(deletes) if isinstance(deletes, Mapping) else _present(client, alias, list(deletes))
    return [
        {"_op_type": "delete", "_id": str(page_id), "version": version, "version_type": "external_gte"}
        for page_id, version in versions.items()
    ]


def _present(client: Elasticsearch, alias: str, page_ids: Sequence[int]) -> dict[int, int]:
    """The versions of those of these pages that are in the index."""
    if not page_ids:
        return {}
    found = client.mget(index=alias, ids=[str(page_id) for page_id in page_ids], source=False)
    return {int(one["_id"]): one["_version"] for one in found["docs"] if one.get("found")}


def _send(client: Elasticsearch, index: str, actions: Iterable[Action], **options: Any) -> dict[int, str]:
    """Gives the pages that were refused because of what stands in them, with the kind of error.

    :raises EngineError: for any other failure.
    """
    answers = streaming_bulk(
        client,
        actions,
        index=index,
        chunk_size=_CHUNK,
        max_chunk_bytes=_CHUNK_BYTES,
        max_retries=3,
        initial_backoff=0.5,
        max_backoff=4,
        raise_on_error=False,
        **options,
    )
    failures = [next(iter(answer.values())) for good, answer in answers if not good]
    # Neither is one: a newer write was there first; what is to go is gone.
    failures = [one for one in failures if "error" in one and one["status"] != _NEWER]
    if any(says_disk_is_full(str(one["error"])) for one in failures):
        raise DiskFull("the disk of the search server is full")
    if any(one["error"]["type"] == "cluster_block_exception" for one in failures):
        raise Closed("the index is shut for writing")
    trouble = sorted({str(one["error"]["type"]) for one in failures if one["status"] != _WRONG})
    if trouble:
        raise EngineError(f"Elasticsearch cannot write: {', '.join(trouble)}")
    return {int(one["_id"]): str(one["error"]["type"]) for one in failures}
