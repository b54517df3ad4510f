"""Start a server on a site, and stop it by its own process id."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from lab.load import NO_ANSWER, ask
from lab.sites import ROOT, Site
from tests.elasticsearch.recipe import free_port

WORKERS = 2
_PATIENCE = 600.0


class Server:
    """gunicorn as in production with two workers, that can be killed as a machine that loses power, and begun again.

    Its warnings go to `log`, if there is one.
    """

    def __init__(self, site: Site, *options: str, log: Path | None = None) -> None:
        self.site = site.in_production(**({"LOG_LEVEL": "WARNING"} if log else {}))
        self.port, self.processor, self.options, self.log = free_port(), 0.0, options, log
        self.site.manage("migrate", "--verbosity", "0")
        self.site.manage("collectstatic", "--noinput", "--verbosity", "0")

    def begin(self, path: str = "/healthz") -> None:
        """Until this path answers: `/readyz` does so when the site has an index too.

        :raises RuntimeError: when the server stops, or is not ready in time.
        """
        options = ["--workers", str(WORKERS), "--threads", "4", "--bind", f"127.0.0.1:{self.port}", *self.options]
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", *options, "--log-level", "critical"]
        with self.log.open("ab") if self.log else nullcontext() as written:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=self.site.environment(), stderr=written, start_new_session=True
            )
        deadline = time.monotonic() + _PATIENCE
        while not _says_yes(self.port, path):
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped with {self.process.returncode}")
            if time.monotonic() > deadline:
                raise RuntimeError("the server is not ready in time")
            time.sleep(0.05)

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        self.processor += processor_time(self.process.pid)
        os.killpg(self.process.pid, how)
        self.process.wait(_PATIENCE)


@contextmanager
def serving(site: Site, *options: str, log: Path | None = None, path: str = "/readyz") -> Iterator[Server]:
    """A server on this site until the block ends."""
    server = Server(site, *options, log=log)
    try:
        server.begin(path)
        yield server
    finally:
        server.kill(signal.SIGTERM)


def _says_yes(port: int, path: str) -> bool:
    try:
        return ask(port, path, timeout=5)[0].status == 200
    except NO_ANSWER:
        return False


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
