"""Real Elasticsearch nodes that are killed, hung and started again on the same data and ports. Needs no Django."""

from __future__ import annotations

import json
import signal
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.elasticsearch.recipe import Node, launch, stop, wait_until_ready

# Seconds; on a busy machine one start in forty takes minutes.
_PATIENCE = 300.0


@dataclass
class LiveNode:
    """A node with its data under `data`, reached at `port`; `settings` with `__` for every dot, none for a lone one."""

    data: Path
    port: int
    settings: dict[str, str] = field(default_factory=dict)
    node: Node | None = None

    def launch(self) -> None:
        self.node = launch(self.data, self.port, **self.settings)

    def start(self) -> None:
        """:raises AssertionError: when it is not there in time."""
        self.launch()
        self.wait()

    def wait(self) -> None:
        """Until it answers."""
        wait_until_ready(self._running, _PATIENCE)

    def kill(self) -> None:
        """`kill -9`."""
        self._running.process.kill()
        self._running.process.wait()

    def hang(self) -> None:
        """Connections are still accepted, by the system; nothing is answered."""
        self._running.process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._running.process.send_signal(signal.SIGCONT)

    def stop(self) -> None:
        if self.node is not None and self.node.process.poll() is None:
            self.go_on()
            stop(self.node)

    def get(self, path: str) -> Any:
        """:raises OSError: when it does not answer."""
        with urllib.request.urlopen(f"{self._running.address}{path}", timeout=30) as answer:  # noqa: S310
            return json.load(answer)

    @property
    def _running(self) -> Node:
        assert self.node is not None
        return self.node


@contextmanager
def alone(data: Path, port: int) -> Iterator[LiveNode]:
    """One node, ready."""
    node = LiveNode(data, port)
    try:
        node.start()
        yield node
    finally:
        node.stop()


@contextmanager
def cluster(data: Path, ports: Sequence[int], transports: Sequence[int]) -> Iterator[list[LiveNode]]:
    """A node per port, together one cluster, ready; each keeps its name and both its ports when it comes back."""
    names = [f"node-{place}" for place in range(len(ports))]
    shared = {
        "cluster__name": "proof",
        "discovery__seed_hosts": ",".join(f"127.0.0.1:{port}" for port in transports),
        "cluster__initial_master_nodes": ",".join(names),
    }
    nodes = [
        LiveNode(data / name, port, {**shared, "node__name": name, "transport__port": str(transport)})
        for name, port, transport in zip(names, ports, transports, strict=True)
    ]
    try:
        for node in nodes:
            node.launch()
        for node in nodes:
            node.wait()
        wait_until_whole(nodes[0], len(nodes))
        yield nodes
    finally:
        for node in nodes:
            node.stop()


def wait_until_whole(node: LiveNode, count: int) -> None:
    """Until so many nodes are together and every copy of every index is where it should be.

    :raises TimeoutError: when that takes too long.
    """
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            health = node.get("/_cluster/health?wait_for_status=green&timeout=5s")
        except OSError:
            health = {}
        if health.get("status") == "green" and health.get("number_of_nodes") == count:
            return
        time.sleep(0.2)
    raise TimeoutError("the cluster does not become whole")
