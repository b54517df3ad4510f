"""The catalogue has what DCAT-AP-NL 3 asks of every class, in both spellings, and is not there without a publisher."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import Client
from rdflib import RDF, Graph, Namespace, URIRef

from api.linked.catalog import catalog
from api.resources import resources
from tests.api.linked.test_concepts import read
from tests.factories.pages import build_result, make_case, make_method, make_site
from tests.home.reading import data_blocks
from tests.search.hiding import draft, expired, restricted

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
]
SITE = "https://www.example.nl"
PUBLISHER = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344"
DCAT, DCT, FOAF = (
    Namespace(f"http://{place}") for place in ("www.w3.org/ns/dcat#", "purl.org/dc/terms/", "xmlns.com/foaf/0.1/")
)
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
_ALL = [DCT.title, DCT.description, DCT.publisher, DCAT.contactPoint]
_NAMED = [*_ALL, DCT.creator, DCT.identifier, DCAT.theme, DCT.accessRights]
MANDATORY = {
    DCAT.Catalog: [*_ALL, DCAT.dataset],
    DCAT.Dataset: _NAMED,
    DCAT.Distribution: [DCAT.accessURL, DCT.license],
    DCAT.DataService: [*_NAMED, DCT.license, DCAT.endpointURL, DCAT.endpointDescription],
    FOAF.Agent: [FOAF.name],
    VCARD.Kind: [VCARD.fn, VCARD.hasEmail],
}
RECOMMENDED = {
    DCAT.Catalog: [DCT.creator],
    DCAT.Dataset: [DCT.conformsTo, FOAF.page, DCAT.landingPage, DCT.language],
    DCAT.Distribution: [DCT.language, DCT.conformsTo],
    DCAT.DataService: [DCT.creator, DCAT.keyword, DCT.language],
}
# The class that a value of another register must be said to be of.
OF_CLASS = {
    DCT.license: DCT.LicenseDocument,
    DCT.format: DCT.MediaTypeOrExtent,
    DCAT.mediaType: DCT.MediaType,
    DCT.accessRights: DCT.RightsStatement,
    DCT.language: DCT.LinguisticSystem,
    DCT.publisher: FOAF.Agent,
    DCT.creator: FOAF.Agent,
    DCT.conformsTo: DCT.Standard,
    DCAT.landingPage: FOAF.Document,
    DCAT.contactPoint: VCARD.Kind,
}


@pytest.fixture(autouse=True)
def publisher(settings: Any) -> None:
    settings.PUBLISHER_URI, settings.SITE_OWNER = PUBLISHER, "Gemeente Utrecht"


def test_every_class_has_what_the_profile_asks(client: Client) -> None:
    found = read(client, "/catalogus")
    for asked in (MANDATORY, RECOMMENDED):
        for kind, properties in asked.items():
            things = list(found.subjects(RDF.type, kind))
            assert things, kind
            for thing in things:
                assert not [each for each in properties if (thing, each, None) not in found], thing
    for thing in found.subjects(RDF.type, DCAT.Distribution):
        assert len(list(found.objects(thing, DCAT.accessURL))) == 1
    for thing in (*found.subjects(RDF.type, DCAT.Dataset), *found.subjects(RDF.type, DCAT.DataService)):
        assert [str(each) for each in found.objects(thing, DCT.identifier)] == [str(thing)]
    for name, kind in OF_CLASS.items():
        assert not [value for value in found.objects(None, name) if (value, RDF.type, kind) not in found], name
    assert set(found.objects(None, DCT.publisher)) == {URIRef(PUBLISHER)}


def test_every_resource_is_a_data_set_and_every_address_answers(client: Client) -> None:
    make_site()
    found = read(client, "/catalogus")
    assert {str(each) for each in found.objects(URIRef(f"{SITE}/catalogus"), DCAT.dataset)} == {
        f"{SITE}/id/datasets/{name}" for name in resources()
    }
    answering = (DCAT.accessURL, DCAT.downloadURL, DCAT.endpointURL, DCAT.endpointDescription)
    own = {str(each) for name in answering for each in found.objects(None, name)}
    for address in own:
        response = client.get(address.removeprefix(SITE))
        assert response.status_code == 200, address
    assert client.get("/id/datasets/methoden")["Location"] == "/open-data/"
    assert client.get("/id/datasets/methoden", headers={"accept": "text/turtle"})["Location"] == "/catalogus.ttl"
    assert client.get("/catalogus", headers={"accept": "application/ld+json"})["Location"] == "/catalogus.jsonld"
    assert client.get("/id/datasets/niets").status_code == 404


@pytest.mark.parametrize("hide", [draft, expired, restricted])
def test_it_says_when_a_public_page_changed_and_nothing_of_others(hide: Any, client: Client) -> None:
    method = make_method(title="kanariekwik")
    make_case(title="kanariekwik", results=[build_result(counts_for=[method])])
    modified = (URIRef(f"{SITE}/id/datasets/methoden"), DCT.modified, None)
    assert modified in read(client, "/catalogus")
    hide(method)
    assert modified not in Graph().parse(data=catalog().turtle(), format="turtle")
    assert "kanariekwik" not in catalog().turtle()


def test_as_many_queries_for_two_pages_as_for_ten(django_assert_max_num_queries: Any) -> None:
    counts = []
    for count in (2, 8):
        for _ in range(count):
            make_method()
        with django_assert_max_num_queries(2 * len(resources())) as found:
            catalog()
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", ["/catalogus.ttl", "/catalogus.jsonld"])
def test_there_is_no_catalogue_without_a_publisher(path: str, client: Client, settings: Any) -> None:
    make_site()
    settings.PUBLISHER_URI = ""
    assert client.get(path).status_code == 404
    assert client.get("/id/datasets/methoden", headers={"accept": "text/turtle"})["Location"] == "/open-data/"
    assert "catalogus" not in render_to_string("api/includes/linked_data.html")


def test_the_page_about_open_data_tells_search_engines_of_each_set() -> None:
    from bs4 import BeautifulSoup

    shown = BeautifulSoup(render_to_string("api/includes/linked_data.html"), "html.parser")
    assert shown.select_one("a[href='/catalogus.ttl']")
    blocks = data_blocks(shown)
    assert blocks["Dataset"]["license"].endswith("/zero/1.0/")
    assert len(blocks["Dataset"]["description"]) > 50
