"""Real Elasticsearch nodes that are killed, hung and started again on the same data and ports. Needs no Django."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.elasticsearch.recipe import Node, launch, stop, wait_until_ready

_PATIENCE = 300.0  # seconds; on a busy machine one start in forty takes minutes


@dataclass
class LiveNode:
    """A node with its data under `data`, reached at `port`."""

    data: Path
    port: int
    node: Node | None = None

    def start(self) -> None:
        """:raises AssertionError: when it does not answer in time."""
        self.node = launch(self.data, self.port)
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
