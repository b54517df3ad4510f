"""The lists of words as concept schemes, and the permanent address of a word."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from rdflib import RDF, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from monitor.models import ProductPage
from tests.factories.pages import make_case, make_listing, make_site
from tests.factories.vocabulary import (
    BarrierFactory,
    ChannelFactory,
    FamilyFactory,
    IndicatorFactory,
    OrganisationFactory,
    ProductFactory,
    ThemeFactory,
    WordFactory,
)
from vocabulary.models import Channel

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning"),
]
SITE = "https://www.example.nl"
DCT, OWL = Namespace("http://purl.org/dc/terms/"), Namespace("http://www.w3.org/2002/07/owl#")
FACTORIES: dict[str, type[WordFactory[Any]]] = {
    "families": FamilyFactory,
    "organisaties": OrganisationFactory,
    "kanalen": ChannelFactory,
    "themas": ThemeFactory,
    "belemmeringen": BarrierFactory,
    "producten": ProductFactory,
    "indicatoren": IndicatorFactory,
}
HOSTILE = 'Zeg "nee"\\ en </script>\r\n<https://kwaad.example/> . \x1b\u2028'


def read(client: Client, path: str) -> Graph:
    """Both spellings of this address, which must be the same graph."""
    turtle, json_ld = client.get(f"{path}.ttl"), client.get(f"{path}.jsonld")
    assert turtle["Content-Type"] == "text/turtle; charset=utf-8"
    assert json_ld["Content-Type"] == "application/ld+json; charset=utf-8"
    assert f'<{SITE}{path}.jsonld>; rel="alternate"; type="application/ld+json"' in turtle["Link"]
    found, other = Graph().parse(data=turtle.content, format="turtle"), Graph()
    other.parse(data=json_ld.content, format="json-ld")
    assert isomorphic(found, other)
    return found


def word(name: str, slug: str) -> URIRef:
    return URIRef(f"{SITE}/id/{name}/{slug}")


def test_every_list_is_a_scheme_with_its_words(client: Client) -> None:
    made = {name: factory() for name, factory in FACTORIES.items()}
    found = read(client, "/begrippen")
    assert {str(scheme) for scheme in found.subjects(RDF.type, SKOS.ConceptScheme)} == {
        f"{SITE}/id/{name}" for name in FACTORIES
    }
    for name, one in made.items():
        address, scheme = word(name, one.slug), URIRef(f"{SITE}/id/{name}")
        assert found.value(address, SKOS.inScheme) == scheme
        assert (scheme, SKOS.hasTopConcept, address) in found
        assert found.value(address, SKOS.prefLabel) == Literal(one.label, lang="nl")
        assert Literal(one.slug) in set(found.objects(address, SKOS.notation))
        assert len(set(read(client, f"/id/{name}").subjects(RDF.type, SKOS.ConceptScheme))) == 1


def test_what_people_call_it_is_another_name_and_never_the_label(client: Client) -> None:
    ChannelFactory(slug="telefoon", label="Telefoon", spoken="bellen, Telefoon,, bellen , opbellen")
    BarrierFactory(slug="gewoonte", label="Gewoonte", sentence="Zoals ze gewend zijn", code="G1")
    ThemeFactory(slug="thema", description="Waar het over gaat")
    found = read(client, "/begrippen")
    assert {str(name) for name in found.objects(word("kanalen", "telefoon"), SKOS.altLabel)} == {"bellen", "opbellen"}
    assert found.value(word("belemmeringen", "gewoonte"), SKOS.altLabel) == Literal("Zoals ze gewend zijn", lang="nl")
    assert {str(code) for code in found.objects(word("belemmeringen", "gewoonte"), SKOS.notation)} == {"gewoonte", "G1"}
    assert found.value(word("themas", "thema"), SKOS.definition) == Literal("Waar het over gaat", lang="nl")


def test_organisations_and_products_are_the_same_as_in_the_lists_of_the_government(client: Client) -> None:
    tooi, upl = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344", "http://standaarden.overheid.nl/owms/terms/x"
    OrganisationFactory(slug="utrecht", uri=tooi, family=FamilyFactory(slug="gemeente"))
    OrganisationFactory(slug="elders")
    ProductFactory(slug="aangifte", uri=upl)
    OrganisationFactory(slug="fout", uri="javascript:alert(1)")
    found = read(client, "/begrippen")
    assert found.value(word("organisaties", "utrecht"), SKOS.exactMatch) == URIRef(tooi)
    assert found.value(word("organisaties", "utrecht"), DCT.type) == word("families", "gemeente")
    assert found.value(word("producten", "aangifte"), SKOS.exactMatch) == URIRef(upl)
    assert len(list(found.subject_objects(SKOS.exactMatch))) == 2


def test_an_ended_word_says_so_and_what_replaces_it(client: Client) -> None:
    new, today = OrganisationFactory(slug="nieuw"), timezone.localdate()
    OrganisationFactory(slug="oud", ended_on=today, replaced_by=new)
    OrganisationFactory(slug="straks", ended_on=today + timedelta(days=1), replaced_by=new)
    found = read(client, "/id/organisaties")
    assert list(found.subjects(OWL.deprecated, Literal(True))) == [word("organisaties", "oud")]
    assert list(found.subject_objects(DCT.isReplacedBy)) == [
        (word("organisaties", "oud"), word("organisaties", "nieuw"))
    ]


def test_a_word_is_ended_in_a_kept_file_from_its_day_on(client: Client, kept_pages: None, later: Any) -> None:
    ChannelFactory(slug="fax", ended_on=timezone.localdate() + timedelta(days=2))
    assert b"deprecated" not in client.get("/begrippen.ttl").content
    assert client.get("/begrippen.ttl")["X-Page-Cache"] == "hit"
    later(days=2)
    assert b"owl:deprecated" in client.get("/begrippen.ttl").content


def test_hostile_words_stay_words(client: Client) -> None:
    ThemeFactory(slug="kwaad", label=HOSTILE, description=HOSTILE)
    ChannelFactory(slug="kwaad", label="x", spoken=HOSTILE)
    found = read(client, "/begrippen")
    assert "kwaad.example" in str(found.value(word("themas", "kwaad"), SKOS.definition))
    assert not [thing for thing in found.all_nodes() if isinstance(thing, URIRef) and "kwaad.example" in thing]


@pytest.mark.parametrize("name", FACTORIES)
def test_the_address_of_a_word_leads_to_its_page_and_to_data(name: str, client: Client) -> None:
    make_site()
    slug = FACTORIES[name]().slug
    response = client.get(f"/id/{name}/{slug}", headers={"accept": "text/html,*/*;q=0.8"})
    assert response.status_code == 303
    assert slug in response["Location"]
    assert "Accept" in response["Vary"]
    assert client.get(response["Location"]).status_code == 200
    for accept, ending in (("text/turtle", "ttl"), ("application/ld+json, */*;q=0.1", "jsonld")):
        data = client.get(f"/id/{name}/{slug}", headers={"accept": accept})
        assert (data.status_code, data["Location"]) == (303, f"/id/{name}.{ending}")
        assert client.get(f"/id/{name}", headers={"accept": accept})["Location"] == f"/id/{name}.{ending}"
    assert client.post(f"/id/{name}/{slug}").status_code == 405


def test_a_word_with_a_page_of_its_own_leads_there(client: Client) -> None:
    site, theme, organisation = make_site(), ThemeFactory(slug="kanaalsturing"), OrganisationFactory(slug="delft")
    page = make_listing(site.home, "Kanaalsturing", "over-kanaalsturing", themes=[theme])
    make_case(organisations=[organisation], products=[ProductFactory(slug="paspoort")])
    assert client.get("/id/themas/kanaalsturing")["Location"] == page.get_url()
    assert client.get("/id/organisaties/delft")["Location"] == "/organisaties/delft/"
    assert client.get("/id/producten/paspoort")["Location"] == "/producten/paspoort/"
    assert client.get("/producten/paspoort/").status_code == 200


def test_a_product_leads_to_the_page_that_editors_made_of_it(client: Client) -> None:
    product = ProductFactory(slug="paspoort")
    make_site().home.add_child(
        instance=(page := ProductPage(title="Paspoort", slug="paspoort", product=product, gist="x", live=False))
    )
    assert client.get("/id/producten/paspoort")["Location"] == "/zoeken/?product=paspoort", "a draft is nothing"
    page.save_revision().publish()
    assert client.get("/id/producten/paspoort")["Location"] == "/producten/paspoort/"


@pytest.mark.parametrize(
    "path", ["/id/bestaat-niet/x", "/id/kanalen/bestaat-niet", "/id/niets", "/id/niets.ttl", "/id/kanalen.xml"]
)
def test_what_is_not_there_is_not_found(path: str, client: Client) -> None:
    make_site()
    assert client.get(path).status_code == 404


def test_as_many_queries_for_two_words_as_for_twenty(client: Client, django_assert_num_queries: Any) -> None:
    for count in (2, 20):
        for factory in FACTORIES.values():
            factory.create_batch(count)
        Channel.objects.update(replaced_by=Channel.objects.first())
        with django_assert_num_queries(len(FACTORIES) + 1):  # and what says which public state it is
            client.get("/begrippen.ttl")


def test_it_is_kept_and_asked_again_without_being_sent(client: Client, kept_pages: None) -> None:
    channel = ChannelFactory(label="eerst")
    first = client.get("/begrippen.ttl")
    assert client.get("/begrippen.ttl", headers={"if-none-match": first["ETag"]}).status_code == 304
    assert first["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in first
    channel.label = "daarna"
    channel.save()
    assert "daarna" in client.get("/begrippen.ttl").content.decode()
