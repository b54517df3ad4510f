"""What `/readyz` hears of search."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from search.outbox_models import OutboxEntry
from search.ready import problem
from search.worker import Worker
from tests.factories.pages import make_method

pytestmark = pytest.mark.django_db


def test_no_index() -> None:
    assert problem() == "the search index is missing"


def test_a_good_index(worker: Worker) -> None:
    assert problem() is None


def test_pages_that_wait_too_long(worker: Worker) -> None:
    make_method()
    assert problem() is None
    OutboxEntry.objects.update(since=timezone.now() - timedelta(minutes=11))
    assert "wait for the search index" in str(problem())
    worker.step()
    assert problem() is None
