"""Where the pages lie: an index per generation; two aliases, to read and to write, name the one that counts."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from elasticsearch import Elasticsearch, NotFoundError

from search.backends.elasticsearch.documents import build_mapping, fingerprint, settings
from search.contract import EngineError

# How long a new index may take to get its copy on another node; after that it is switched to without.
_COPIES_SECONDS = 20
_BLOCK = "index.blocks.write"


@dataclass(frozen=True)
class Indexes:
    """All indexes of one site in the cluster. Every method may raise what the client raises."""

    client: Elasticsearch
    prefix: str
    shards: int = 1

    @property
    def read(self) -> str:
        return f"{self.prefix}-read"

    @property
    def write(self) -> str:
        return f"{self.prefix}-write"

    def current(self) -> str | None:
        """The index that counts, or None when there is none."""
        try:
            return next(iter(self.client.indices.get_alias(name=self.read).body), None)
        except NotFoundError:
            return None

    def create(self) -> str:
        """Create an empty index that no alias points at yet."""
        name = f"{self.prefix}-{fingerprint()}-{int(time.time())}-{secrets.token_hex(3)}"
        self.client.indices.create(
            index=name,
            settings=settings(self.shards),
            mappings=build_mapping().to_dict(),
            wait_for_active_shards=1,
        )
        return name

    def finish(self, name: str) -> None:
        """A filled index becomes as readers need it: everything shown, a copy on another node where there is one."""
        self.client.indices.refresh(index=name)
        ready: dict[str, Any] = {"auto_expand_replicas": "0-1", "refresh_interval": "1s"}
        self.client.indices.put_settings(index=name, settings={"index": ready})
        self.client.options(request_timeout=_COPIES_SECONDS + 5, ignore_status=408).cluster.health(
            index=name, wait_for_status="green", timeout=f"{_COPIES_SECONDS}s"
        )

    def close(self, name: str) -> None:
        """Shut out writers; returns when the last one at work is done."""
        self.client.indices.add_block(index=name, block="write")

    def reopen(self, name: str) -> None:
        self.client.indices.put_settings(index=name, settings={_BLOCK: None})

    def is_closed(self, name: str) -> bool:
        found = self.client.indices.get_settings(index=name, name=_BLOCK, flat_settings=True)
        return any(one["settings"].get(_BLOCK) == "true" for one in found.body.values())

    def switch(self, name: str, old: str | None) -> None:
        """Move both aliases in one step, and only when `old` still is the one that counts."""
        actions: list[dict[str, Any]] = [
            {"add": {"index": name, "alias": self.read}},
            {"add": {"index": name, "alias": self.write, "is_write_index": True}},
        ]
        if old is not None:
            actions += [
                {"remove": {"index": old, "alias": alias, "must_exist": True}} for alias in (self.read, self.write)
            ]
        elif self.current() is not None:
            raise EngineError("another rebuild was quicker")
        self.client.indices.update_aliases(actions=actions)

    def drop(self, names: Iterable[str]) -> None:
        for name in names:
            self.client.indices.delete(index=name, ignore_unavailable=True)

    def leftovers(self) -> list[str]:
        """Indexes of ours that do not count: old ones, and ones that were never finished."""
        found = self.client.indices.get_alias(index=f"{self.prefix}-*", expand_wildcards="all").body
        current = self.current()
        # One that has the name of an alias would be in its way; a deletion without an alias can make it.
        return [name for name in found if name in (self.read, self.write) or (self.made_with(name) and name != current)]

    def made_with(self, name: str) -> str | None:
        """The fingerprint in the name of one of our indexes, or None when it is not one."""
        parts = name.removeprefix(f"{self.prefix}-").split("-")
        ours = name.startswith(f"{self.prefix}-") and len(parts) == 3 and len(parts[0]) == 12 and parts[1].isdigit()
        return parts[0] if ours else None
