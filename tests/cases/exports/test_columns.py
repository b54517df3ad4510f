"""What the files with results hold of each shape: numbers with their unit, words where there are only words."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.choices import Contrast, Design, Outcome, Qualifier, Shape
from cases.exports import rows as export_rows
from cases.exports.columns import RESULT_COLUMNS
from cases.exports.rows import exported_results
from cases.results.visibility import counting_results
from core.http.exports import csv_parts
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import FamilyFactory, IndicatorFactory, OrganisationFactory
from vocabulary.models import Indicator

pytestmark = pytest.mark.django_db
NUMBERS = ("voor", "voor_eenheid", "na", "na_eenheid", "verschil", "verschil_eenheid", "uitkomst")


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def exported() -> list[dict[str, str]]:
    return read("".join(csv_parts(RESULT_COLUMNS, exported_results(counting_results()))))


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (
            {"shape": Shape.SHARE, "first": Decimal("11.1"), "second": Decimal("8.4")},
            ("11,1", "procent", "8,4", "procent", "-2,7", "procentpunt", "11,1% → 8,4%"),
        ),
        (
            {"shape": Shape.COUNTS, "first": None, "second": None}
            | {"first_events": 1, "first_total": 3, "second_events": 2, "second_total": 3},
            ("33,3333", "procent", "66,6667", "procent", "33,3334", "procentpunt", "33,3% → 66,7%"),
        ),
        (
            {"shape": Shape.VALUE, "first": Decimal(33000), "second": Decimal(21000)},
            ("33000", "bezoeken", "21000", "bezoeken", "-12000", "bezoeken", "33.000 → 21.000"),
        ),
        (
            {"shape": Shape.RELATIVE, "first": None, "second": None, "change_relative": Decimal(44)},
            ("", "", "", "", "44", "procent", "44% hoger"),
        ),
        (
            {"shape": Shape.POINTS, "first": None, "second": None, "change_points": Decimal("-16.5")},
            ("", "", "", "", "-16,5", "procentpunt", "16,5 procentpunt lager"),
        ),
        (
            {"shape": Shape.RELATIVE, "first": None, "second": None, "change_relative": Decimal(10)}
            | {"qualifier": Qualifier.OVER},
            ("", "", "", "", "10", "procent", "ruim 10% hoger"),
        ),
        (
            {"shape": Shape.RELATIVE, "first": None, "second": None, "change_factor": Decimal(2)},
            ("", "", "", "", "2", "keer", "2 keer zo veel"),
        ),
        (
            {"shape": Shape.TEXT, "first": None, "second": None, "outcome": Outcome.ROSE},
            ("", "", "", "", "", "", "Hoger"),
        ),
        (
            {"shape": Shape.SINGLE, "first": None, "second": Decimal(7), "contrast": Contrast.NONE, "design": ""},
            ("", "", "7", "bezoeken", "", "", "7"),
        ),
    ],
)
def test_a_number_is_a_number(figures: dict[str, Any], expected: tuple[str, ...]) -> None:
    make_case(results=[build_result(indicator=IndicatorFactory(unit=Indicator.Unit.VISITS), **figures)])
    [row] = exported()
    assert tuple(row[name] for name in NUMBERS) == expected


def test_a_range_has_both_its_ends() -> None:
    figures = {"change_low": Decimal(-70), "change_high": Decimal(-50)}
    make_case(results=[build_result(shape=Shape.RANGE, first=None, second=None, **figures)])
    [row] = exported()
    assert (row["bandbreedte_van"], row["bandbreedte_tot"], row["verschil"]) == ("-70", "-50", "")
    assert row["bandbreedte_van_eenheid"] == row["bandbreedte_tot_eenheid"] == "procent"


def test_what_is_left_after_the_trend_is_a_number() -> None:
    figures = {"first": Decimal(10), "second": Decimal(30)}
    trend = {"comparison_label": "Land", "comparison_first": Decimal(10), "comparison_second": Decimal(14)}
    make_case(results=[build_result(shape=Shape.SHARE, design=Design.WITH_TREND, **figures, **trend)])
    [row] = exported()
    assert row["over_na_trend_eenheid"] == "procentpunt"
    assert 0 < Decimal(row["over_na_trend"].replace(",", ".")) < 20


def test_the_file_of_a_method_has_the_same_columns_and_values(client: Client) -> None:
    share = IndicatorFactory()
    method = make_method(indicators=[share])
    make_case(results=[build_result(indicator=share, counts_for=[method])])
    own = read(client.get(f"/m/{method.number}/resultaten.csv").content.decode("utf-8-sig"))
    [all_results] = exported()
    assert [{**all_results, "soort": "hoofdmaat"}] == own
    found = json.loads(client.get(f"/m/{method.number}/resultaten.json").content)
    assert found["methode"] == method.number and found["licentie"] == "CC0-1.0"
    assert set(found["resultaten"][0]) == set(own[0])


def test_every_file_has_the_same_header(client: Client) -> None:
    method, other = make_method(), make_method(indicators=[IndicatorFactory()])
    make_case(results=[build_result(counts_for=[method, other])])
    files = [client.get(path) for path in (f"/m/{method.number}/resultaten.csv", "/resultaten/resultaten.csv")]
    texts = [response.getvalue().decode("utf-8-sig") for response in files]
    assert texts[0].splitlines()[0] == texts[1].splitlines()[0]
    assert texts[0].splitlines()[0].startswith("resultaat;praktijkvoorbeeld;")
    assert read(texts[0]) == read(texts[1])
    said = f"{method.number}: hoofdmaat | {other.number}: mag niet slechter worden"
    assert [row["soort"] for row in read(texts[0])] == [said]


def test_the_file_of_a_method_for_one_family(client: Client) -> None:
    method = make_method()
    for slug in ("gemeente", "provincie"):
        organisation = OrganisationFactory(label=f"Van {slug}", family=FamilyFactory(slug=slug))
        make_case(organisations=[organisation], results=[build_result(counts_for=[method])])
    address = f"/m/{method.number}/resultaten.csv"
    for query, expected in [("", 2), ("?familie=gemeente", 1), ("?familie=onzin", 2)]:
        assert len(read(client.get(f"{address}{query}").content.decode("utf-8-sig"))) == expected


def test_the_queries_grow_with_batches_only(monkeypatch: pytest.MonkeyPatch) -> None:
    make_case(results=[build_result() for _ in range(6)])

    def queries(batch: int) -> int:
        monkeypatch.setattr(export_rows, "BATCH", batch)
        with CaptureQueriesContext(connection) as captured:
            assert len(list(exported_results(counting_results()))) == 6
        return len(captured)

    whole, thirds = queries(6), queries(2)
    assert whole <= 10 and thirds <= 3 * whole
