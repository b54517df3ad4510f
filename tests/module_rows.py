"""Rows that every test of a module finds: made once, gone after the module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from core.signals import once
from search.backends.embedded.engine import EmbeddedEngine
from search.indexing.worker import Worker


@pytest.fixture(scope="module")
def module_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Fixtures of a module that ask for this one may make rows; each test is rolled back to what they made.

    They are there from the first test that asks: not for a module with a test on an empty site, or one that commits.
    """
    block = transaction.atomic()
    block._from_testcase = True  # type: ignore[attr-defined]  # so Django takes a block within for the outermost
    with django_db_blocker.unblock():
        block.__enter__()
        yield
        once.forget()
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


def index_of_now(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of an index of the rows that are there now."""
    directory = tmp_path_factory.mktemp("module") / "index"
    worker = Worker(engine=EmbeddedEngine(directory))
    while worker.step():
        pass
    return directory


def copy_of_index(index: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(copytree(index, tmp_path / "index"))
