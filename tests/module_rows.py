"""Rows that every test of a module finds: made once, gone after the module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from core.signals import once


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
