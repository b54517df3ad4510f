"""One of three Elasticsearch nodes is killed under search and publishing: `python -m lab lost_node seconds=25`.

First a node that holds the index and is not the master, then, when all three are there again, the master. The site is a
production server with two workers whose `SEARCH_URL` names all three.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from lab.load import Crowd, Visit, count, times
from lab.nodes import LiveNode, cluster, wait_until_whole
from lab.pages import searches
from lab.publishing import Editor, behind, changes_of, compared, fresh_index, lost_or_extra, served, wait_until

_HEAD = ["killed", "pages", "asked", "a second", "failed", "by the copy", "by titles alone", "p50 / p95 / largest, ms"]


def measure(
    ports: list[int], transports: list[int], *, rate: float = 20.0, seconds: float = 25.0, changes: int = 40
) -> dict[str, Any]:
    """No page may fail and nothing may be lost. `seconds` is before and after each kill, `changes` in each round."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as data, cluster(Path(data), ports, transports) as nodes:
        pages, rng, rows, seen = fresh_index(), Random("nodes"), [], []
        wait_until_whole(nodes[0], len(nodes))
        with served(Path(data) / "web.log") as port:
            for name in ("a node with the index", "the master"):
                victim, other = _victim(nodes, master=name == "the master")
                editor = Editor(changes_of(rng.choices(pages, k=changes), rng.random()), 1.5 * seconds / changes)
                with Crowd(port, searches(), rate) as crowd:
                    moments = _kill_halfway(victim, editor, seconds)
                victim.start()
                wait_until_whole(other, len(nodes))
                for when, start, end in zip(("before", "after"), moments, moments[1:], strict=False):
                    found = crowd.between(start, end)
                    rows.append([name, when, *_row(found, seconds)])
                    seen += found
            wait_until(lambda: not behind())
        return {
            "title": f"One of {len(nodes)} nodes is killed under {rate:g} searches a second",
            "tables": [[_HEAD, rows]],
            "notes": [f"{2 * changes} changes were published."],
            "problems": problems(seen) + lost_or_extra(compared()),
        }


def problems(seen: Sequence[Visit]) -> list[str]:
    wrong = {"a page failed": count(seen, "failed"), "only titles were looked at": count(seen, "is_plain")}
    return [what for what, number in wrong.items() if number]


def _row(seen: Sequence[Visit], seconds: float) -> list[Any]:
    counts = [count(seen, what) for what in ("failed", "by_copy", "is_plain")]
    return [len(seen), f"{len(seen) / seconds:.1f}", *counts, times(seen)]


def _kill_halfway(victim: LiveNode, editor: Editor, seconds: float) -> tuple[float, float, float]:
    """The moments of the start, the kill and the end."""
    started = time.monotonic()
    editor.start()
    time.sleep(seconds)
    killed = time.monotonic()
    victim.kill()
    time.sleep(seconds)
    ended = time.monotonic()
    editor.finish()
    return started, killed, ended


def _victim(nodes: Sequence[LiveNode], *, master: bool) -> tuple[LiveNode, LiveNode]:
    """The node to kill, and another one to ask meanwhile."""
    state = nodes[0].get("/_cluster/state/master_node,nodes,routing_table")
    names = {key: one["name"] for key, one in state["nodes"].items()}
    chief = names[state["master_node"]]
    held = {
        names[copy["node"]]: copy["primary"]
        for index in state["routing_table"]["indices"].values()
        for copies in index["shards"].values()
        for copy in copies
        if copy["index"].startswith("proof-") and not copy["index"].endswith("-lock") and copy["node"]
    }
    chosen = chief if master else min((name for name in held if name != chief), key=lambda name: not held[name])
    by_name = {node.settings["node__name"]: node for node in nodes}
    return by_name[chosen], next(node for name, node in by_name.items() if name != chosen)
