from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from methods.counts import method_counts
from tests.factories.pages import make_method
from tests.factories.vocabulary import BarrierFactory, FamilyFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def test_counts_what_anyone_can_read() -> None:
    theme, family, barrier = ThemeFactory(), FamilyFactory(), BarrierFactory()
    words = {"theme": theme, "families": [family], "barriers": [barrier]}
    make_method(**words)
    make_method(theme=theme)
    make_method(live=False, **words)
    make_method(expire_at=timezone.now() - timedelta(seconds=1), **words)
    counts = method_counts()
    assert (counts.total, counts.themes[theme.slug]) == (2, 2)
    assert (counts.families, counts.barriers) == ({family.slug: 1}, {barrier.slug: 1})


def test_costs_the_same_whatever_the_number_of_methods() -> None:
    make_method()
    with CaptureQueriesContext(connection) as few:
        method_counts()
    for _ in range(5):
        make_method(families=[FamilyFactory()])
    with CaptureQueriesContext(connection) as many:
        method_counts()
    assert len(many) == len(few)
