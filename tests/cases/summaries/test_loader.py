"""From a published result to what the computation is told: exactly what was published, and no more."""

from __future__ import annotations

import logging
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from cases.choices import CaseKind, Contrast, Design, Shape
from cases.figures.evidence_adapter import comparison_of, figures_of
from cases.models import ResultSource
from cases.summaries.adapter import Surroundings, as_result, months_between, timing
from cases.summaries.loader import inputs_of
from evidence import (
    Better,
    Counts,
    Points,
    Relative,
    RelativeRange,
    Role,
    Shares,
    Single,
    Spoken,
    Values,
    Words,
    effect_of,
)
from evidence import Design as Opzet
from evidence import Result as EvidenceResult
from tests.cases.summaries.stored import case_for, counted
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory
from vocabulary.models import Indicator

pytestmark = pytest.mark.django_db

SHAPES: list[tuple[dict[str, Any], object]] = [
    ({"shape": Shape.COUNTS, "first_events": 1, "first_total": 9, "second_events": 2, "second_total": 8}, (1, 9, 2, 8)),
    ({"shape": Shape.SHARE, "first": 34, "second": 50}, Shares(34, 50)),
    ({"shape": Shape.VALUE, "first": 850000, "second": Decimal("769000.5")}, Values(850000, 769000.5)),
    ({"shape": Shape.POINTS, "change_points": Decimal("2.3")}, Points(2.3)),
    ({"shape": Shape.RELATIVE, "change_relative": -7}, Relative(-7)),
    ({"shape": Shape.RELATIVE, "change_factor": 2}, Relative(100)),
    ({"shape": Shape.RANGE, "change_low": -50, "change_high": -70}, RelativeRange(-50, -70)),
    ({"shape": Shape.TEXT, "outcome": "fell"}, Words(Spoken.FELL)),
    ({"shape": Shape.SINGLE, "contrast": Contrast.NONE, "second": 77}, Single()),
    ({"shape": Shape.SERIES, "contrast": Contrast.NONE, "series": "2014: 58\n2015: 60"}, Single()),
    ({"shape": Shape.CONTEXT, "contrast": Contrast.NONE}, Single()),
    ({"shape": Shape.RELATIVE}, Single()),
]
AROUND = Surroundings(organisation="1", name="Arnhem", role=Role.MAIN, source_opens=True)


@pytest.mark.parametrize(("fields", "expected"), SHAPES)
def test_every_honest_shape(fields: dict[str, Any], expected: object) -> None:
    found = figures_of(build_result(**fields))
    assert found == (Counts(*expected) if isinstance(expected, tuple) else expected)


def test_every_shape_of_the_form_is_known() -> None:
    assert {fields["shape"] for fields, _ in SHAPES} == set(Shape)


def test_impossible_figures_say_nothing(caplog: pytest.LogCaptureFixture) -> None:
    result = build_result(first=10, second=140)
    with caplog.at_level(logging.WARNING):
        found = as_result(result, AROUND)
    assert found.figures == Single()
    assert str(result.uuid) in caplog.text


def test_a_trend_beside_a_before_and_after_is_subtracted() -> None:
    fields = {"comparison_first": 58, "comparison_second": 73}
    assert comparison_of(build_result(first=34, second=50, **fields)) == Shares(58, 73)
    totals = {"comparison_first_total": 50, "comparison_second_total": 200}
    assert comparison_of(build_result(first=34, second=50, **fields, **totals)) == Counts(29, 50, 146, 200)
    found = as_result(build_result(first=34, second=50, **fields), AROUND)
    assert effect_of(found).estimate == pytest.approx(-0.009, abs=0.0005)
    assert found.counted_design is Opzet.WITH_TREND


def test_a_group_beside_without_and_with_is_not_subtracted_again() -> None:
    fields = {"comparison_first": 58, "comparison_second": 73, "contrast": Contrast.WITHOUT_WITH}
    assert comparison_of(build_result(**fields)) is None
    assert comparison_of(build_result(comparison_first=58)) is None


@pytest.mark.parametrize(
    ("first", "second", "contrast", "expected"),
    [
        ("2009", "2011", Contrast.BEFORE_AFTER, (24, date(2011, 12, 31))),
        ("mei 2024", "juli 2024", Contrast.BEFORE_AFTER, (2, date(2024, 7, 31))),
        ("", "2024", Contrast.BEFORE_AFTER, (None, date(2024, 12, 31))),
        ("2024", "", Contrast.BEFORE_AFTER, (None, date(2024, 12, 31))),
        ("2013-11/2014-01", "2013-11/2014-01", Contrast.WITHOUT_WITH, (3, date(2014, 1, 31))),
        ("", "februari 2024 tot april 2024", Contrast.WITHOUT_WITH, (3, date(2024, 4, 30))),
        ("", "", Contrast.WITHOUT_WITH, (None, None)),
    ],
)
def test_how_long_and_until_when(first: str, second: str, contrast: str, expected: tuple[Any, Any]) -> None:
    assert timing(build_result(first_period=first, second_period=second, contrast=contrast)) == expected


