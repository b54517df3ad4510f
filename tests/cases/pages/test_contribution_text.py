"""What a case adds to its methods, and its own results as tables."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.cards.case_card import OutcomeCard, cards_by_page
from cases.choices import Direction, Shape, direction_of
from cases.results.result_row import rows_of_case
from cases.summaries.loader import inputs_of
from cases.summaries.recompute import recompute
from evidence import Direction as Way
from evidence import effect_of, result_direction
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import FamilyFactory, IndicatorFactory, OrganisationFactory
from tests.home.reading import soup, words

pytestmark = pytest.mark.django_db


def test_it_counts_together_with_others_of_its_family(client: Client) -> None:
    method, indicator = make_method(), IndicatorFactory()
    family = FamilyFactory(label="Gemeente", plural="Gemeenten")
    cases = [
        make_case(
            methods=[method],
            organisations=[OrganisationFactory(family=family)],
            results=[build_result(indicator=indicator, counts_for=[method])],
        )
        for _ in range(4)
    ]
    side = soup(client, cases[0].get_url()).select_one("[aria-labelledby=methoden]")
    assert "Telt mee, samen met 3 andere gemeenten." in words(side)
    make_case(methods=[method], results=[build_result(indicator=indicator, counts_for=[method])])
    side = soup(client, cases[0].get_url()).select_one("[aria-labelledby=methoden]")
    assert "Telt mee, samen met 4 andere organisaties." in words(side)


def test_alone_as_a_guard_and_without_a_direction(client: Client) -> None:
    aim = IndicatorFactory()
    method = make_method(indicators=[aim])

    def said(**fields: object) -> str:
        case = make_case(methods=[method], results=[build_result(counts_for=[method], **fields)])
        return words(soup(client, case.get_url()).select_one("[aria-labelledby=methoden]"))

    assert "Telt mee als iets wat niet slechter mag worden." in said()
    assert "Telt nog niet mee voor de richting" in said(indicator=aim, shape=Shape.SINGLE, contrast="none", second=3)
    assert "Tot nu toe is dit de enige organisatie." in said(indicator=aim)


def test_its_own_results_are_a_table_with_a_chart(client: Client) -> None:
    indicators = IndicatorFactory(), IndicatorFactory()
    case = make_case(results=[build_result(indicator=indicator, first=34, second=75) for indicator in indicators])
    section = soup(client, case.get_url()).select_one("[aria-labelledby=op-een-rij]")
    tables = section.select("table.od-table--chart")
    assert len(tables) == 2
    for table in tables:
        assert "34%" in words(table)
        assert table.select_one("circle.od-chart__after")["cx"] == "75%"
    assert "van 34% naar 75%. Dat is 41 procentpunt meer." in words(section)


def test_a_row_says_what_the_summary_counts() -> None:
    method = make_method()
    counts = {"first_events": 10, "first_total": 100, "second_events": 14, "second_total": 100}
    shapes = [
        {"shape": Shape.COUNTS, **counts},
        {"shape": Shape.RANGE, "change_low": -5, "change_high": 5},
        {"shape": Shape.TEXT, "outcome": "mixed"},
        {"shape": Shape.RELATIVE, "change_relative": -7},
        {"first": 34, "second": 50, "comparison_first": 34, "comparison_second": 60, "comparison_label": "elders"},
        {"shape": Shape.SINGLE, "contrast": "none", "second": 77},
    ]
    case = make_case(results=[build_result(counts_for=[method], **fields) for fields in shapes])
    counted = {each.uuid: each.result for each in inputs_of([method.pk])[method.pk]}
    rows = rows_of_case(case)
    assert len(rows) == len(counted) == len(shapes)
    for row in rows:
        way = result_direction(effect_of(counted[row.uuid]), counted[row.uuid].better)
        assert row.direction is (direction_of(way) if way else Direction.UNKNOWN)


def test_a_card_says_what_is_stored_and_shows_a_row_that_agrees() -> None:
    aim = IndicatorFactory()
    method, nobody = make_method(indicators=[aim]), make_method(indicators=[aim])
    for second in (20, 30, 40, 5):
        make_case(results=[build_result(indicator=aim, counts_for=[method], first=10, second=second)])
    make_case(results=[build_result(counts_for=[nobody])])
    recompute([method.pk, nobody.pk])
    cards = cards_by_page([method.pk, nobody.pk])
    found = {card.page_id: card.outcome for card in cards.values() if isinstance(card, OutcomeCard)}
    assert found[method.pk].evidence.direction is Way.BETTER
    assert found[method.pk].level == 1
    shown = found[method.pk].shown
    assert shown is not None
    assert shown.direction is Direction.BETTER
    assert (found[nobody.pk].direction, found[nobody.pk].shown) == (None, None)
