"""The complete starter site, served by the command that `make run` uses, in a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from tests.starter.databases import settings_of
from tests.starter.needs import ROOT

EDITOR = "redactie"
START_SECONDS = 300.0
# What the settings of the tests put in the environment, and a developer's shell may hold.
_NOT_PASSED_ON = {
    *("DJANGO_SETTINGS_MODULE", "SECRET_KEY", "FACTOR_KEY", "SITE_SCHEME", "SITE_URL", "DATA_DIR", "DATABASE_URL"),
    *(
        "SEARCH_URL",
        "SECOND_FACTOR_FROM",
        "OIDC_SERVER_URL",
        "EMAIL_URL",
        "EDITORS_EMAIL",
        "LOG_LEVEL",
        "DEBUG",
        "PORT",
    ),
    *("PORT", "ALLOWED_HOSTS", "SERVE_MEDIA", "BEHIND_PROXY"),
}


@dataclass(frozen=True)
class Reply:
    """An answer of the site, redirects not followed."""

    url: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def location(self) -> str:
        """Path of where it redirects to, or an empty string."""
        return urlsplit(urljoin(self.url, self.headers.get("location", ""))).path if self.is_redirect else ""

    @property
    def is_redirect(self) -> bool:
        return self.status in (301, 302, 303, 307, 308)


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True)
class StarterSite:
    """A running site. `address` has no slash at its end."""

    address: str
    data_dir: Path
    process_id: int

    @property
    def password(self) -> str:
        """Of the account `redactie` that the site made."""
        return (self.data_dir / "login").read_text()

    def get(self, path: str, **headers: str) -> Reply:
        """The answer to one GET, whatever its status."""
        url = urljoin(f"{self.address}/", path)
        try:
            with build_opener(_NoRedirect).open(Request(url, headers=headers), timeout=120) as response:  # noqa: S310
                return _reply(url, response)
        except HTTPError as error:
            with error:
                return _reply(url, error)

    def follow(self, path: str) -> Reply:
        """As `get`, with at most five redirects followed."""
        reply = self.get(path)
        for _ in range(5):
            if not reply.is_redirect:
                break
            reply = self.get(urljoin(reply.url, reply.headers["location"]))
        return reply

    def shell(self, code: str) -> Any:
        """Run Python in a second process on the same data, as another server would; returns its variable `answer`.

        :raises AssertionError: with what went wrong.
        """
        return run_shell(self.data_dir, code)


def _reply(url: str, response: Any) -> Reply:
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Reply(url, response.status, headers, response.read())


def run_shell(data_dir: Path, code: str) -> Any:
    """Run Python in the project on the data under `data_dir`; returns its variable `answer`."""
    wrapped = f"import json\nanswer = None\n{code}\nprint('ANSWER' + json.dumps(answer))\n"
    return json.loads(run_manage(data_dir, "shell", "--no-imports", "-c", wrapped).rpartition("ANSWER")[2])


def run_manage(data_dir: Path, *arguments: str) -> str:
    """What `manage.py` writes when it works on the data under `data_dir`.

    :raises AssertionError: when it fails, with what it wrote.
    """
    finished = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=_environment(data_dir),
        text=True,
        capture_output=True,
        timeout=1800,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
    return finished.stdout


@contextmanager
def serving(data_dir: Path) -> Iterator[StarterSite]:
    """Serve the data under `data_dir` until the end of the block."""
    port = _free_port()
    log = (data_dir / "server.log").open("w")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "start", "--port", str(port)],
        cwd=ROOT,
        env=_environment(data_dir, PORT=str(port)),
        stdout=log,
        stderr=log,
    )
    site = StarterSite(f"http://localhost:{port}", data_dir, process.pid)
    try:
        _wait_until_ready(site, process)
        yield site
    finally:
        process.terminate()
        try:
            process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        log.close()


def _wait_until_ready(site: StarterSite, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if site.get("/readyz").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"The site did not start.\n{(site.data_dir / 'server.log').read_text()}")


def _environment(data_dir: Path, **extra: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
    return {**kept, "DATA_DIR": str(data_dir), **settings_of(data_dir), **extra}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
