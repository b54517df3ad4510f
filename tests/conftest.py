"""Fixtures that every room may use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

from core.http.cache import kept, page_cache
from search.analytics.buffer import BUFFER
from search.analytics.flush import WRITER
from tests import memory
from tests.clock import later
from tests.commits import commit, transactions_end
from tests.editors import administrator, login, publisher, writer
from tests.module_rows import module_rows
from tests.starter.databases import begin_run, end_run
from tests.starter.fixtures import (
    axe_script,
    browser,
    changing_server,
    new_context,
    node_modules,
    playwright,
    running_browser,
    starter_data,
    starter_server,
)
from tests.starter.migrated import django_db_modify_db_settings

__all__ = [
    "administrator",
    "axe_script",
    "browser",
    "changing_server",
    "commit",
    "django_db_modify_db_settings",
    "later",
    "login",
    "module_rows",
    "new_context",
    "node_modules",
    "playwright",
    "publisher",
    "running_browser",
    "starter_data",
    "starter_server",
    "transactions_end",
    "writer",
]

# The same examples in every run, however slow the machine.
_CHECKS = hypothesis.HealthCheck
hypothesis.settings.register_profile(
    "tests",
    derandomize=True,
    deadline=None,
    suppress_health_check=[_CHECKS.too_slow, _CHECKS.function_scoped_fixture],
)
hypothesis.settings.load_profile("tests")

_DATABASE = {"db", "transactional_db", "django_db_setup"}
_IN_MEMORY = pytest.StashKey[Path | None]()
_STARTER_SITE = {"changing_server", "starter_data", "starter_server"}


def pytest_configure(config: pytest.Config) -> None:
    """Say why something was skipped: one line per missing program."""
    if "s" not in config.option.reportchars:
        config.option.reportchars += "s"
    if _is_first_process(config):
        begin_run()
        config.stash[_IN_MEMORY] = memory.begin()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what uses the database, and let one test process have all that needs the same costly server or rows."""
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        on_site = bool(fixtures & _STARTER_SITE) or item.get_closest_marker("browser") is not None
        if on_site or fixtures & _DATABASE or item.get_closest_marker("django_db"):
            item.add_marker("database")
        if on_site:
            item.add_marker(pytest.mark.xdist_group("starter site"))
        elif _on_elasticsearch(item, fixtures):
            item.add_marker(pytest.mark.xdist_group("elasticsearch"))
        elif "module_rows" in fixtures:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


def pytest_collection_finish(session: pytest.Session) -> None:
    """See that groups of tests are honoured, and stop looking for garbage in what stays: a tenth of the run."""
    if getattr(session.config.option, "loadgroup", False):
        grouped = [item.nodeid for item in session.items if item.get_closest_marker("xdist_group")]
        assert all("@" in nodeid for nodeid in grouped), "pytest-xdist no longer keeps groups of tests together"
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _on_elasticsearch(item: pytest.Item, fixtures: set[str]) -> bool:
    parameters = getattr(item, "callspec", None)
    return "elasticsearch_address" in fixtures or (
        parameters is not None and "elasticsearch" in parameters.params.values()
    )


def pytest_unconfigure(config: pytest.Config) -> None:
    if _is_first_process(config):
        end_run()
        memory.end(config.stash[_IN_MEMORY])


def _is_first_process(config: pytest.Config) -> bool:
    return not hasattr(config, "workerinput")


@pytest.fixture(autouse=True)
def _nobody_writes_beside_a_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread of the search log would write after the test that woke it, past every transaction.

    What a test before this one left to be written is thrown away.
    """
    monkeypatch.setattr(WRITER, "wake", lambda: None)
    BUFFER.clear()


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """A test that is rolled back leaves no stamp behind, so the next one could meet values of it."""
    kept.clear()


@pytest.fixture
def kept_pages(settings: Any) -> Iterator[None]:
    """Public pages are kept, as in production."""
    settings.PAGE_CACHE_MB = 8
    page_cache.clear()
    yield
    page_cache.clear()
