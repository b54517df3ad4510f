"""A real Elasticsearch without Docker: the server's public Java artifacts, laid out as it wants them, and a launcher.

Only the core: no scripts, no language analyzers, no `GET /`. Search needs none of them. `ELASTICSEARCH_VERSION` names
another version than that of `pom.xml`, such as `SERVER_9`.
"""

from __future__ import annotations

import hashlib
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
# A version of which both artifacts exist.
SERVER_9 = "9.2.0"
START_SECONDS = 300.0
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
    """The version that is started."""
    return os.environ.get("ELASTICSEARCH_VERSION") or _version_of_recipe()


def _version_of_recipe() -> str:
    found = re.search(r"<elasticsearch.version>(.+)</elasticsearch.version>", POM.read_text())
    assert found
    return found[1]


def installed(number: str) -> Path:
    """The home of the server of this version, fetched once per machine into the user's cache (40 MB)."""
    maven = needs.maven()
    return made_once(cache_directory() / f"elasticsearch-{number}", lambda home: _install(maven, number, home))


def cache_directory() -> Path:
    cache = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "optimaal-digitaal"
    cache.mkdir(parents=True, exist_ok=True)
    return cache


def _launcher() -> Path:
    """A directory with the class of the launcher, made with the oldest server: it runs with the newer ones too."""
    javac, library = needs.jdk(), installed(_version_of_recipe()) / "lib"
    digest = hashlib.sha256(LAUNCHER.read_bytes()).hexdigest()[:12]

    def compile_into(directory: Path) -> None:
        _run([javac, "-cp", str(library / "*"), "-d", str(directory), str(LAUNCHER)])

    return made_once(cache_directory() / f"launcher-{_version_of_recipe()}-{digest}", compile_into)


def _run(command: list[str]) -> None:
    finished = subprocess.run(command, text=True, capture_output=True, timeout=1800, check=False)
    assert finished.returncode == 0, finished.stdout + finished.stderr


def _install(maven: str, number: str, home: Path) -> None:
    shutil.rmtree(home, ignore_errors=True)
    library, module = home / "lib", home / "modules" / _MODULE
    for directory in (library, module, home / "config", home / "plugins"):
        directory.mkdir(parents=True)
    wanted = [f"-Delasticsearch.version={number}", f"-DoutputDirectory={library}"]
    _run([maven, "-B", "-q", "-f", str(POM), "dependency:copy-dependencies", *wanted])
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
    home, launcher, number = installed(version()), _launcher(), port or free_port()
    java = needs.java(21 if int(version().partition(".")[0]) >= 9 else 17)
    data.mkdir(parents=True, exist_ok=True)
    wanted = {"http.port": str(number), "transport.port": str(free_port())}
    wanted |= {name.replace("__", "."): value for name, value in settings.items()} or {"discovery.type": "single-node"}
    with (data / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [
                *(java, "-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=4"),
                *("-p", str(home / "lib"), "--add-modules=org.elasticsearch.server,ALL-MODULE-PATH"),
                *("-cp", str(launcher), "Launcher", str(home), str(data)),
                *(f"{name}={value}" for name, value in wanted.items()),
            ],
            stdout=log,
            stderr=log,
        )
    return Node(f"http://127.0.0.1:{number}", process, data / "server.log")


def stop(node: Node) -> None:
    """Ask it to end; kill it when it does not."""
    node.process.terminate()
    try:
        node.process.wait(timeout=60)
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
