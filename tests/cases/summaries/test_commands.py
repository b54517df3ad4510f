"""The commands around the stored summaries."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from cases.models import EvidenceSummary
from tests.cases.summaries.stored import case_for
from tests.factories.pages import make_method
from tests.factories.vocabulary import IndicatorFactory


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
    assert "Voor niveau 2 is nog" in said
    assert f"M{draft.number} " not in said
    assert "1 Eerste signaal         1    16" in said
