"""From the first page to the result at a secret address: nothing typed lost, nothing kept too long, nothing shown."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.secret_addresses.models import SecretAddress
from core.submissions import guard
from core.submissions.guard import Objection
from monitor.scan import scans
from monitor.scan.forms import LineForm
from monitor.scan.models import ProductScan, ScanLine
from monitor.scan.starting import STARTING
from monitor.scan.views import SALT, TITLE
from tests.clock import Later
from tests.factories.pages import make_method
from tests.factories.vocabulary import BarrierFactory, ChannelFactory, ProductFactory
from tests.home.reading import soup, words
from tests.monitor.scan.conftest import ADDRESS, EXEMPTION, PERMIT, TWO, Make, this_year, typed
from tests.reader_forms import ReaderClient
from tests.starter.content import CONTENT
from vocabulary.models import OrganisationType, Product

pytestmark = pytest.mark.django_db


def read(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def test_ten_products_are_some_eighty_fields_and_none_is_required(
    reader: ReaderClient, family: OrganisationType
) -> None:
    """Fifteen minutes are 900 seconds: eleven for each field, if somebody knows the answer to all of them."""
    for slug in STARTING["gemeente"]:
        ProductFactory(slug=slug, label=slug)
    page = soup(reader, f"{ADDRESS}?familie=gemeente")
    lines = page.select("fieldset[data-product]")
    assert [line["data-product"] for line in lines] == list(STARTING["gemeente"])
    assert {len(line.select("select, input:not([type=hidden])")) for line in lines} == {8}
    assert 10 * len(LineForm.base_fields) == 80
    assert not page.select("[required]")
    assert {line.select("option[selected]")[0].text for line in lines} == {"Weten we niet"}


def test_every_product_of_a_starting_list_is_in_the_content() -> None:
    text = (CONTENT / "vocabulary" / "products.yaml").read_text()
    assert [len(products) for products in STARTING.values()] == [20, 5, 5, 5]
    for products in STARTING.values():
        assert not [slug for slug in products if f"- slug: {slug}\n" not in text]


def test_the_two_ways_to_count_stand_beside_each_other(reader: ReaderClient, make: Make) -> None:
    page = soup(reader, make())
    first, distance = page.select("[aria-labelledby=uitkomst] tbody tr")
    assert "Hoe digitaal nu" in words(first)
    assert [words(each) for each in first.select(".od-scan__figure")] == ["50 van de 100", "2 van de 100"]
    assert [words(each) for each in distance.select(".od-scan__figure")] == ["50 van de 100", "98 van de 100"]
    text = words(page.main)
    assert "Eén product maakt 100% van de afstand: parkeervergunning." in text
    assert "Hier vragen jullie om in te loggen terwijl dat niet nodig is: parkeervergunning." in text
    assert "dit is geen score van een landelijke monitor" in text
    rows = page.select("tr[data-product]")
    assert [row["data-product"] for row in rows] == ["parkeervergunning", "ontheffing"]
    assert "Nu: niet digitaal. Best: helemaal digitaal." in words(rows[0])
    assert "vooraf ingevuld" in words(rows[1])
    assert all(row.select("svg[aria-hidden=true]") for row in rows)
    assert [row.select_one("th a")["href"] for row in rows] == [f"/producten/{row['data-product']}/" for row in rows]


def test_the_answer_is_kept_nowhere_and_sets_no_cookie(reader: ReaderClient, make: Make) -> None:
    response = reader.get(make())
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert not reader.cookies


def test_methods_that_fit_by_barrier_channel_and_family(
    reader: ReaderClient, make: Make, family: OrganisationType
) -> None:
    web, login = ChannelFactory(slug="formulier"), BarrierFactory(slug="inloggen")
    easy = make_method(title="Vraag niet om inloggen", families=[family], barriers=[login])
    form = make_method(title="Maak een formulier", families=[family], channels=[web])
    elsewhere = make_method(title="Niet voor gemeenten", barriers=[login], channels=[web])
    path = make({"parkeervergunning": PERMIT, "paspoort": PERMIT | {"login": "nodig"}})
    permit, passport = soup(reader, path).select("tr[data-product]")
    assert [link.get_text().partition(". ")[2] for link in permit.select("td a")[:2]] == [easy.title, form.title]
    assert form.title in words(passport) and easy.title not in words(passport)
    assert elsewhere.title not in words(permit) + words(passport)
    assert "belemmering=inloggen" in permit.select("a")[-1]["href"]


def test_a_product_can_be_added_with_everything_typed_as_it_was(
    reader: ReaderClient, family: OrganisationType, products: dict[str, Product]
) -> None:
    sent = typed(TWO, doe="erbij", extra="PASPOORT")
    page = read(reader.post(ADDRESS, sent))
    assert [line["data-product"] for line in page.select("fieldset[data-product]")] == [*TWO, "paspoort"]
    assert page.select("#id_parkeervergunning-volume")[0]["value"] == "1.000"
    assert page.select("#id_parkeervergunning-level option[selected]")[0]["value"] == "niet"
    assert page.select("#id_extra")[0]["value"] == ""
    wrong = reader.post(ADDRESS, sent | {"extra": "pasport", "doe": "bewaar"})
    assert wrong.status_code == 400
    assert "Bedoel je ‘paspoort’?" in words(read(wrong).main)
    assert not ProductScan.objects.exists()


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ({"volume": "veel"}, "Voer een getal in."),
        ({"volume": "12,5"}, "‘12,5’ is geen heel getal."),
        ({"volume": "-3"}, "Dit moet tussen 0 en 100.000.000 liggen."),
        ({"volume": "9" * 41}, "Dit is te lang voor een getal."),
        ({"digital": "101"}, "Dit moet tussen 0 en 100 liggen."),
        ({"digital": "12,34"}, "Schrijf hoogstens één cijfer achter de komma."),
        ({"level": "half"}, "Kies iets uit de lijst."),
        ({"optimum": "deels"}, "Kies waarom dit het beste is."),
        ({"reason": "wet"}, "Kies wat hier het beste is, of haal de reden weg."),
        ({}, "Vul bij minstens één product iets in."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(
    reader: ReaderClient, make: Make, line: dict[str, str], error: str
) -> None:
    token = guard.make_token(SALT, TITLE)
    response = reader.post(ADDRESS, typed({"paspoort": line}, token=token))
    assert response.status_code == 400
    page = read(response)
    assert error in words(page.select("[data-error-summary]")[0])
    for name, value in line.items():
        if name in ("volume", "digital"):
            assert page.select(f"#id_paspoort-{name}")[0]["value"] == value
    assert not ProductScan.objects.exists()


def test_a_form_from_elsewhere_or_too_late_is_refused_with_what_was_typed(
    reader: ReaderClient, family: OrganisationType, products: dict[str, Product]
) -> None:
    response = reader.post(ADDRESS, typed(TWO, token="oud"))
    assert response.status_code == 400
    assert str(Objection.TOO_LATE) in words(read(response).main)
    assert 'value="1.000"' in response.content.decode()
    assert reader.post(ADDRESS, "{}", content_type="application/json").status_code == 415
    assert reader.post(ADDRESS, {"familie": "bestaat-niet"}).status_code == 400


def test_ten_scans_of_one_network_and_then_a_wait(make: Make, reader: ReaderClient) -> None:
    for _ in range(10):
        make()
    token = guard.make_token(SALT, TITLE)
    response = reader.post(ADDRESS, typed(TWO, token=token))
    assert response.status_code == 429 and response.headers["Retry-After"]
    assert ProductScan.objects.count() == 10


def test_it_can_be_changed_and_the_later_of_two_is_told(make: Make, reader: ReaderClient) -> None:
    path = make()
    page = soup(reader, f"{path}invullen/")
    assert page.select("#id_parkeervergunning-volume")[0]["value"] == "1.000"
    seen = page.select("[name=gezien]")[0]["value"]
    new = typed({"parkeervergunning": PERMIT | {"level": "deels"}}, gezien=seen)
    assert reader.post(f"{path}invullen/", new).status_code == 303
    assert [(row.product.slug, row.level) for row in ScanLine.objects.all()] == [("parkeervergunning", "deels")]
    late = reader.post(f"{path}invullen/", typed(TWO, gezien=seen))
    assert late.status_code == 409
    assert "Iemand anders veranderde deze scan" in words(read(late).main)
    assert [row.product.slug for row in ScanLine.objects.all()] == ["parkeervergunning"]
    again = read(late).select("[name=gezien]")[0]["value"]
    assert reader.post(f"{path}invullen/", typed(TWO, gezien=again)).status_code == 303
    assert ScanLine.objects.count() == 2


def test_another_year_stands_beside_the_last_one(make: Make, reader: ReaderClient) -> None:
    now, last = this_year(), this_year() - 1
    path = make({"parkeervergunning": PERMIT, "ontheffing": EXEMPTION}, year=str(last))
    assert f"Begin met {now}" in words(soup(reader, path).main)
    reader.get(f"{path}volgend-jaar/")
    assert not ScanLine.objects.filter(year=now).exists()
    for _ in range(2):
        assert reader.post(f"{path}volgend-jaar/", {"ja": "1"}).status_code == 303
    page = soup(reader, f"{path}invullen/")
    assert page.select("#id_parkeervergunning-level option[selected]")[0]["value"] == "niet"
    assert page.select("#id_parkeervergunning-volume")[0]["value"] == ""
    sent = {"parkeervergunning": PERMIT | {"level": "helemaal"}, "ontheffing": EXEMPTION}
    reader.post(f"{path}invullen/", typed(sent, gezien=page.select("[name=gezien]")[0]["value"]))
    page = soup(reader, path)
    before, after = (words(row) for row in page.select("[aria-labelledby=vorig-jaar] tbody tr"))
    assert before.startswith(f"{last} 50 van de 100") and after.startswith(f"{now} 100 van de 100")
    assert "Vorige keer: niet digitaal." in words(page.select("tr[data-product=parkeervergunning]")[0])
    assert reader.get(f"{path}volgend-jaar/").status_code == 404


def test_it_goes_by_a_button_or_two_years_after_the_last_change(make: Make, reader: ReaderClient, later: Later) -> None:
    first, second = make(), make()
    reader.get(f"{first}verwijderen/")
    assert ProductScan.objects.count() == 2
    assert "verwijderd" in words(read(reader.post(f"{first}verwijderen/", {"ja": "1"})).main)
    assert reader.get(first).status_code == 404
    later(days=729)
    assert scans.forget() == 0
    later(days=2)
    assert scans.forget() == 1
    assert reader.get(second).status_code == 404
    assert not ScanLine.objects.exists() and not SecretAddress.objects.exists()


def test_the_number_of_queries_is_the_same_for_two_and_twenty_products(make: Make, reader: ReaderClient) -> None:
    many = {f"product-x{number}": PERMIT for number in range(20)}
    for slug in many:
        ProductFactory(slug=slug, label=slug)
    counts = []
    for fields in (TWO, many):
        path = make(fields)
        for page in (path, f"{path}invullen/", f"{path}delen/"):
            with CaptureQueriesContext(connection) as queries:
                assert reader.get(page).status_code == 200
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 14


def test_a_file_gives_the_same_as_the_page(make: Make, reader: ReaderClient, tmp_path: Any, capsys: Any) -> None:
    path = make()
    file = tmp_path / "scan.csv"
    file.write_bytes(reader.get(f"{path}scan.csv").content)
    call_command("product_scan", str(file))
    said = capsys.readouterr().out
    assert "Hoe digitaal nu, elke aanvraag even zwaar: 2 van de 100 (producten: 2)" in said
    assert "Eén product maakt 100% van de afstand: parkeervergunning." in said
    file.write_text(file.read_text().replace("1000", "veel"))
    with pytest.raises(CommandError, match="Regel 2: aantal: Voer een getal in"):
        call_command("product_scan", str(file))
