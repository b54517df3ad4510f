"""The pages of figures: as readers get them, as a file, with their own beside them, and with an objection."""

from __future__ import annotations

import logging
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.test import Client

from core.jobs import one_turn
from core.submissions import guard
from monitor.series.models import SeriesBreak, SeriesObjection, SeriesPage, SeriesRemark, SeriesValue
from tests.commits import Commit
from tests.factories.pages import make_listing, make_site
from tests.factories.vocabulary import ChannelFactory, OrganisationFactory
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient
from tests.site.test_words_of_readers import everything_stored
from vocabulary.models import Channel, Organisation

pytestmark = pytest.mark.django_db
PATH = "/cijfers/bellen/"
SOURCE = {"source_title": "Jaarverslag", "source_url": "https://bron.example/"}


def value(channel: Channel | None, year: int, figure: object, **more: Any) -> SeriesValue:
    fields = {"channel": channel, "period": str(year), "year": year, "value": figure, "unit": "telefoontjes"}
    return SeriesValue(**(fields | SOURCE | more))


@pytest.fixture
def phone() -> Channel:
    return ChannelFactory(slug="telefoon", label="Telefoon")


@pytest.fixture
def listing() -> Any:
    return make_listing(make_site().home, "Cijfers", "cijfers", kind="reeks")


@pytest.fixture
def series(listing: Any, phone: Channel, commit: Commit) -> SeriesPage:
    with commit():
        return make_series(listing, phone)


def make_series(listing: Any, phone: Channel, **fields: Any) -> SeriesPage:
    page = SeriesPage(
        **{
            "title": "Bellen",
            "slug": "bellen",
            "gist": "Hoe vaak mensen bellen.",
            "counted": "contacten",
            "definition": "Elk telefoontje dat is opgenomen.",
            "organisation": Organisation.objects.filter(slug="voorbeeldstad").first()
            or OrganisationFactory(slug="voorbeeldstad", label="Voorbeeldstad"),
            **fields,
        }
    )
    page.values.set(
        [
            value(phone, 2018, 1200, sample="circa 800 bellers"),
            value(phone, 2019, 900),
            value(None, 2020, None, words="de helft", line="digitaal"),
            value(None, 2020, 40, unit="% van wie belt", line="=tevreden"),
        ]
    )
    page.breaks.set([SeriesBreak(from_year=2019, text="zonder doorverbinden.")])
    page.objections.set([SeriesObjection(text="Wie ophangt, telt niet mee.", weight="deels", **SOURCE)])
    listing.add_child(instance=page)
    return page


def test_a_figure_stands_with_its_definition_and_the_objections(client: Client, series: SeriesPage) -> None:
    page = soup(client, PATH)
    text = words(page.main)
    for part in (
        "Elk telefoontje dat is opgenomen.",
        "Wie ophangt, telt niet mee.",
        "1.200",
        "de helft",
        "Jaarverslag",
    ):
        assert part in text
    assert "Vanaf 2019 anders geteld: zonder doorverbinden." in text
    assert text.index("Wie ophangt") < text.index("1.200"), "beside the figure, not behind it"


def test_a_draft_is_nowhere(client: Client, listing: Any, phone: Channel, commit: Commit) -> None:
    with commit():
        make_series(listing, phone, title="Geheimpje", live=False)
    one_turn()
    for path in (
        "/cijfers/",
        "/cijfers/cijfers.csv",
        "/cijfers/naast-elkaar/",
        "/zoeken/?q=geheimpje&soort=reeks",
        "/sitemap.xml",
    ):
        answer = client.get(path)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"/bellen/" not in body, path
        assert b"1.200" not in body, path
    for path in ("", "cijfers.csv", "eigen-cijfers/", "bezwaar/"):
        assert client.get(f"{PATH}{path}").status_code == 404
    assert client.get("/cijfers/per-kanaal/telefoon/").status_code == 404
    assert client.get("/cijfers/per-organisatie/voorbeeldstad/").status_code == 404


