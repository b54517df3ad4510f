"""Pages of products: published volumes with their source, what this site knows of them, and nothing made up."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.jobs import one_turn
from monitor.models import ProductPage, ProductScan, ProductValue, ScanPublication, StatedLine
from monitor.scan.choices import Reason
from tests.commits import Commit
from tests.factories.pages import make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import FamilyFactory, OrganisationFactory, ProductFactory
from tests.home.reading import data_blocks, soup, words
from tests.starter.content import CONTENT
from vocabulary.confirmed_organisation import NameConfirmed
from vocabulary.models import Product

pytestmark = pytest.mark.django_db
PATH = "/producten/kanariepas/"


@pytest.fixture
def product() -> Product:
    return ProductFactory(
        slug="kanariepas", label="kanariepas", uri="http://standaarden.overheid.nl/owms/terms/kanarie"
    )


def build_page(product: Product, **fields: Any) -> ProductPage:
    page = ProductPage(
        **{
            "title": "Kanariepas",
            "slug": product.slug,
            "product": product,
            "gist": "Een pas voor wie een kanarie houdt.",
            "caveat": "Dit zijn vogels, geen aanvragen.",
            **fields,
        }
    )
    source = {"source_title": "Jaarverslag van de vogels", "source_url": "https://bron.example/"}
    page.values.set(
        [
            ProductValue(line="Landelijk", period="2023", year=2023, value=Decimal(1250), unit="vogels", **source),
            ProductValue(line="Landelijk", period="2024", year=2024, value=Decimal(1400), unit="vogels", **source),
            ProductValue(line="Raming", period="2025", year=2025, words="1.500 tot 1.600", **source),
        ]
    )
    return page


def make_page(product: Product, **fields: Any) -> ProductPage:
    listing = make_listing(make_site().home, "Producten", "producten", kind="product")
    page: ProductPage = listing.add_child(instance=build_page(product, **fields))
    return page


def test_volumes_stand_with_their_source_and_what_not_to_forget(client: Client, product: Product) -> None:
    page = make_page(product)
    page.families.set([FamilyFactory(slug="vogelschap", label="vogelschap", plural="vogelschappen")])
    page.save()
    shown = soup(client, PATH)
    text = words(shown.main)
    for part in (
        "Dit zijn vogels, geen aanvragen.",
        "1.250 vogels in 2023 en 1.400 vogels in 2024.",
        "1.500 tot 1.600",
        "Jaarverslag van de vogels",
        "Vogelschappen",
    ):
        assert part in text
    assert shown.select_one(f"a[href='{product.uri}']")
    assert data_blocks(shown)["GovernmentService"]["sameAs"] == product.uri
    assert PATH in client.get("/sitemap.xml").text


def test_without_a_volume_it_says_that_none_was_published(client: Client, product: Product) -> None:
    page = make_page(product)
    page.values.set([])
    page.save()
    assert "Niet gepubliceerd in wat wij lazen." in words(soup(client, PATH).main)


def test_cases_that_name_it_and_their_methods_stand_on_it(client: Client, product: Product, commit: Commit) -> None:
    with commit():
        method, hidden = make_method(title="Stuur een kaart"), make_method(title="Geheime methode", live=False)
        case = make_case(title="Meer passen digitaal", products=[product], methods=[method, hidden])
        make_case(title="Geheim voorbeeld", products=[product], live=False)
        make_case(title="Over iets anders")
        make_page(product)
    text = words(soup(client, PATH).main)
    assert case.title in text
    assert method.title in text
    for hidden_words in ("Geheim", "Over iets anders"):
        assert hidden_words not in text
    on_case = soup(client, case.get_url())
    assert on_case.select(f"main a[href='{PATH}']")


def test_it_is_found_and_listed(client: Client, product: Product, commit: Commit) -> None:
    with commit():
        make_page(product)
    one_turn()
    assert PATH in client.get("/producten/").text
    assert PATH in client.get("/zoeken/?q=kanariepas&soort=product").text
    assert PATH in client.get("/zoeken/?product=kanariepas&soort=product").text


def test_a_product_without_a_page_shows_what_names_it(client: Client, product: Product) -> None:
    assert "we weten er nog niets van" in words(soup(client, PATH).main)
    case = make_case(title="Meer passen digitaal", products=[product])
    page = soup(client, PATH)
    assert case.title in words(page.main)
    assert page.select_one("meta[name=robots]")
    assert PATH not in client.get("/sitemap.xml").text
    assert client.get("/producten/bestaat-niet/").status_code == 404


def test_the_address_of_a_product_leads_to_its_page_whatever_that_is_called(client: Client, product: Product) -> None:
    make_page(product, slug="pas-voor-kanaries")
    answer = client.get(PATH)
    assert (answer.status_code, answer.headers["Location"]) == (301, "/producten/pas-voor-kanaries/")


def test_a_draft_is_nowhere(client: Client, product: Product) -> None:
    make_page(product, live=False)
    case = make_case(products=[product])
    assert "Dit zijn vogels" not in client.get(PATH).text
    assert not soup(client, case.get_url()).select(f"main section a[href='{PATH}']")


def test_one_page_a_product_and_editors_can_open_it(publisher: Client, product: Product) -> None:
    page = make_page(product)
    assert publisher.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    with pytest.raises(ValidationError, match="heeft al een pagina"):
        build_page(product, slug="tweede").clean()
    page.clean()


def test_a_preview_shows_rows_that_are_not_saved(product: Product) -> None:
    page = build_page(product)
    shown = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert b"1.250" in shown.content
    bare = ProductPage(title="Nieuw", slug="nieuw")
    assert bare.make_preview_request(preview_mode=bare.default_preview_mode).status_code == 200


def test_queries_do_not_grow_with_cases_and_figures(client: Client, product: Product) -> None:
    page = make_page(product)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(PATH).status_code == 200
        return len(found)

    for _ in range(2):
        make_case(products=[product], methods=[make_method()])
    queries()
    few = queries()
    for _ in range(18):
        make_case(products=[product], methods=[make_method()])
    for year in range(1990, 2020):
        ProductValue.objects.create(page=page, period=str(year), year=year, value=year, unit="x", source_title="B")
    queries()
    assert queries() == few


def test_the_list_of_the_start_holds_34_products_of_four_families() -> None:
    pages = [yaml.safe_load(file.read_text()) for file in (CONTENT / "pages").glob("producten-*.yaml")]
    found = {
        family: sum(family in page["families"] for page in pages)
        for family in ("gemeente", "provincie", "waterschap", "grote-uitvoeringsorganisatie")
    }
    # Belastingkwijtschelding is one of municipalities and of water boards.
    assert (len(pages), list(found.values())) == (34, [20, 5, 5, 5])
    assert all(row["source_url"] and row["read_on"] for page in pages for row in page.get("values", ()))


def test_what_organisations_state_of_shared_scans_only(client: Client, product: Product, commit: Commit) -> None:
    family = FamilyFactory()
    shared, kept = (OrganisationFactory(label=name) for name in ("Vogelstad", "Geheimdorp"))
    for organisation, status in ((shared, ScanPublication.Status.PLACED), (kept, ScanPublication.Status.OPEN)):
        publication = ScanPublication.objects.create(
            scan=ProductScan.objects.create(family=family),
            family=family,
            year=2026,
            organisation=organisation,
            name_confirmed=NameConfirmed.SOURCE,
            status=status,
        )
        StatedLine.objects.create(
            publication=publication, product=product, level="niet", optimum="deels", reason=Reason.PERSON
        )
    for with_page in (False, True):
        if with_page:
            make_page(product)
        page = soup(client, PATH)
        rows = [words(row) for row in page.select("table[aria-labelledby=optimum] tbody tr")]
        assert len(rows) == 1, with_page
        assert "Vogelstad Deels digitaal" in rows[0]
        assert "Geheimdorp" not in words(page)
