"""What a method page says of its evidence, on generated organisations; checked against `python -m evidence`."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.choices import Contrast, Design, Outcome, Shape
from evidence.notation import number
from methods.models import MethodPage
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import FamilyFactory, IndicatorFactory, OrganisationFactory
from tests.home.reading import soup, words
from vocabulary.models import Indicator, OrganisationType

pytestmark = pytest.mark.django_db
# (after events, after n, before events, before n): the published set of four, and one more.
FIVE = (
    (650, 1300, 408, 1200),
    (468, 900, 328, 800),
    (75, 300, 77, 350),
    (3024, 4200, 2200, 4000),
    (300, 700, 250, 700),
)
HEADER = "after_events,after_n,before_events,before_n"


@pytest.fixture
def share() -> Indicator:
    return IndicatorFactory(
        slug="digitaal", label="digitaal aandeel", question="Hoeveel van elke 100 aanvragen zijn digitaal?"
    )


@pytest.fixture
def families() -> tuple[OrganisationType, OrganisationType]:
    return FamilyFactory(slug="gemeente", plural="Gemeenten"), FamilyFactory(slug="waterschap", plural="Waterschappen")


# The arithmetic at a start of one's own is offered for comparisons only.
COMPARED = {"contrast": Contrast.WITHOUT_WITH, "design": Design.COMPARISON}


def grow(
    share: Indicator,
    cells: Sequence[tuple[int, int, int, int]],
    families: Sequence[OrganisationType] = (),
    others: Sequence[Indicator] = (),
    **fields: Any,
) -> MethodPage:
    """A method with one organisation per row of cells; the first two are of the first family."""
    method = make_method(indicators=[share, *others])
    for place, (after, after_n, before, before_n) in enumerate(cells):
        family = {"family": families[0 if place < 2 else 1]} if families else {}
        counted = {"first_events": before, "first_total": before_n, "second_events": after, "second_total": after_n}
        result = build_result(
            indicator=share, counts_for=[method], shape=Shape.COUNTS, **{**COMPARED, **counted, **fields}
        )
        make_case(organisations=[OrganisationFactory(label=f"Plaats {place}", **family)], results=[result])
    return method


def outsider(tmp_path: Path, cells: Sequence[tuple[int, int, int, int]], start: float) -> dict[str, Any]:
    """What `python -m evidence` makes of the same numbers."""
    path = tmp_path / "rows.csv"
    path.write_text("\n".join([HEADER, *(",".join(map(str, row)) for row in cells)]), encoding="utf-8")
    command = [sys.executable, "-m", "evidence", str(path), "--start", str(start)]
    found: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return found


@pytest.mark.parametrize("start", [34, 85])
def test_five_organisations_at_a_start_say_what_an_outsider_computes(
    client: Client, tmp_path: Path, share: Indicator, start: int
) -> None:
    method = grow(share, FIVE)
    expected = outsider(tmp_path, FIVE, start)
    page = soup(client, f"{method.get_url()}?maat=digitaal&start={start}")
    at = expected["at_start"]
    answer = words(page.select_one("[data-answer]"))
    mean, low, high, next_low, next_high = (
        number(at[name], 0) for name in ("expected", "ci_low", "ci_high", "pi_low", "pi_high")
    )
    assert f"Begin je op {start} van de 100, dan is het gemiddelde ongeveer {mean} van de 100 " in answer
    assert f"(tussen {low} en {high})" in answer
    assert f"Een volgende organisatie kan uitkomen tussen {next_low} en {next_high} van de 100." in answer
    assert "Dat bereik is ruw" in answer
    plain = grow(share, FIVE, design=Design.BEFORE_AFTER, contrast=Contrast.BEFORE_AFTER)
    block = words(soup(client, plain.get_url()).select_one("[data-indicator=digitaal]"))
    assert f", {expected['strength']['level']} van 5" in block
    assert page.select_one("input[name=start][type=text]")["value"] == str(start)
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert page.select_one("link[rel=canonical]")["href"] == f"https://www.example.nl{method.get_url()}"


def test_the_table_holds_all_that_the_chart_draws(client: Client, share: Indicator) -> None:
    page = soup(client, grow(share, FIVE).get_url())
    table = page.select_one("[data-indicator=digitaal] table")
    assert len(table.select("tr[data-kind=case]")) == 5
    mean, following = table.select_one("[data-pooled=mean]"), table.select_one("[data-pooled=next]")
    assert "Samen gemiddelde van de 5 organisaties" in words(mean)
    assert "marge van 95%" in words(mean)
    assert mean.select_one("path.od-chart__mean")
    low, high = re.findall(r"[\d,]+", words(following.select_one(".od-table__after")))
    line = following.select_one("line.od-chart__next")
    assert line["x1"].startswith(low.split(",")[0])
    assert line["x2"].startswith(high.split(",")[0])
    assert "een volgende organisatie kan uitkomen tussen" in words(page.select_one(".od-tablebox__after"))


def test_below_five_there_is_no_range_and_below_three_nothing_together(client: Client, share: Indicator) -> None:
    four = soup(client, f"{grow(share, FIVE[:4]).get_url()}?start=34")
    assert four.select_one("[data-pooled=mean]")
    assert not four.select_one("[data-pooled=next], .od-chart__next")
    assert "zeggen we pas vanaf 5 organisaties" in words(four.select_one("[data-answer]"))
    two = soup(client, f"{grow(share, FIVE[:2]).get_url()}?start=34")
    assert not two.select_one("[data-pooled], .od-chart__interval, .od-chart__mean")
    answer = words(two.select_one("[data-answer]"))
    assert "Nu 34 van de 100. Ging het zoals bij Plaats 0, dan ongeveer 50." in answer
    assert "Ging het zoals bij Plaats 1, dan ongeveer" in answer
    assert "Dit is een rekenvoorbeeld en geen voorspelling." in answer
    assert "gemiddelde geven we pas als minstens 3 organisaties" in answer
    assert len(two.select("[data-answer] li")) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"shape": Shape.POINTS, "change_points": 16},
        {"shape": Shape.RELATIVE, "change_relative": 47},
        {"shape": Shape.TEXT, "outcome": Outcome.ROSE},
    ],
)
def test_a_percentage_is_never_carried_over(client: Client, share: Indicator, fields: dict[str, Any]) -> None:
    method = make_method(indicators=[share])
    make_case(results=[build_result(indicator=share, counts_for=[method], **fields)])
    page = soup(client, f"{method.get_url()}?maat=digitaal&start=34")
    assert not page.select_one("[data-answer], input[name=start]:not([type=hidden])")
    assert "heeft geen cijfers om mee te rekenen" in words(page.select_one("[aria-labelledby=opbrengst]"))


def test_a_plain_before_after_is_no_effect_and_stays_below_what_it_may_be(client: Client, share: Indicator) -> None:
    seen = {"contrast": Contrast.BEFORE_AFTER, "design": Design.BEFORE_AFTER}
    page = soup(client, f"{grow(share, FIVE, **seen).get_url()}?start=34")
    shown = words(page.select_one("[aria-labelledby=opbrengst]"))
    assert "effect" not in shown.lower()
    assert "waargenomen verandering" in shown
    assert "3 van 5" not in shown
    assert "Niemand vergeleek met een groep zonder de methode" in shown
    assert not page.select("[data-answer], input[name=start][type=text]")


def test_without_a_guard_level_four_is_the_highest_and_the_page_says_so(client: Client, share: Indicator) -> None:
    alike = [(4500 + 20 * place, 10_000, 3000, 10_000) for place in range(6)]
    fields = {"design": Design.RANDOMISED, "contrast": Contrast.WITHOUT_WITH, "first_period": "2025"}
    method = grow(share, alike, **fields, second_period="2025")
    shown = words(soup(client, method.get_url()).select_one("[aria-labelledby=opbrengst]"))
    assert "4 van 5" in shown
    assert ", 5 van 5" not in shown
    assert "Niemand keek ook naar nadelen" in shown
    calls = IndicatorFactory(label="telefoontjes", better=Indicator.Better.LOWER, unit=Indicator.Unit.COUNT)
    guard = build_result(indicator=calls, counts_for=[method], shape=Shape.VALUE, first=100, second=90)
    case = make_case(results=[guard, build_result(indicator=share, counts_for=[method], **fields)])
    page = soup(client, method.get_url())
    assert case.title
    assert "Niemand keek ook naar nadelen" not in words(page.main)
    guarded = page.select_one("[data-group=bewaken]")
    assert words(guarded).startswith("Mag niet slechter worden") and calls.label in words(guarded)


def test_two_indicators_have_two_charts_and_no_size_together(client: Client, share: Indicator) -> None:
    other = IndicatorFactory(slug="ander", label="iets anders")
    method = grow(share, FIVE, others=[other])
    make_case(results=[build_result(indicator=other, counts_for=[method])])
    page = soup(client, method.get_url())
    assert "verschillende maten" in words(page.select_one(".od-evidence"))
    assert len(page.select("table[aria-labelledby=opbrengst] tr[data-kind=case]")) == 6
    assert len(page.select("[data-indicator=digitaal] tr[data-kind=case]")) == 5
    assert not page.select_one("[data-indicator=ander]"), "one organisation: nothing to lay beside it"


def test_a_family_is_computed_by_itself_and_two_are_listed(
    client: Client, share: Indicator, families: tuple[OrganisationType, OrganisationType], tmp_path: Path
) -> None:
    method = grow(share, FIVE, families)
    two = soup(client, f"{method.get_url()}?familie=gemeente&start=34")
    shown = words(two.select_one("[aria-labelledby=opbrengst]"))
    assert "Hieronder staan alleen gemeenten: 2 organisaties." in shown
    assert not two.select_one("[data-pooled]")
    assert len(two.select("[data-answer] li")) == 2
    three = soup(client, f"{method.get_url()}?familie=waterschap&start=34")
    assert "Samen gemiddelde van de 3 organisaties" in words(three.select_one("[data-pooled=mean]"))
    assert not three.select_one("[data-pooled=next]")
    expected = number(outsider(tmp_path, FIVE[2:], 34)["at_start"]["expected"], 0)
    assert f"het gemiddelde ongeveer {expected} van de 100" in words(three.select_one("[data-answer]"))
    assert three.select_one("form input[name=familie]")["value"] == "waterschap"
    nobody = soup(client, f"{method.get_url()}?familie={FamilyFactory(slug='provincie').slug}")
    assert "Nog geen cijfers gevonden" in words(nobody.select_one("[aria-labelledby=opbrengst]"))


@pytest.mark.parametrize(
    "typed", ["", "0", "100", "101", "-3", "1.000", "1e5", "nan", "٣٤", "34 of zo", "<b>x</b>", "9" * 400]
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost(
    client: Client, share: Indicator, typed: str
) -> None:
    method = grow(share, FIVE[:1])
    response = client.get(method.get_url(), {"maat": "digitaal", "start": typed})
    assert response.status_code == 200
    page = soup(client, f"{method.get_url()}?{response.request['QUERY_STRING']}")
    field = page.select_one("input[name=start][type=text]")
    assert field["value"] == typed
    assert field["aria-invalid"] == "true"
    [problem] = [page.select_one(f"#{name}") for name in field["aria-describedby"].split() if name.startswith("fout")]
    assert re.search(r"Vul een getal in", words(problem))
    assert not page.select_one("[data-answer]")


def test_what_is_no_text_is_not_sent_back(client: Client, share: Indicator) -> None:
    method = grow(share, FIVE[:1])
    odd = client.get(method.get_url(), {"start": "3\x00\ufffe4", "familie": "\x01maan", "maat": "kaas\u202e"})
    assert not re.search("[\x00\x01\ufffe\u202e]", odd.content.decode())


@pytest.mark.parametrize(("typed", "share_of_it"), [("34", "34"), (" 34 % ", "34"), ("8,5", "8,5"), ("8.5", "8,5")])
def test_a_share_may_be_written_in_more_than_one_way(
    client: Client, share: Indicator, typed: str, share_of_it: str
) -> None:
    method = grow(share, FIVE)
    response = client.get(method.get_url(), {"start": typed})
    assert f"Begin je op {share_of_it} van de 100" in response.content.decode().replace("\N{SOFT HYPHEN}", "")


def test_unknown_words_in_the_address_are_named_and_left_out(client: Client, share: Indicator) -> None:
    method = grow(share, FIVE[:1])
    shown = words(soup(client, f"{method.get_url()}?familie=maan&maat=kaas&start=5").main)
    assert "De familie ‘maan’ kennen we niet." in shown
    assert "De maat ‘kaas’ hoort hier niet bij" in shown


def test_a_trend_beside_it_is_taken_off(client: Client, share: Indicator) -> None:
    method = make_method(indicators=[share])
    trend = {"comparison_label": "heel Nederland", "comparison_first": 34, "comparison_second": 50}
    make_case(results=[build_result(indicator=share, counts_for=[method], first=34, second=50, **trend)])
    page = soup(client, method.get_url())
    row = page.select_one("tr[data-kind=case]")
    assert "Geen duidelijke verandering +16 procentpunt" in words(row)
    behind = words(row.find_next_sibling("tr"))
    assert "Ernaast heel Nederland: van 34% naar 50%. Dat trekken we eraf: 0 procentpunt blijft over" in behind
    assert ", 1 van 5" in words(page.select_one(".od-evidence"))


def test_the_sheet_holds_the_table_and_gives_the_same_answer(client: Client, share: Indicator, tmp_path: Path) -> None:
    method = grow(share, FIVE)
    page = soup(client, method.get_url())
    [link] = [each["href"] for each in page.select("a[download]")]
    assert link == f"/m/{method.number}/resultaten.csv"
    response = client.get(link)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    names = ("na_aantal", "na_totaal", "voor_aantal", "voor_totaal")
    cells = [tuple(int(row[name]) for name in names) for row in rows]
    assert sorted(cells) == sorted(FIVE)
    assert outsider(tmp_path, cells, 34)["pooled"]["k"] == 5  # type: ignore[arg-type]
    assert {row["soort"] for row in rows} == {"hoofdmaat"}
    assert rows[0]["adres"].startswith("https://www.example.nl/")


def test_no_cell_of_the_sheet_is_a_formula(client: Client, share: Indicator) -> None:
    method = make_method(indicators=[share])
    nasty = OrganisationFactory(label="=HYPERLINK(1)")
    result = build_result(indicator=share, counts_for=[method], as_published="@SUM(1)")
    make_case(organisations=[nasty], results=[result])
    text = client.get(f"/m/{method.number}/resultaten.csv").content.decode("utf-8-sig")
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        assert not [cell for cell in row if cell.lstrip().startswith(("=", "+", "-", "@", "\t"))]
    assert "'=HYPERLINK(1)" in text


def test_the_sheet_of_what_is_not_public_is_not_there(client: Client, share: Indicator) -> None:
    assert client.get("/m/999999/resultaten.csv").status_code == 404
    hidden = make_method(live=False)
    assert client.get(f"/m/{hidden.number}/resultaten.csv").status_code == 404
    method = make_method(indicators=[share])
    make_case(live=False, results=[build_result(indicator=share, counts_for=[method], as_published="Kanarie")])
    assert b"Kanarie" not in client.get(f"/m/{method.number}/resultaten.csv").content


def test_every_level_has_its_reasons_and_the_day(client: Client, share: Indicator) -> None:
    page = soup(client, grow(share, FIVE).get_url())
    for details in page.select("details.od-reasons"):
        shown = words(details)
        for part in ("Zo komen we aan", "Wat is nodig om hoger te komen", "Wat doe je hiermee"):
            assert part in shown
    day = page.select_one(".od-why__rule time")["datetime"]
    assert day == timezone.localdate().isoformat()
