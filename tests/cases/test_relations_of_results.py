"""What an upgraded site says of the results it had: as coded for starter results, by a rule for all others."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps

from cases.models import CasePage, ResultMethod, StaleEvidence
from cases.summaries.recompute import recompute
from methods.models import MethodPage
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import IndicatorFactory

pytestmark = pytest.mark.django_db
migration = import_module("cases.migrations.0007_relations_of_results")

# A result of the starter content as it was loaded before relations, linked to methods 31 and 33.
STOPPED: dict[str, Any] = {
    "uuid": UUID("9864e983-06a4-5ccd-b57a-654293a086d6"),
    "as_published": "20% meer tijdige stopzettingen, zowel bij de beste mail als bij de sms",
    "contrast": "without-with",
    "shape": "relative",
    "change_relative": Decimal(20),
    "design": "randomised",
    "relation": "",
}


def numbered(number: int) -> MethodPage:
    method = make_method()
    MethodPage.objects.filter(pk=method.pk).update(number=number)
    return method


def related(*pages: CasePage) -> list[tuple[str, bool]]:
    migration.relate(apps, None)
    links = ResultMethod.objects.filter(result__page__in=pages).order_by("result__page__number", "pk")
    return list(links.values_list("relation", "to_check"))


def test_a_starter_result_as_it_was_loaded_gets_what_was_coded() -> None:
    methods, indicator = [numbered(31), numbered(33)], IndicatorFactory(slug="tijdige-stopzettingen")
    case = make_case(results=[build_result(indicator=indicator, counts_for=methods, **STOPPED)])
    assert related(case) == [("bundle", False), ("bundle", False)]


@pytest.mark.parametrize("changed", [{"change_relative": Decimal(21)}, {"design": "comparison"}, {"as_published": "X"}])
def test_a_starter_result_that_an_editor_changed_has_to_be_checked(changed: dict[str, Any]) -> None:
    methods, indicator = [numbered(31), numbered(33)], IndicatorFactory(slug="tijdige-stopzettingen")
    case = make_case(results=[build_result(indicator=indicator, counts_for=methods, **{**STOPPED, **changed})])
    assert related(case) == [("bundle", True), ("bundle", True)]


def test_a_result_of_an_editor_was_alone_with_one_method_and_together_with_more() -> None:
    one, two = make_method(), make_method()
    cases = [make_case(results=[build_result(counts_for=methods, relation="")]) for methods in ([one], [one, two], [])]
    assert related(*cases) == [("alone", True), ("bundle", True), ("bundle", True)]


def test_everything_is_computed_anew_by_the_worker() -> None:
    method = make_method()
    recompute([method.pk])
    migration.relate(apps, None)
    assert StaleEvidence.objects.filter(page_id=method.pk).exists()


def test_nothing_happens_on_an_empty_site() -> None:
    migration.relate(apps, None)
    assert not StaleEvidence.objects.exists()
