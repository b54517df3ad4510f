"""The search log switched on, written when a test says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from search.analytics.buffer import BUFFER
from search.analytics.flush import write
from search.analytics.models import QuestionCount
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine
from tests.search.analytics.made_up import BROWSER

Written = Callable[[], dict[tuple[str, str], tuple[int, int]]]


@pytest.fixture
def engine(embedded: EmbeddedEngine) -> Engine:
    """One engine will do: the log stands above them."""
    return embedded


@pytest.fixture
def search_log(settings: Any, db: None) -> Iterator[Written]:
    """Writes what waits; then per question and filters how often it was asked and how many pages it gave."""
    settings.SEARCH_LOG = True
    BUFFER.clear()

    def written() -> dict[tuple[str, str], tuple[int, int]]:
        write()
        return {(row.question, row.filters): (row.times, row.found) for row in QuestionCount.objects.all()}

    yield written
    BUFFER.clear()


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"user-agent": BROWSER})
