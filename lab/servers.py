"""Start a server on a site, and stop it by its own process id."""

from __future__ import annotations

import http.client
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from lab.sites import ROOT, Site
from tests.elasticsearch.recipe import free_port

PRODUCTION = "lab.production_settings"
WORKERS = 2
_PATIENCE = 600.0


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
        process.wait(_PATIENCE)


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
