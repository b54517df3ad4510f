"""Start a server on a site, and stop it by its own process id."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

from lab.sites import ROOT, Site

PRODUCTION = "lab.production_settings"
WORKERS = 2
_PATIENCE = 60.0


@contextmanager
def at(url: str) -> Iterator[None]:
    """What is started within the block has this `SEARCH_URL`."""
    before = os.environ.get("SEARCH_URL")
    os.environ["SEARCH_URL"] = url
    try:
        yield
    finally:
        if before is None:
            del os.environ["SEARCH_URL"]
        else:
            os.environ["SEARCH_URL"] = before


@contextmanager
def gunicorn(site: Site, log: Path | None = None) -> Iterator[int]:
    """A production server with two workers on this site; gives its port. Its warnings go to `log`, if there is one."""
    environment = site.environment(PRODUCTION) | ({"LOG_LEVEL": "WARNING"} if log else {})
    subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--workers", str(WORKERS), "--threads", "4"]
    with log.open("ab") if log else nullcontext() as written:
        process = subprocess.Popen(
            [*command, "--bind", f"127.0.0.1:{port}", "--log-level", "error"],
            cwd=ROOT,
            env=environment,
            stderr=written,
        )
    try:
        wait_until_ready(port, process)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def free_port() -> int:
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """So many different ones: a port that is given back at once may be given out again."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]


def wait_until_ready(port: int, process: subprocess.Popen[bytes] | subprocess.Popen[str]) -> None:
    """Wait for `/readyz` to say yes.

    :raises RuntimeError: when the server stops, or is not ready in time.
    """
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with {process.returncode}")
        if _is_ready(port):
            return
        time.sleep(0.05)
    raise RuntimeError("the server is not ready in time")


def _is_ready(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/readyz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()
