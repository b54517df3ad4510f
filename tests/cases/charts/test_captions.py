from __future__ import annotations

from typing import Any

import pytest

from cases.charts.captions import chart_sentence, counted, row_sentence
from cases.choices import Contrast, Design, Direction, Outcome, Shape
from cases.results.result_row import ResultRow, rows_of_case
from tests.factories.pages import build_case, build_result
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def row(**fields: Any) -> ResultRow:
    indicator = IndicatorFactory(label="gemiste afspraken")
    organisation = OrganisationFactory(label="Kredietbank")
    [made] = rows_of_case(
        build_case(organisations=[organisation], results=[build_result(indicator=indicator, **fields)])
    )
    return made


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Gemiste afspraken bij Kredietbank: van 10% naar 20%. Dat is 10 procentpunt meer."),
        (
            {"first": 12, "second": 6, "contrast": Contrast.WITHOUT_WITH},
            "Gemiste afspraken bij Kredietbank: 12% zonder en 6% met. Dat is 6 procentpunt minder.",
        ),
        (
            {"first_label": "oude brief", "second_label": "nieuwe brief", "qualifier": "over"},
            "Gemiste afspraken bij Kredietbank: 10% bij ‘oude brief’ en ruim 20% bij ‘nieuwe brief’. "
            "Dat is 10 procentpunt meer.",
        ),
        (
            {"first": 10, "second": 10},
            "Gemiste afspraken bij Kredietbank: van 10% naar 10%. Dat is precies gelijk."
            " De aantallen zijn niet gepubliceerd: een klein verschil kan gemist zijn.",
        ),
        (
            {"shape": Shape.RELATIVE, "change_relative": 44},
            "Gemiste afspraken bij Kredietbank: +44%. De beginstand is niet gepubliceerd.",
        ),
        (
            {"shape": Shape.TEXT, "outcome": Outcome.SAME, "contrast": Contrast.WITHOUT_WITH},
            "Gemiste afspraken bij Kredietbank: geen verschil gevonden."
            " De aantallen zijn niet gepubliceerd: een klein verschil kan gemist zijn.",
        ),
        (
            {"shape": Shape.TEXT, "outcome": Outcome.SAME, "contrast": Contrast.WITHOUT_WITH, "design": "randomised"},
            "Gemiste afspraken bij Kredietbank: geen verschil gevonden."
            " De aantallen zijn niet gepubliceerd: een klein verschil kan gemist zijn.",
        ),
        (
            {"shape": Shape.SINGLE, "second": 77, "contrast": Contrast.NONE, "design": ""},
            "Gemiste afspraken bij Kredietbank: 77%. Dit is één losse meting.",
        ),
    ],
)
def test_a_row_in_one_sentence(fields: dict[str, Any], sentence: str) -> None:
    assert row_sentence(row(**fields)) == sentence


def test_a_chart_of_many_rows_is_counted_and_not_added_up() -> None:
    rows = [row(), row(), row(design=Design.RANDOMISED)]
    said = chart_sentence(rows, [(Direction.BETTER, 2), (Direction.WORSE, 1)])
    assert said == "3 metingen: bij 2 metingen beter, bij 1 slechter. We tellen ze niet bij elkaar op."
    assert counted([]) == ""
