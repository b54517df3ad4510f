from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cases.choices import Contrast, Design, Direction, Outcome, Relation, Shape
from cases.documents import with_evidence
from cases.models import ResultMethod
from cases.pages.cases_of_method import cases_besides
from cases.pages.method_context import method_results
from cases.summaries.read import evidence_levels
from cases.summaries.recompute import recompute
from evidence import Direction as Way
from methods.documents import method_documents
from methods.models import MethodPage
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory
from vocabulary.models import Indicator

pytestmark = pytest.mark.django_db


@pytest.fixture
def method() -> MethodPage:
    return make_method()


def counting(method: MethodPage, **fields: Any) -> Any:
    """A public case with one result that counts for the method."""
    organisation = OrganisationFactory()
    return make_case(organisations=[organisation], results=[build_result(counts_for=[method], **fields)])


def test_one_indicator_is_one_chart_and_two_are_never_one(method: MethodPage) -> None:
    calls, forms = IndicatorFactory(label="telefoontjes"), IndicatorFactory(label="formulieren")
    for indicator in (calls, forms, calls):
        counting(method, indicator=indicator)
    tables = method_results(method).tables
    assert [(table.indicator, len(table.rows)) for table in tables] == [(calls, 2), (forms, 1)]


def test_shares_and_values_of_one_indicator_stand_on_different_axes(method: MethodPage) -> None:
    indicator = IndicatorFactory(unit=Indicator.Unit.COUNT)
    counting(method, indicator=indicator)
    counting(method, indicator=indicator, shape=Shape.VALUE, first=3000, second=5000)
    assert [table.axis.last for table in method_results(method).tables] == ["20%", "6.000"]


def test_all_rows_of_a_chart_share_its_axis(method: MethodPage) -> None:
    indicator = IndicatorFactory()
    counting(method, indicator=indicator, first=10, second=20)
    counting(method, indicator=indicator, first=40, second=80)
    [table] = method_results(method).tables
    assert table.axis.last == "100%"
    assert [tuple(map(table.axis.at, row.sides or ())) for row in table.rows] == [(10, 20), (40, 80)]


def test_a_value_below_zero_is_written_and_not_drawn(method: MethodPage) -> None:
    indicator = IndicatorFactory(unit=Indicator.Unit.SCORE)
    counting(method, indicator=indicator, shape=Shape.VALUE, first=-10, second=20)
    counting(method, indicator=indicator, shape=Shape.VALUE, first=10, second=20)
    [block] = method_results(method).blocks
    [table] = block.drawn
    assert [row.headline for row in table.rows] == ["10 → 20"]
    [row] = block.plain
    assert row.headline == "\N{MINUS SIGN}10 → 20"
    assert row.axis is None


def test_what_the_method_aims_at_comes_first() -> None:
    guard, aim = IndicatorFactory(), IndicatorFactory()
    method = make_method(indicators=[aim])
    for indicator in (guard, guard, aim):
        counting(method, indicator=indicator)
    assert [(block.indicator, block.is_main) for block in method_results(method).blocks] == [
        (aim, True),
        (guard, False),
    ]


def test_the_direction_is_that_of_the_summary_and_says_how_many_went_which_way(method: MethodPage) -> None:
    indicator = IndicatorFactory()
    for second in (20, 30, 10, 5):
        counting(method, indicator=indicator, first=10, second=second)
    results = method_results(method)
    assert results.evidence is not None
    assert results.evidence.whole.direction is Way.MIXED
    [table] = results.tables
    assert table.sentence.startswith(
        "4 metingen bij 4 organisaties: bij 2 metingen beter, bij 1 geen duidelijke verandering, bij 1 slechter."
    )


def test_no_effect_stands_among_the_rows_without_a_baseline(method: MethodPage) -> None:
    fields = {"contrast": Contrast.WITHOUT_WITH, "shape": Shape.TEXT, "design": Design.RANDOMISED}
    counting(method, outcome=Outcome.SAME, **fields)
    counting(method, outcome=Outcome.ROSE, **fields)
    rows = method_results(method).rows
    assert [row.headline for row in rows] == ["Geen verschil gevonden", "Hoger"]