@pytest.mark.parametrize(
    ("text", "day"),
    [("2018-2019", date(2019, 12, 31)), ("2018", date(2018, 12, 31)), ("vanaf 2016; bron van 9 november 2020", None)],
)
def test_running_text_gives_a_day_only_when_it_is_a_period(text: str, day: date | None) -> None:
    found = as_result(build_result(period_text=text), AROUND)
    assert (found.has_period, found.months, found.measured_on) == (True, None, day)


def test_a_period_that_was_not_published_is_not_known() -> None:
    found = as_result(build_result(period_text="bron verscheen in 2020", period_not_published=True), AROUND)
    assert not found.has_period


def test_months_count_by_the_calendar() -> None:
    assert months_between(date(2025, 2, 1), date(2025, 5, 1)) == 3
    assert months_between(date(2024, 2, 29), date(2024, 5, 31)) == 3
    assert 2 < months_between(date(2024, 2, 10), date(2024, 5, 1)) < 3


def found_for(method: Any) -> list[EvidenceResult]:
    return [each.result for each in inputs_of([method.pk])[method.pk]]


def test_what_stands_around_it() -> None:
    lower = IndicatorFactory(better=Indicator.Better.LOWER)
    method = make_method(indicators=[lower])
    organisation = OrganisationFactory(label="Arnhem")
    result = build_result(counts_for=[method], indicator=lower, design=Design.COMPARISON, reported_by="press")
    page = make_case(methods=[method], results=[result], organisations=[organisation])
    [found] = found_for(method)
    assert (found.organisation, found.name, found.case) == (str(organisation.pk), "Arnhem", str(page.pk))
    assert (found.indicator, found.better, found.role) == (lower.slug, Better.LOWER, Role.MAIN)
    assert (found.design, found.reported_by, found.source_opens) == (Opzet.COMPARISON, "press", True)
    assert not found.has_totals


def test_another_indicator_is_a_guard_unless_the_method_names_none() -> None:
    main, other = IndicatorFactory(), IndicatorFactory()
    aims, open_to_all = make_method(indicators=[main]), make_method()
    case_for(aims, other, build_result(counts_for=[aims, open_to_all], indicator=other))
    assert [found.role for found in found_for(aims)] == [Role.GUARD]
    assert [found.role for found in found_for(open_to_all)] == [Role.MAIN]


def test_a_source_without_an_address_cannot_be_opened() -> None:
    method, indicator = make_method(), IndicatorFactory()
    sources = [ResultSource(title="Nieuwsbrief"), ResultSource(title="Intranet", url="")]
    case_for(method, indicator, build_result(counts_for=[method], sources=sources))
    assert [found.source_opens for found in found_for(method)] == [False]


def test_a_case_of_two_organisations_counts_once() -> None:
    method, indicator = make_method(), IndicatorFactory()
    first, second = OrganisationFactory(label="Ede"), OrganisationFactory(label="Lochem")
    case_for(method, indicator, organisations=[first, second])
    [found] = inputs_of([method.pk])[method.pk]
    assert (found.result.organisation, found.result.name) == (str(first.pk), "Ede en Lochem")
    assert found.families == {first.family_id, second.family_id}


def test_only_public_results_that_count() -> None:
    method, indicator = make_method(), IndicatorFactory()

    def result() -> Any:
        return build_result(counts_for=[method], indicator=indicator)

    make_case(methods=[method], results=[result()], live=False)
    make_case(methods=[method], results=[result()], kind=CaseKind.BACKGROUND)
    make_case(methods=[method], results=[build_result(indicator=indicator)])
    assert found_for(method) == []


def test_the_number_of_queries_does_not_grow(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    indicator = IndicatorFactory()
    methods = [make_method(indicators=[indicator]) for _ in range(3)]
    for method in methods:
        case_for(method, indicator, counted(10, 20, counts_for=[method], indicator=indicator))
    with django_assert_num_queries(6):
        inputs_of([methods[0].pk])
    with django_assert_num_queries(6):
        found = inputs_of([method.pk for method in methods])
    assert [len(each) for each in found.values()] == [1, 1, 1]
