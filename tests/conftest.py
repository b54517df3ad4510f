"""Fixtures that every room may use."""

from __future__ import annotations

import pytest

from tests.commits import commit
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
from tests.starter.migrated import django_db_modify_db_settings

__all__ = [
    "axe_script",
    "browser",
    "commit",
    "django_db_modify_db_settings",
    "new_context",
    "node_modules",
    "playwright",
    "starter_data",
    "starter_server",
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
