"""Of what was uploaded only pictures have a public address of their own; a document goes through its own view."""

from __future__ import annotations

from importlib import reload
from typing import Any
from urllib.parse import quote

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import clear_url_caches
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from config import urls
from tests.factories.images import make_image

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False], ids=["media served", "media not served"])
def served(request: pytest.FixtureRequest, settings: Any) -> Any:
    """The addresses with and without `SERVE_MEDIA`."""
    settings.SERVE_MEDIA = request.param
    reload(urls)
    clear_url_caches()
    yield request.param
    settings.SERVE_MEDIA = True
    reload(urls)
    clear_url_caches()


@pytest.fixture
def document() -> Document:
    collection = Collection.get_first_root_node().add_child(name="Besloten")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    file = ContentFile(b"%PDF-1.4 kanariegeheim", name="geheim.pdf")
    return Document.objects.create(title="Geheim", file=file, collection=collection)


def test_a_document_is_read_through_its_view_alone(client: Client, served: bool, document: Document) -> None:
    assert client.get(document.file.url).status_code == 404
    assert client.get(document.url).status_code == 302, "to the log-in"
    document.collection = Collection.get_first_root_node()
    document.save()
    assert client.get(document.file.url).status_code == 404
    reply = client.get(document.url)
    assert reply.status_code == 200
    assert reply.headers["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize("way", ["documents/../", "./", "/", "images/../", "images/%2e%2e/", "DOCUMENTS/"])
def test_no_other_spelling_leads_to_it(client: Client, document: Document, way: str) -> None:
    assert client.get(f"/media/{way}{document.file.name}").status_code == 404


@pytest.mark.parametrize("name", ["wagtail_uploads/wacht.jpg", "wacht.jpg", "elders/wacht.jpg"])
def test_nothing_else_in_the_directory_is_public(client: Client, name: str) -> None:
    """An upload that waits for its description still holds what its camera wrote."""
    default_storage.save(name, ContentFile(b"x"))
    assert client.get(f"/media/{name}").status_code == 404


def test_pictures_are_served_when_asked_for(client: Client, served: bool) -> None:
    image = make_image()
    for address in (image.file.url, image.get_rendition("width-2").url):
        assert client.get(address).status_code == (200 if served else 404)


def test_a_document_stands_outside_the_admin_and_its_former_address_leads_there(
    client: Client, document: Document
) -> None:
    """Search engines may not read what stands under the admin, and an office may keep it shut."""
    document.collection = Collection.get_first_root_node()
    document.save()
    assert document.url == f"/documenten/{document.pk}/{document.filename}"
    former = f"/beheer{document.url}"
    for ask in (client.get, client.head):
        reply = ask(former)
        assert (reply.status_code, reply["Location"]) == (301, document.url)
    assert client.post(former).status_code == 405
    for odd in ("1/a b?c%.pdf", "1/../../beheer/", "/elders.nl/x", "1/\N{EURO SIGN}.pdf"):
        location = client.get(f"/beheer/documenten/{quote(odd)}")["Location"]
        assert location == f"/documenten/{quote(odd)}"
    assert "Disallow: /documenten" not in client.get("/robots.txt").content.decode()


def test_the_password_of_a_document_is_asked_outside_the_admin_too(client: Client, document: Document) -> None:
    CollectionViewRestriction.objects.update(
        restriction_type=CollectionViewRestriction.PASSWORD, password="geheim-woord"
    )
    page = client.get(document.url).content.decode()
    restriction = CollectionViewRestriction.objects.get()
    address = f"/documenten/authenticate_with_password/{restriction.pk}/"
    assert f'action="{address}"' in page
    assert client.post(address, {"password": "geheim-woord", "return_url": document.url}).status_code == 302
    assert client.get(document.url).status_code == 200