def test_it_is_found_and_listed(client: Client, series: SeriesPage) -> None:
    one_turn()
    assert PATH in client.get("/cijfers/").text
    assert PATH in client.get("/zoeken/?q=bellen&soort=reeks").text


@pytest.mark.parametrize("path", ["/cijfers/per-kanaal/telefoon/", "/cijfers/per-organisatie/voorbeeldstad/"])
def test_lines_of_a_channel_and_of_an_organisation(client: Client, series: SeriesPage, path: str) -> None:
    text = words(soup(client, path).main)
    for part in ("1.200", "bij circa 800 bellers", "Elk telefoontje dat is opgenomen.", "Wie ophangt, telt niet mee."):
        assert part in text


def test_only_what_counts_the_same_stands_beside_each_other(
    client: Client, series: SeriesPage, listing: Any, phone: Channel
) -> None:
    make_series(listing, phone, title="Bellen elders", slug="elders")
    make_series(listing, phone, title="Tevreden bellers", slug="tevreden", counted="oordeel")
    key = ".telefoon-telefoontjes"
    page = soup(client, f"/cijfers/naast-elkaar/?a=bellen{key}&b=elders{key}")
    assert len(page.select(".od-beside table")) == 2
    assert words(page.main).count("Wie ophangt, telt niet mee.") == 2
    refused = soup(client, f"/cijfers/naast-elkaar/?a=bellen{key}&b=tevreden{key}")
    assert "tellen niet hetzelfde" in words(refused.main)
    assert not refused.select(".od-beside table")
    make_series(listing, phone, title="Belminuten", slug="minuten")
    SeriesValue.objects.filter(page__slug="minuten").update(unit="minuten")
    other = soup(client, f"/cijfers/naast-elkaar/?a=bellen{key}&b=minuten.telefoon-minuten")
    assert "andere eenheid" in words(other.main)
    assert client.get("/cijfers/naast-elkaar/?a=%00&b=onzin").status_code == 200


