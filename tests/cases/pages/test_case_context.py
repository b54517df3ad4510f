from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.choices import Contrast, Design, Relation, Shape
from cases.models import CaseSource, ResultSource
from cases.pages.case_context import case_view, given_facts
from cases.results.result_row import ResultRow, rows_of_case
from tests.factories.pages import build_case, build_result, make_case, make_method
from tests.factories.vocabulary import OrganisationFactory

pytestmark = pytest.mark.django_db


def row(**fields: Any) -> ResultRow:
    [made] = rows_of_case(build_case(results=[build_result(**fields)]))
    return made


def given(made: ResultRow) -> dict[str, str]:
    return {fact.label: fact.value for fact in given_facts(made) if fact.is_given}


def missing(made: ResultRow) -> set[str]:
    return {fact.label for fact in given_facts(made) if not fact.is_given}


def test_says_what_the_source_gives_and_what_not() -> None:
    made = row(first_period="2023", second_period="2024", design=Design.COMPARISON)
    assert given(made)["Beginstand"] == "10%"
    assert given(made)["Eindstand"] == "20%"
    assert given(made)["Periode van de meting"] == "2023 en 2024"
    assert given(made)["Groep ter vergelijking"] == "ja"
    assert missing(made) == {"Aantallen"}


def test_a_relative_change_has_no_start_and_no_end() -> None:
    made = row(shape=Shape.RELATIVE, change_relative=44, period_not_published=True, totals_not_published=True)
    assert missing(made) == {
        "Beginstand",
        "Eindstand",
        "Aantallen",
        "Periode van de meting",
        "Groep ter vergelijking",
    }


def test_counts_are_given_as_counts() -> None:
    made = row(shape=Shape.COUNTS, first_events=12, first_total=100, second_events=6, second_total=100)
    assert given(made)["Aantallen"] == "12 van 100 en 6 van 100"


def test_a_start_we_derived_ourselves_is_not_given() -> None:
    made = row(first_derived=True)
    assert "Beginstand" in missing(made)
    assert [fact.value for fact in given_facts(made) if fact.label == "Beginstand"] == ["10%, zelf afgeleid"]


def test_when_the_source_appeared_is_not_when_was_measured() -> None:
    made = row(period_not_published=True, period_text="bron verscheen in mei 2013")
    assert (made.period, made.period_known, made.period_note) == (
        "niet gepubliceerd",
        False,
        "bron verscheen in mei 2013",
    )


def test_a_trend_beside_it_is_told() -> None:
    made = row(comparison_label="Landelijk", comparison_first=20, comparison_second=22, design=Design.WITH_TREND)
    assert made.comparison == "Landelijk: van 20% naar 22%"


def test_methods_say_whether_the_case_counts_for_them() -> None:
    counted, used, draft = make_method(), make_method(), make_method(live=False)
    case = make_case(methods=[used, draft], results=[build_result(counts_for=[counted])])
    found = [(each.card.number, each.note, each.addition is not None) for each in case_view(case).methods]
    assert found == [(used.number, "Gebruikt, telt niet mee.", False), (counted.number, "", True)]


@pytest.mark.parametrize(
    ("relation", "said"),
    [
        (Relation.BUNDLE, "Gemeten samen met iets anders"),
        (Relation.VERSUS, "je ziet welke beter was, niet of de methode werkt"),
        (Relation.UNKNOWN, "De bron zegt niet wat er verschilde."),
    ],
)
def test_methods_that_were_not_tested_alone_get_the_reason(relation: str, said: str) -> None:
    method = make_method()
    case = make_case(methods=[method], results=[build_result(counts_for=[method], relation=relation)])
    [used] = case_view(case).methods
    assert said in used.note
    assert used.addition is None


def test_background_counts_for_nothing() -> None:
    method = make_method()
    case = make_case(background=True, methods=[method], results=[build_result(counts_for=[method])])
    assert [used.addition for used in case_view(case).methods] == [None]


def test_every_source_once_results_first() -> None:
    shared = {"title": "Jaarverslag", "url": "https://bron.example/"}
    case = make_case(
        results=[build_result(sources=[ResultSource(**shared)]), build_result(sources=[ResultSource(title="Blad")])],
        sources=[CaseSource(title="Verhaal"), CaseSource(**shared)],
    )
    assert [source.title for source in case_view(case).sources] == ["Jaarverslag", "Blad", "Verhaal"]


def test_an_organisation_that_ended_names_its_successor(client: Any) -> None:
    heir = OrganisationFactory(label="Gemeente Voorne aan Zee")
    old = OrganisationFactory(label="Gemeente Brielle", ended_on=date(2023, 1, 1), replaced_by=heir)
    case = make_case(organisations=[old])
    text = client.get(case.get_url()).content.decode()
    assert "Gemeente Brielle" in text
    assert "nu: Gemeente Voorne aan Zee" in text


def test_a_series_is_drawn_with_its_table(client: Any) -> None:
    series = build_result(shape=Shape.SERIES, contrast=Contrast.NONE, design="", series="2014: 58\n2015: 68")
    case = make_case(results=[series])
    view = case_view(case)
    assert view.first is not None
    assert view.first.columns is not None
    text = client.get(case.get_url()).content.decode()
    assert "58% in 2014 en 68% in 2015" in text
    assert '<th scope="row">2014</th><td>58%</td>' in text


def test_more_results_cost_no_more_queries() -> None:
    method = make_method()
    few, many = (
        make_case(
            organisations=[OrganisationFactory() for _ in range(count)],
            methods=[method],
            results=[build_result(counts_for=[method]) for _ in range(count)],
        )
        for count in (1, 7)
    )
    case_view(few)
    costs = []
    for case in (few, many):
        with CaptureQueriesContext(connection) as queries:
            case_view(case)
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1E+3000000", "veel"])
def test_a_stored_series_that_is_no_series_leaves_the_page_standing(client: Any, value: str) -> None:
    result = build_result(shape=Shape.SERIES, contrast=Contrast.NONE, design="", first=None, second=None)
    result.series = f"2014: 58\n2015: {value}"
    case = make_case(results=[result])
    for path in (case.get_url(), "/resultaten/", "/resultaten/resultaten.csv", "/resultaten/atom.xml"):
        response = client.get(path)
        assert response.status_code == 200 and response.getvalue()
