"""Fixtures that every room may use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from core.http import page_cache
from tests.clock import later
from tests.commits import commit, transactions_end
from tests.starter.databases import begin_run, end_run
from tests.starter.fixtures import (
    axe_script,
    browser,
    new_context,
    node_modules,
    playwright,
    starter_data,
    starter_server,
)

__all__ = [
    "axe_script",
    "browser",
    "commit",
    "later",
    "new_context",
    "node_modules",
    "playwright",
    "starter_data",
    "starter_server",
    "transactions_end",
]


def pytest_configure(config: pytest.Config) -> None:
    """Say why something was skipped: one line per missing program."""
    if "s" not in config.option.reportchars:
        config.option.reportchars += "s"
    if _is_first_process(config):
        begin_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    if _is_first_process(config):
        end_run()


def _is_first_process(config: pytest.Config) -> bool:
    return not hasattr(config, "workerinput")


@pytest.fixture
def kept_pages(settings: Any) -> Iterator[None]:
    """Public pages are kept, as in production. A test that is rolled back leaves no stamp behind, so nothing stays."""
    settings.PAGE_CACHE_MB = 8
    page_cache.clear()
    yield
    page_cache.clear()