def test_your_own_figures_are_drawn_and_kept_nowhere(series: SeriesPage, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client = ReaderClient()
    sent = {"figures": "2018;4.321\n2019;4.123", "unit": "kanariegesprekken", "name": "Onze kanariestad"}
    before = list(everything_stored())
    answer = client.post(f"{PATH}eigen-cijfers/", sent)
    assert answer.status_code == 200
    assert "4.321 kanariegesprekken in 2018 en 4.123 kanariegesprekken in 2019." in answer.text
    assert "‘kanariegesprekken’ en ‘telefoontjes’" in answer.text
    assert list(everything_stored()) == before
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies
    assert "kanarie" not in caplog.text
    assert "kanarie" not in client.get(f"{PATH}eigen-cijfers/").text


@pytest.mark.parametrize(
    "sent",
    [
        {"figures": "onzin", "unit": "x"},
        {"figures": "", "unit": ""},
        {"figures": "2018;", "unit": ""},
        {"figures": "2018;1\n" * 1001, "unit": "x"},
        {"figures": "2018;1", "beside": "onzin"},
    ],
)
def test_wrong_figures_are_shown_back(series: SeriesPage, sent: dict[str, str]) -> None:
    answer = ReaderClient().post(f"{PATH}eigen-cijfers/", sent)
    assert answer.status_code == 400
    assert "Fout: " in answer.text
    assert sent["figures"].splitlines()[:1] == [] or sent["figures"].splitlines()[0] in answer.text


def test_your_own_figures_stand_in_the_same_chart(series: SeriesPage) -> None:
    client, path = ReaderClient(), f"{PATH}eigen-cijfers/"
    template = soup(client, path).select_one("textarea").text
    assert template.strip().splitlines() == ["periode;getal", "2018;", "2019;"]
    page = BeautifulSoup(client.post(path, {"figures": "2017;5\n2018;600", "name": "Onze stad"}).content, "html.parser")
    table = page.select_one("table[aria-labelledby=samen]")
    found = [(words(row.th), len(row.select("rect"))) for row in table.select("tbody tr:not(.od-line__break)")]
    assert found == [("2017", 1), ("2018", 2), ("2019", 1)]
    assert [bar["width"] for bar in table.select("tr")[2].select("rect")] == ["40%", "80%"]
    assert "Vanaf 2019 anders geteld" in words(table)
    text = words(page.main)
    for part in ("Onze stad: 5 telefoontjes in 2017 en 600", "Wie ophangt, telt niet mee.", "Elk telefoontje"):
        assert part in text


def test_an_objection_is_taken_in_and_not_public(series: SeriesPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SOONEST", -1)
    client = ReaderClient()
    page = soup(client, f"{PATH}bezwaar/")
    sent = {"token": page.select_one("[name=token]")["value"], "text": "Doorverbonden telt hier dubbel.", "website": ""}
    assert client.post(f"{PATH}bezwaar/", sent).status_code == 303
    remark = SeriesRemark.objects.get()
    assert remark.series == series
    assert "dubbel" not in client.get(PATH).text
    assert "dubbel" not in str(remark)


def test_the_file_goes_out_and_comes_back_the_same(client: Client, series: SeriesPage, tmp_path: Path) -> None:
    content = client.get(f"{PATH}cijfers.csv").getvalue()
    assert "de helft" in content.decode()
    file = tmp_path / "cijfers.csv"
    file.write_bytes(content)
    said = StringIO()
    call_command("import_series", "bellen", file, stdout=said)
    assert said.getvalue() == "Toegevoegd: 0. Veranderd: 0. Gelijk gebleven: 4.\n"
    file.write_text(content.decode().replace("1200", "1.201").replace(";2019;2019;", ";2021;2021;"), encoding="utf-8")
    call_command("import_series", "bellen", file, "--dry-run", stdout=said)
    assert series.values.count() == 4
    call_command("import_series", "bellen", file, stdout=said)
    assert said.getvalue().endswith("Toegevoegd: 1. Veranderd: 1. Gelijk gebleven: 2.\n")
    assert sorted(row.value for row in SeriesPage.objects.get().values.all() if row.value) == [40, 900, 900, 1201]


def test_a_file_with_errors_changes_nothing_and_says_where(client: Client, series: SeriesPage, tmp_path: Path) -> None:
    content = client.get(f"{PATH}cijfers.csv").getvalue().decode()
    file = tmp_path / "cijfers.csv"
    wrong = content.replace("1200", "veel").replace("telefoon;2019", "postduif;2019")
    wrong = wrong.replace("de helft;;Jaarverslag;https://bron.example/;", "de helft;;Jaarverslag;bron.example;ooit")
    file.write_text(wrong, encoding="utf-8")
    problems = r"Regel 2: getal.*\nRegel 3: kanaal: ‘postduif’.*\nRegel 4: gelezen_op: ‘ooit’ is geen dag"
    with pytest.raises(CommandError, match=problems):
        call_command("import_series", "bellen", file)
    assert series.values.get(year=2018).value == Decimal(1200)
    with pytest.raises(CommandError, match="geen reeks"):
        call_command("import_series", "onbekend", file)


def test_the_number_of_queries_is_fixed(
    client: Client, series: SeriesPage, listing: Any, phone: Channel, django_assert_max_num_queries: Any
) -> None:
    for number in range(10):
        make_series(listing, phone, title=f"Reeks {number}", slug=f"reeks-{number}")
    client.get("/cijfers/per-kanaal/telefoon/")
    with django_assert_max_num_queries(12):
        client.get("/cijfers/per-kanaal/telefoon/?x=1")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"value": None, "words": ""}, "value"),
        ({"value": 3, "words": "drie"}, "value"),
        ({"value": 3, "unit": ""}, "unit"),
        ({"value": -1}, "value"),
    ],
)
def test_a_wrong_value_is_refused_next_to_its_field(fields: dict[str, Any], wrong: str) -> None:
    with pytest.raises(ValidationError) as caught:
        value(None, 2020, **{"figure": fields.pop("value"), **fields}).clean()
    assert wrong in caught.value.message_dict