def test_only_public_measurements_count(method: MethodPage) -> None:
    shown = counting(method)
    results = {"results": [build_result(counts_for=[method])]}
    make_case(live=False, **results)
    make_case(background=True, results=[build_result(counts_for=[method])])
    make_case(expire_at=timezone.now() - timedelta(seconds=1), results=[build_result(counts_for=[method])])
    assert {row.case_number for row in method_results(method).rows} == {shown.number}


def test_nothing_counts_for_a_page_that_is_not_saved() -> None:
    assert method_results(MethodPage(title="Nieuw")).rows == ()
    assert cases_besides(None, ()) == []


def test_cases_without_a_result_to_show_stand_beside(method: MethodPage) -> None:
    used = make_case(methods=[method])
    counting(method)
    make_case(methods=[method], live=False)
    assert [case.number for case in cases_besides(method.pk, method_results(method).case_ids)] == [used.number]


def test_more_results_cost_no_more_queries(method: MethodPage) -> None:
    counting(method)
    cases_besides(method.pk, method_results(method).case_ids)
    with CaptureQueriesContext(connection) as few:
        method_results(method)
        cases_besides(method.pk, method_results(method).case_ids)
    for _ in range(8):
        counting(method)
    with CaptureQueriesContext(connection) as many:
        method_results(method)
        cases_besides(method.pk, method_results(method).case_ids)
    assert len(many) == len(few)


def test_rows_stand_in_groups_by_what_was_tested(method: MethodPage) -> None:
    other = make_method()
    control = {"contrast": Contrast.WITHOUT_WITH, "design": Design.RANDOMISED}
    arms = {"contrast": Contrast.VERSUS, "first_label": "mail", "second_label": "brief", "design": Design.RANDOMISED}
    made = {
        "los": counting(method, **control),
        "voor-na": counting(method),
        "samen": make_case(results=[build_result(counts_for=[method, other], relation=Relation.BUNDLE, **control)]),
        "tegenover": make_case(results=[build_result(counts_for=[method, other], relation=Relation.VERSUS, **arms)]),
    }
    make_case(results=[build_result(counts_for=[method], relation=Relation.UNKNOWN)])
    results = method_results(method)
    grouped = {str(group): [row.case_number for row in rows] for group, rows in results.groups}
    assert list(grouped) == ["los", "samen", "voor-na", "tegenover"]
    assert grouped == {group: [case.number] for group, case in made.items()}
    rows = {row.case_number: row for row in results.rows}
    assert [link.number for link in rows[made["samen"].number].together] == [other.number]
    assert [link.number for link in rows[made["los"].number].together] == []
    assert {row.case_number for block in results.blocks for row in block.rows} == {
        made["los"].number,
        made["voor-na"].number,
    }


def test_a_head_to_head_names_the_arms_and_has_no_direction(method: MethodPage) -> None:
    other = make_method()
    result = build_result(
        contrast=Contrast.VERSUS, first_label="brief met norm", second_label="brief met boete", design=Design.RANDOMISED
    )
    result.counts_for = [
        ResultMethod(method=method, relation=Relation.VERSUS, arm="second"),
        ResultMethod(method=other, relation=Relation.VERSUS, arm="first"),
    ]
    make_case(results=[result])
    [row] = method_results(method).rows
    assert (row.contrast_words, row.direction) == (("brief met norm", "brief met boete"), Direction.UNKNOWN)
    assert [link.number for link in row.opponents] == [other.number]
    evidence = method_results(method).evidence
    assert evidence is not None
    assert (evidence.whole.level, evidence.whole.organisations, evidence.all_indicators) == (0, 0, ())


def test_what_was_only_measured_together_says_so(method: MethodPage) -> None:
    make_case(results=[build_result(counts_for=[method, make_method()], relation=Relation.BUNDLE)])
    evidence = method_results(method).evidence
    assert evidence is not None
    assert (evidence.whole.is_bundle, evidence.whole.level) == (True, 1)
    assert evidence.whole.sentences[0].startswith("Alleen gemeten samen met iets anders: ")
    recompute([method.pk])
    [level] = evidence_levels([method.pk]).values()
    assert (level.is_bundle, level.facet) == (True, Direction.BUNDLE)
    [document] = with_evidence(method_documents([method.pk], "methode", 1))
    assert document.facets["richting"] == ("alleen-samen",)
