"""One rebuild at a time in the whole cluster: a document that its holder renews, and another may take when old."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from elasticsearch import ConflictError, Elasticsearch, NotFoundError

from search.contract import EngineError

_ID = "rebuild"
RENEW_EVERY = 10.0
# Not renewed for so long: its holder is dead.
DEAD_AFTER = 60.0
_MAPPING = {"dynamic": False, "properties": {}}
_SETTINGS = {"index": {"number_of_shards": 1, "auto_expand_replicas": "0-1"}}

# The place of a version of the document, to change only that one.
Place = dict[str, Any]


@dataclass
class RebuildLock:
    """Compare-and-swap on one document, so that of two that want it exactly one gets it."""

    client: Elasticsearch
    prefix: str
    _owner: str = field(default_factory=lambda: secrets.token_hex(8))
    _place: Place = field(default_factory=dict)

    @property
    def index(self) -> str:
        return f"{self.prefix}-lock"

    @contextmanager
    def held(self) -> Iterator[None]:
        """:raises EngineError: when another rebuild is at work."""
        self._take()
        done = threading.Event()
        thread = threading.Thread(target=self._keep, args=(done,), name="search-rebuild-lock", daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()
            self._release()

    def check(self) -> None:
        """:raises EngineError: when another took the lock meanwhile, because this process slept for too long."""
        self._renew()

    def _take(self) -> None:
        self.client.options(ignore_status=400).indices.create(
            index=self.index, mappings=_MAPPING, settings=_SETTINGS, wait_for_active_shards=1
        )
        try:
            self._write(op_type="create")
        except ConflictError:
            self._take_over()

    def _take_over(self) -> None:
        busy = EngineError("another rebuild is at work")
        try:
            found = self.client.get(index=self.index, id=_ID).body
            if time.time() - found["_source"]["at"] < DEAD_AFTER:
                raise busy
            self._write(if_seq_no=found["_seq_no"], if_primary_term=found["_primary_term"])
        except (ConflictError, NotFoundError):
            raise busy from None

    def _renew(self) -> None:
        try:
            self._write(**self._place)
        except ConflictError:
            raise EngineError("another rebuild took over") from None

    def _write(self, **how: Any) -> None:
        found = self.client.index(
            index=self.index, id=_ID, document={"owner": self._owner, "at": time.time()}, refresh=False, **how
        )
        self._place = {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}

    def _keep(self, done: threading.Event) -> None:
        while not done.wait(RENEW_EVERY):
            try:
                self._renew()
            except Exception:
                return  # `check` finds out before the switch

    def _release(self) -> None:
        self.client.options(ignore_status=[404, 409]).delete(index=self.index, id=_ID, **self._place)
