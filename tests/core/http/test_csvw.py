"""What the columns of a CSV file mean: the same columns, with a type that every cell fits."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from tests.factories.pages import build_result, make_case, make_method, make_site
from tests.search.hiding import draft

pytestmark = pytest.mark.django_db
FITS: dict[str, Callable[[str], Any]] = {
    "string": str,
    "integer": int,
    "decimal": lambda text: Decimal(text.replace(".", "").replace(",", ".")),
    "date": date.fromisoformat,
    "anyURI": lambda text: re.fullmatch(r"https?://\S+", text) or 1 / 0,
    "json": str,
}


@pytest.fixture
def method() -> Any:
    make_site()
    method = make_method(number=31)
    make_case(results=[build_result(counts_for=[method], with_totals=True, note="=1+1")], methods=[method])
    return method


@pytest.mark.parametrize(
    "path",
    [
        "/resultaten/resultaten.csv",
        "/m/31/resultaten.csv",
        "/agenda/agenda.csv",
        "/cijfers/cijfers.csv",
        "/witte-vlekken/witte-vlekken.csv",
    ],
)
def test_every_cell_fits_the_type_of_its_column(path: str, client: Client, method: Any) -> None:
    response = client.get(path)
    address = f"https://www.example.nl{path}-metadata.json"
    assert f'<{address}>; rel="describedby"; type="application/csvm+json"' in response["Link"]
    said = client.get(f"{path}-metadata.json")
    assert said["Content-Type"] == "application/csvm+json"
    assert said["Access-Control-Allow-Origin"] == "*"
    found = said.json()
    assert found["url"] == path.rpartition("/")[2]
    text = (response.getvalue() if response.streaming else response.content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=found["dialect"]["delimiter"]))
    columns = found["tableSchema"]["columns"]
    assert rows[0] == [column["titles"] for column in columns]
    for row in rows[1:]:
        for column, cell in zip(columns, row, strict=True):
            kind = column["datatype"] if isinstance(column["datatype"], str) else column["datatype"]["base"]
            for part in cell.split(column["separator"]) if "separator" in column and cell else [cell]:
                assert not part or FITS[kind](part) is not None


def test_a_file_that_is_not_there_is_not_described(client: Client, method: Any) -> None:
    for path in ("/m/32/resultaten.csv", "/niets.csv", "/resultaten/resultaten.json", "/methoden/x.csv"):
        assert client.get(f"{path}-metadata.json").status_code == 404
    draft(method)
    assert client.get("/m/31/resultaten.csv-metadata.json").status_code == 404
