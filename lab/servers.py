"""Start a server on a site, and stop it by its own process id."""

from __future__ import annotations

import http.client
import os
import signal
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


def wait_until_ready(
    port: int, process: subprocess.Popen[bytes] | subprocess.Popen[str], path: str = "/readyz"
) -> None:
    """Wait until this path is answered with 200.

    :raises RuntimeError: when the server stops, or is not ready in time.
    """
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped with {process.returncode}")
        if _says_yes(port, path):
            return
        time.sleep(0.05)
    raise RuntimeError("the server is not ready in time")


def _says_yes(port: int, path: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


class Server:
    """gunicorn as in production, that can be killed as a machine that loses power, and begun again."""

    def __init__(self, environment: dict[str, str], *options: str) -> None:
        self.environment, self.port, self.processor, self.options = environment, free_port(), 0.0, options
        for command in (["migrate", "--verbosity", "0"], ["collectstatic", "--noinput", "--verbosity", "0"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)

    def begin(self) -> None:
        options = ["--workers", str(WORKERS), "--threads", "4", "--bind", f"127.0.0.1:{self.port}", *self.options]
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", *options, "--log-level", "critical"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, start_new_session=True)
        wait_until_ready(self.port, self.process, "/healthz")  # an empty site has no index, so it never is ready

    def kill(self) -> None:
        self.processor += processor_time(self.process.pid)
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def processor_time(group: int) -> float:
    """Seconds of processor time of this process and those it started, as long as they live."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12]) if int(fields[2]) == group else 0
    return ticks / os.sysconf("SC_CLK_TCK")
