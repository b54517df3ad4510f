"""Counts are kept thirteen months, and the worker deletes them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from search import worker as working
from search.log.forgetting import first_day_kept, forget
from search.log.models import ChoiceCount, QuestionCount
from search.worker import Worker

pytestmark = pytest.mark.django_db


def keep(day: date) -> None:
    asked = QuestionCount.objects.create(key=str(day), day=day, question="brief", times=1, found=1)
    ChoiceCount.objects.create(key=str(day), asked=asked, rank=1, times=1)


def days() -> set[date]:
    assert set(ChoiceCount.objects.values_list("asked__day", flat=True)) == set(
        QuestionCount.objects.values_list("day", flat=True)
    )
    return set(QuestionCount.objects.values_list("day", flat=True))


@pytest.mark.parametrize(
    ("today", "first"),
    [
        (date(2026, 11, 23), date(2025, 10, 23)),
        (date(2026, 1, 31), date(2024, 12, 31)),
        (date(2026, 3, 31), date(2025, 2, 28)),
        (date(2025, 3, 30), date(2024, 2, 29)),
    ],
)
def test_thirteen_months_to_the_day(today: date, first: date) -> None:
    assert first_day_kept(today) == first
    for day in (today, first, first - timedelta(days=1)):
        keep(day)
    assert forget(today) == 2
    assert days() == {today, first}


@pytest.fixture
def engine(embedded: Any) -> Any:
    return embedded


def test_the_worker_does_it_once_a_day(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(working, "SCHEDULE_EVERY", 0)
    today = timezone.localdate()
    keep(first_day_kept(today) - timedelta(days=1))
    worker.step()
    assert len(days()) == 1  # it looked today already
    monkeypatch.setattr(working.timezone, "localdate", lambda: today + timedelta(days=1))
    worker.step()
    assert days() == set()


def test_a_failure_is_tried_again_and_stops_nothing(
    worker: Worker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(working, "SCHEDULE_EVERY", 0)
    monkeypatch.setattr(worker, "_forgot_on", None)
    keep(date(2020, 1, 1))
    with monkeypatch.context() as broken:
        broken.setattr(working, "forget", None)
        worker.step()
    assert "could not be deleted" in caplog.text
    worker.step()
    assert days() == set()
