"""The commands around the stored summaries, and when the nightly look is due."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from cases.models import EvidenceSummary
from cases.summaries.nightly import seconds_until_night
from tests.cases.summaries import case_for
from tests.factories.pages import make_method
from tests.factories.vocabulary import IndicatorFactory

NETHERLANDS = ZoneInfo("Europe/Amsterdam")


def run(*arguments: Any, **options: Any) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_recompute_says_what_changed() -> None:
    indicator = IndicatorFactory()
    method, other = make_method(indicators=[indicator]), make_method()
    said = run("recompute_evidence", method.number)
    assert f"M{method.number}: niveau 0 (nog geen resultaat), eerste berekening" in said
    assert "1 methods, 1 written" in said
    case_for(method, indicator)
    said = run("recompute_evidence")
    assert f"M{method.number}: niveau 0 (nog geen resultaat) -> niveau 1 (beter), nieuw resultaat" in said
    assert f"M{other.number}: " in said
    assert "2 methods, 0 written" in run("recompute_evidence")
    assert EvidenceSummary.objects.count() == 2


@pytest.mark.django_db
def test_the_table_has_every_public_method_and_indicator() -> None:
    indicator = IndicatorFactory()
    method, draft = make_method(indicators=[indicator]), make_method(live=False)
    case_for(method, indicator)
    said = run("evidence_table", "--as-of", "2026-01-01")
    assert f"M{method.number} {method.title}" in said
    assert f"{indicator.slug} [main]: k=1 (vergeleken 0; 1 beter), beter, niveau 1 (trede 1)" in said
    assert "Voor trede 2 is nodig" in said
    assert f"M{draft.number} " not in said
    assert "1 Eerste signaal         1    16" in said


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 5, 1, 0, 5, tzinfo=NETHERLANDS), 24),
        (datetime(2026, 5, 1, 23, 5, tzinfo=NETHERLANDS), 1),
        (datetime(2026, 5, 1, 0, 4, tzinfo=NETHERLANDS), 1 / 60),
        # The night the clock goes forward.
        (datetime(2026, 3, 29, 0, 5, tzinfo=NETHERLANDS), 23),
    ],
)
def test_when_the_next_night_is(now: datetime, hours: float) -> None:
    assert seconds_until_night(now) == pytest.approx(hours * 3600)
