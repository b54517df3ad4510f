"""What a writer changes or deletes goes past nobody's approval, whichever way in the admin he takes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import Collection, GroupCollectionPermission, Page
from wagtail.rich_text import RichText

from core.models import SiteImage, User
from editorial.models import AppliedDefault
from editorial.setup.groups import apply_defaults
from editorial.setup.roles import PUBLISHER, WRITER
from home.models import ContentPage
from tests.editors import Login
from tests.factories.images import make_image, png
from tests.factories.pages import SiteTree, make_method, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SiteTree:
    return make_site()


def user_of(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def image_of(user: User) -> SiteImage:
    image = make_image()
    image.uploaded_by_user = user
    image.save()
    return image


def document_of(user: User) -> Document:
    file = ContentFile(b"%PDF-1.4 eerst", name="eerst.pdf")
    return Document.objects.create(title="Eerst", file=file, uploaded_by_user=user)


MAKE: dict[str, Callable[[User], Any]] = {"image": image_of, "document": document_of}
NAMES = {"image": "wagtailimages", "document": "wagtaildocs"}


def shown_on(site: SiteTree, file: Any, **page: Any) -> ContentPage:
    """A page with the file in its text."""
    if isinstance(file, SiteImage):
        embed = f'<embed embedtype="image" id="{file.pk}" format="left" alt="x"/>'
    else:
        embed = f'<p><a linktype="document" id="{file.pk}">Lees</a></p>'
    body = [("text", RichText(embed))]
    made: ContentPage = site.home.add_child(instance=ContentPage(title="Pagina", slug="pagina", body=body, **page))
    return made


def edit(client: Client, kind: str, file: Any) -> Any:
    upload = (
        SimpleUploadedFile("x.png", png(6, 6), "image/png")
        if kind == "image"
        else SimpleUploadedFile("x.pdf", b"%PDF-1.4 anders", "application/pdf")
    )
    url = reverse(f"{NAMES[kind]}:edit", args=[file.pk])
    values = {"title": "Veranderd", "description": "x", "collection": file.collection_id, "tags": ""}
    return client.post(url, {**values, "file": upload})


def delete(client: Client, kind: str, file: Any) -> Any:
    return client.post(reverse(f"{NAMES[kind]}:delete", args=[file.pk]))


def bulk(action: str) -> Callable[[Client, str, Any], Any]:
    def act(client: Client, kind: str, file: Any) -> Any:
        url = reverse("wagtail_bulk_action", args=[file._meta.app_label, file._meta.model_name, action])
        other = Collection.get_first_root_node().add_child(name="Elders")
        return client.post(f"{url}?{urlencode({'id': file.pk})}", {"collection": other.pk, "tags": "nieuw"})

    act.__name__ = f"bulk_{action}"
    return act


def delete_after_upload(client: Client, kind: str, file: Any) -> Any:
    address = reverse(f"{NAMES[kind]}:delete_multiple", args=[file.pk])
    return client.post(address, headers={"X-Requested-With": "XMLHttpRequest"})


def edit_after_upload(client: Client, kind: str, file: Any) -> Any:
    prefix = f"{'image' if kind == 'image' else 'doc'}-{file.pk}-"
    values = {"title": "Veranderd", "description": "x", "collection": file.collection_id, "tags": ""}
    return client.post(
        reverse(f"{NAMES[kind]}:edit_multiple", args=[file.pk]),
        {f"{prefix}{name}": value for name, value in values.items()},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


WAYS = [
    edit,
    delete,
    bulk("delete"),
    bulk("add_to_collection"),
    bulk("add_tags"),
    delete_after_upload,
    edit_after_upload,
]


def state(file: Any) -> Any:
    now = type(file).objects.filter(pk=file.pk).first()
    return now and (now.title, now.file.name, now.collection_id, sorted(now.tags.names()))


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_files_of_another_and_files_the_public_sees_stay_as_they_are(
    writer: Client, publisher: Client, site: SiteTree, kind: str, way: Callable[..., Any]
) -> None:
    of_another, own = MAKE[kind](user_of(publisher)), MAKE[kind](user_of(writer))
    shown_on(site, own)
    for file in (of_another, own):
        before = state(file)
        assert way(writer, kind, file).status_code < 500
        assert state(file) == before


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_own_files_in_a_draft_are_ones_own(writer: Client, site: SiteTree, kind: str, way: Callable[..., Any]) -> None:
    file = MAKE[kind](user_of(writer))
    shown_on(site, file, live=False)
    before = state(file)
    assert way(writer, kind, file).status_code in (200, 302)
    assert state(file) != before


@pytest.mark.parametrize("kind", MAKE)
def test_a_page_that_is_approved_for_later_counts_as_public(writer: Client, site: SiteTree, kind: str) -> None:
    file = MAKE[kind](user_of(writer))
    page = shown_on(site, file, live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision().publish()
    ContentPage.objects.filter(pk=page.pk).update(body="[]")
    before = state(file)
    delete(writer, kind, file)
    assert state(file) == before


@pytest.mark.parametrize("kind", MAKE)
def test_a_publisher_changes_what_is_public(publisher: Client, writer: Client, site: SiteTree, kind: str) -> None:
    file = MAKE[kind](user_of(writer))
    shown_on(site, file)
    assert edit(publisher, kind, file).status_code == 302
    assert state(file)[0] == "Veranderd"


def remove(client: Client, page: Page) -> Any:
    return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))


def remove_in_bulk(client: Client, page: Page) -> Any:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{url}?id={page.pk}")


def remove_by_the_api(client: Client, page: Page) -> Any:
    url = reverse("wagtailadmin_api:pages:action", args=[page.pk, "delete"])
    return client.post(url, {}, content_type="application/json")


REMOVE = [remove, remove_in_bulk, remove_by_the_api]


@pytest.mark.parametrize("way", REMOVE)
def test_a_writer_deletes_drafts_of_his_own_only(
    writer: Client, publisher: Client, site: SiteTree, way: Callable[..., Any]
) -> None:
    of_another = make_method(live=False, owner=user_of(publisher))
    of_nobody = make_method(live=False)
    public, own = make_method(owner=user_of(writer)), make_method(live=False, owner=user_of(writer))
    for page in (of_another, of_nobody, public):
        assert way(writer, page).status_code < 500
        assert Page.objects.filter(pk=page.pk).exists()
    assert way(writer, own).status_code in (200, 204, 302)
    assert not Page.objects.filter(pk=own.pk).exists()
    assert way(publisher, of_another).status_code in (200, 204, 302)
    assert not Page.objects.filter(pk=of_another.pk).exists()


def test_what_an_earlier_version_gave_is_taken_back_once(login: Login) -> None:
    group, root = Group.objects.get(name=WRITER), Collection.get_first_root_node()
    given = GroupCollectionPermission.objects.filter(group__name=PUBLISHER, permission__codename="change_image").get()
    GroupCollectionPermission.objects.create(group=group, collection=root, permission=given.permission)
    marks = AppliedDefault.objects.filter(name__contains="files taken back")
    assert marks.count() == 2
    apply_defaults()
    assert group.collection_permissions.filter(permission=given.permission).exists(), "the operator gave it himself"
    marks.delete()
    apply_defaults()
    assert not group.collection_permissions.filter(permission=given.permission).exists()
