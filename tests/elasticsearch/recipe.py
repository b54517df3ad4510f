"""A real Elasticsearch without Docker: the server's public Java artifacts, laid out as it wants them, and a launcher.

Only the core: no scripts, no language analyzers, no `GET /`. Search needs none of them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.starter import needs
from tests.starter.once import made_once

HERE = Path(__file__).parent
POM = HERE / "pom.xml"
LAUNCHER = HERE / "Launcher.java"
START_SECONDS = 90.0
_MODULE = "transport-netty4"
_IN_MODULE = ("transport-netty4", "netty-", "elasticsearch-ssl-config")
_DESCRIPTORS = f"META-INF/es-plugins/{_MODULE}/"


@dataclass(frozen=True)
class Node:
    """A running server; `address` has no slash at its end."""

    address: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def version(self) -> str:
        nodes = _get(f"{self.address}/_nodes?filter_path=nodes.*.version")["nodes"]
        return str(next(iter(nodes.values()))["version"])


def version() -> str:
    """The version the recipe fetches."""
    found = re.search(r"<elasticsearch.version>(.+)</elasticsearch.version>", POM.read_text())
    assert found
    return found[1]


def installed() -> Path:
    """The home of the server, fetched once per machine into the user's cache (40 MB)."""
    jdk, maven = needs.jdk(), needs.maven()
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "optimaal-digitaal"
    cache.mkdir(parents=True, exist_ok=True)
    assert jdk
    return made_once(cache / f"elasticsearch-{version()}", lambda home: _install(maven, home))


def _install(maven: str, home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    library, module = home / "lib", home / "modules" / _MODULE
    for directory in (library, module, home / "config", home / "plugins"):
        directory.mkdir(parents=True)
    finished = subprocess.run(
        [maven, "-B", "-q", "-f", str(POM), "dependency:copy-dependencies", f"-DoutputDirectory={library}"],
        text=True,
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    for jar in library.glob("*.jar"):
        if jar.name.startswith(_IN_MODULE):
            jar.rename(module / jar.name)
    with zipfile.ZipFile(next(module.glob(f"{_MODULE}-*.jar"))) as jar_of_module:
        for name in jar_of_module.namelist():
            if name.startswith(_DESCRIPTORS) and not name.endswith("/"):
                (module / Path(name).name).write_bytes(jar_of_module.read(name))


@contextmanager
def running(data: Path, port: int | None = None, **settings: str) -> Iterator[Node]:
    """A server with its data under `data` until the end of the block; `settings` with `__` for every dot in a name."""
    node = launch(data, port, **settings)
    try:
        wait_until_ready(node)
        yield node
    finally:
        stop(node)


def launch(data: Path, port: int | None = None, **settings: str) -> Node:
    """As `running`, without waiting for it and without an end."""
    home, number = installed(), port or free_port()
    data.mkdir(parents=True, exist_ok=True)
    wanted = {"http.port": str(number), "transport.port": str(free_port())}
    wanted |= {name.replace("__", "."): value for name, value in settings.items()} or {"discovery.type": "single-node"}
    with (data / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [
                *(needs.java(), "-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4"),
                *("-p", str(home / "lib"), "--add-modules=org.elasticsearch.server,ALL-MODULE-PATH"),
                *(str(LAUNCHER), str(home), str(data), *(f"{name}={value}" for name, value in wanted.items())),
            ],
            stdout=log,
            stderr=log,
        )
    return Node(f"http://127.0.0.1:{number}", process, data / "server.log")


def stop(node: Node) -> None:
    """Ask it to end; kill it when it does not."""
    node.process.terminate()
    try:
        node.process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        node.process.kill()
        node.process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(node: Node, seconds: float = START_SECONDS) -> None:
    """:raises AssertionError: when it stops, or does not answer in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and node.process.poll() is None:
        try:
            _get(f"{node.address}/_cluster/health?wait_for_status=yellow&timeout=1s")
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"Elasticsearch did not start.\n{node.log.read_text(errors='replace')[-3000:]}")


def _get(url: str) -> dict[str, dict[str, dict[str, str]]]:
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310
        found: dict[str, dict[str, dict[str, str]]] = json.load(answer)
        return found
