"""What an organisation shared has a page as soon as something of it is public, and not before."""

from __future__ import annotations

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.http.cache import kept
from tests.factories.pages import make_case, make_method, make_site
from tests.factories.vocabulary import FamilyFactory, OrganisationFactory
from tests.home.reading import cards, soup, words
from vocabulary.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def delft() -> Organisation:
    make_site()
    family = FamilyFactory(slug="gemeente", label="gemeente", plural="gemeenten")
    found: Organisation = OrganisationFactory(label="Delft", slug="delft", family=family)
    return found


def titles(feed: bytes) -> list[str]:
    atom = "{http://www.w3.org/2005/Atom}"
    return [str(each.text) for each in ElementTree.fromstring(feed).iterfind(f"{atom}entry/{atom}title")]  # noqa: S314


def test_without_anything_public_it_is_a_404_that_invites(client: Client, delft: Organisation) -> None:
    make_case(organisations=[delft], live=False)
    make_method(owner_organisation=delft, live=False)
    page = soup(client, "/organisaties/delft/", 404)
    assert "Deel het eerste" in words(page.main)
    assert page.select_one("main a[href='/meedoen/']")
    assert page.select_one("meta[name=robots][content^=noindex]")
    assert "Delft" not in words(soup(client, "/organisaties/").main)
    assert "organisaties/delft" not in client.get("/sitemap.xml").content.decode()
    assert titles(client.get("/organisaties/delft/atom.xml").content) == []
    assert client.get("/organisaties/bestaat-niet/").status_code == 404


def test_what_it_shared_stands_on_its_page_in_its_feed_and_in_the_sitemap(client: Client, delft: Organisation) -> None:
    case, method = make_case(title="Zo deden wij het", organisations=[delft]), make_method(owner_organisation=delft)
    hidden = make_case(title="Kanariegeheim", organisations=[delft], live=False)
    page = soup(client, "/organisaties/delft/")
    assert (cards(page, "case"), cards(page, "method")) == ([case.number], [method.number])
    assert "1 methode en 1 praktijkvoorbeeld" in words(page.main)
    feed = client.get("/organisaties/delft/atom.xml").content
    assert sorted(titles(feed)) == sorted(titles(client.get("/organisaties/atom.xml").content))
    assert len(titles(feed)) == 2
    overview = soup(client, "/organisaties/")
    assert [each["data-organisation"] for each in overview.select("[data-organisation]")] == ["delft"]
    assert "https://www.example.nl/organisaties/delft/" in client.get("/sitemap.xml").content.decode()
    for path in ("/organisaties/", "/organisaties/delft/", "/organisaties/delft/atom.xml"):
        assert "Kanariegeheim" not in client.get(path).content.decode(), hidden
    case.unpublish()
    method.unpublish()
    assert client.get("/organisaties/delft/").status_code == 404


def test_a_merged_municipality_leads_on_and_takes_along_what_it_shared(client: Client, delft: Organisation) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    middle = OrganisationFactory(slug="midden-delfland", family=delft.family, ended_on=yesterday, replaced_by=delft)
    first = OrganisationFactory(slug="schipluiden", family=delft.family, ended_on=yesterday, replaced_by=middle)
    case = make_case(organisations=[first])
    for former in (first, middle):
        response = client.get(f"/organisaties/{former.slug}/")
        assert (response.status_code, response["Location"]) == (301, "/organisaties/delft/")
    assert cards(soup(client, "/organisaties/delft/"), "case") == [case.number]
    overview = soup(client, "/organisaties/")
    assert [each["data-organisation"] for each in overview.select("[data-organisation]")] == ["delft"]
    Organisation.objects.filter(pk=delft.pk).update(ended_on=yesterday, replaced_by=first)
    assert client.get("/organisaties/schipluiden/").status_code in (200, 301, 404), "a circle ends"


def test_filters_and_pages(client: Client, delft: Organisation) -> None:
    make_case(organisations=[delft])
    water = FamilyFactory(slug="waterschap", label="waterschap", plural="waterschappen")
    for number in range(25):
        make_case(organisations=[OrganisationFactory(label=f"Schap {number:02}", family=water)])
    page = soup(client, "/organisaties/")
    assert "26 organisaties" in words(page.main)
    assert len(page.select("[data-organisation]")) == 24
    assert len(soup(client, "/organisaties/?pagina=2").select("[data-organisation]")) == 2
    past = soup(client, "/organisaties/?pagina=9", 404)
    assert past.select_one("main a[href='/organisaties/?pagina=2']")
    page = soup(client, "/organisaties/?familie=gemeente")
    assert [each["data-organisation"] for each in page.select("[data-organisation]")] == ["delft"]
    assert page.select_one("meta[name=robots][content^=noindex]")
    assert "We hebben geen organisaties met ‘maan’" in words(soup(client, "/organisaties/?familie=maan").main)


def test_it_costs_the_same_number_of_queries_for_few_and_many(client: Client, delft: Organisation) -> None:
    paths = ["/organisaties/", "/organisaties/delft/", "/organisaties/delft/atom.xml"]

    def asked() -> list[int]:
        found = []
        for path in paths:
            kept.clear()
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            found.append(len(queries))
        return found

    for _ in range(2):
        make_case(organisations=[delft, OrganisationFactory()])
    make_method(owner_organisation=delft)
    asked()
    few = asked()
    for _ in range(10):
        make_case(organisations=[delft, OrganisationFactory()])
        make_method(owner_organisation=delft)
    assert asked() == few
