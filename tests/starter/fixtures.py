"""Fixtures of the complete starter site: one server and one browser at a time per test process."""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from core.file_lock import file_lock
from tests.starter import needs
from tests.starter.browsing import ContextMaker, launch
from tests.starter.databases import copy_site
from tests.starter.fresh import fresh_data
from tests.starter.once import shared_directory
from tests.starter.server import StarterSite, serving


@pytest.fixture(scope="session")
def starter_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a fresh `make run` for commands that only read. Made once, every test process has a copy."""
    return copy_of_fresh_data(tmp_path_factory, "read")


@pytest.fixture(scope="session")
def starter_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StarterSite]:
    """The starter site over HTTP, this process's own. Tests that write use their own pages and take them away."""
    with serving(copy_of_fresh_data(tmp_path_factory, "served")) as site:
        yield site


@pytest.fixture(scope="session")
def changing_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StarterSite]:
    """A second starter site, for tests that leave something behind."""
    with serving(copy_of_fresh_data(tmp_path_factory, "changing")) as site:
        yield site


def copy_of_fresh_data(tmp_path_factory: pytest.TempPathFactory, name: str) -> Path:
    return copy_site(fresh_data(shared_directory(tmp_path_factory)), tmp_path_factory.mktemp(name) / "data")


class _Started(NamedTuple):
    """Playwright, the loop it turns in, and a browser."""

    playwright: Playwright
    loop: asyncio.AbstractEventLoop
    browser: Browser


@pytest.fixture(scope="session")
def running_browser() -> Iterator[_Started]:
    """Once per process. Django lets nobody use the database while a loop runs, so it is laid aside between modules."""
    with sync_playwright() as playwright:
        started = _Started(playwright, asyncio.get_running_loop(), launch(playwright))
        asyncio._set_running_loop(None)
        yield started
        asyncio._set_running_loop(started.loop)
        started.browser.close()


@pytest.fixture(scope="module")
def playwright(running_browser: _Started) -> Iterator[Playwright]:
    asyncio._set_running_loop(running_browser.loop)
    yield running_browser.playwright
    for context in running_browser.browser.contexts:
        context.close()
    asyncio._set_running_loop(None)


@pytest.fixture(scope="module")
def browser(playwright: Playwright, running_browser: _Started) -> Browser:
    return running_browser.browser


@pytest.fixture
def new_context(browser: Browser, starter_server: StarterSite) -> Iterator[ContextMaker]:
    """Makes browser contexts on the starter site; all of them are closed after the test."""
    maker = ContextMaker(browser, starter_server.address)
    yield maker
    maker.close()


@pytest.fixture(scope="session")
def node_modules() -> Path:
    """Packages of the front end, installed once exactly as the lock file says."""
    front = needs.ROOT / "frontend"
    lock, installed = front / "package-lock.json", front / "node_modules" / ".package-lock.json"
    with file_lock(needs.ROOT / "var" / "node-modules.lock", wait=1800):
        if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
            command = [needs.npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(front)]
            finished = subprocess.run(command, text=True, capture_output=True, timeout=1800, check=False)
            assert finished.returncode == 0, finished.stdout + finished.stderr
    return front / "node_modules"


@pytest.fixture(scope="session")
def axe_script(node_modules: Path) -> str:
    return (node_modules / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
