"""Search this site and publish on it while nodes of its cluster are killed and come back. Spoils the site."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command

from cases.models import CasePage
from lab.nodes import LiveNode, cluster, wait_until_whole
from lab.publishing import Editor, behind, changes_of, compared, wait_until
from lab.searched import open_breakers, questions, served
from lab.visitors import Crowd
from search.engines import get_engine, kept
from search.standby import WithStandby

# Whose turn it is: a node that holds a copy of the index and is not the master, then the master.
VICTIMS = ("a node with the index", "the master")


def measure(ports: list[int], transports: list[int], rate: float, seconds: float, changes: int) -> dict[str, Any]:
    """Per victim what visitors saw before and after the kill. `SEARCH_URL` names the nodes; they are started here.

    `rate` is search pages a second, `seconds` how long before and after each kill, `changes` are published in each
    round, spread over it.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as data, cluster(Path(data), ports, transports) as nodes:
        call_command("rebuild_search", verbosity=0, stdout=sys.stderr)
        wait_until_whole(nodes[0], len(nodes))
        log, rng = Path(data) / "web.log", Random("nodes")
        pages = list(CasePage.objects.live().order_by("pk").values_list("pk", flat=True))
        with served(log) as port:
            rounds = []
            for place, name in enumerate(VICTIMS):
                victim, asked = _victim(nodes, master=bool(place))
                chosen = [rng.choice(pages) for _ in range(changes)]
                editor = Editor(changes_of(chosen, rng.random()), 1.5 * seconds / changes)
                with Crowd(port, questions(), rate) as crowd:
                    rounds.append({"victim": name, **_round(victim, editor, crowd, seconds, log)})
                victim.start()
                wait_until_whole(asked, len(nodes))
            wait_until(lambda: not behind())
        return {"rounds": rounds, "indexes": compared()}


def _round(victim: LiveNode, editor: Editor, crowd: Crowd, seconds: float, log: Path) -> dict[str, Any]:
    """Kill it in the middle."""
    started = time.monotonic()
    editor.start()
    time.sleep(seconds)
    killed = time.monotonic()
    before = editor.published
    victim.kill()
    opened = _most_open(log, killed + seconds)
    ended = time.monotonic()
    editor.finish()
    return {
        "before": [one.noted() for one in crowd.between(started, killed)],
        "after": [one.noted() for one in crowd.between(killed, ended)],
        "killed": killed,
        "span": ended - started,
        "published": [before, editor.published - before],
        "opened": opened,
        "written": _until_written(killed),
    }


def _most_open(log: Path, until: float) -> int:
    """The most breakers that were open at once, until this moment."""
    most = 0
    while time.monotonic() < until:
        most = max(most, open_breakers(log))
        time.sleep(0.2)
    return most


def _until_written(killed: float) -> float:
    """Seconds from the kill until the cluster has everything that was published in the round."""
    consumer = kept(get_engine())[-1].consumer()
    wait_until(lambda: not behind(consumer))
    return time.monotonic() - killed


def _victim(nodes: Sequence[LiveNode], *, master: bool) -> tuple[LiveNode, LiveNode]:
    """The node to kill, and another one to ask meanwhile."""
    state = nodes[0].get("/_cluster/state/master_node,nodes,routing_table")
    names = {key: one["name"] for key, one in state["nodes"].items()}
    engine = get_engine()
    assert isinstance(engine, WithStandby)
    held = {
        names[copy["node"]]: copy["primary"]
        for index in state["routing_table"]["indices"].values()
        for copies in index["shards"].values()
        for copy in copies
        if copy["index"].startswith("proof-") and not copy["index"].endswith("-lock") and copy["node"]
    }
    chief = names[state["master_node"]]
    others = sorted((name for name in held if name != chief), key=lambda name: not held[name])
    chosen = chief if master else others[0]
    by_name = {node.settings["node__name"]: node for node in nodes}
    return by_name[chosen], next(node for name, node in by_name.items() if name != chosen)
