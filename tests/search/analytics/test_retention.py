"""Counts are kept thirteen months, and the worker deletes them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from core.jobs import one_turn
from search.analytics.models import ChoiceCount, QuestionCount
from search.analytics.retention import first_day_kept, forget
from tests.clock import Later

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


def test_a_worker_does_it_once_a_day(later: Later) -> None:
    first = first_day_kept(timezone.localdate())
    keep(first)
    one_turn()
    assert days() == {first}
    later(days=1, minutes=1)
    one_turn()
    assert days() == set()
