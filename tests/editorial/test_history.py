"""Copying a page, going back to an older version, and reading what changed."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cases.models import CasePage, Result
from methods.models import MethodPage
from tests.editorial.forms import PUBLISH, as_post, edit_url, open_edit, read_form
from tests.factories.pages import SiteTree, build_result, make_case, make_method, make_site, steps
from tests.factories.vocabulary import IndicatorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SiteTree:
    return make_site()


def copy(client: Client, page: Page, **fields: str) -> Any:
    url = reverse("wagtailadmin_pages:copy", args=(page.pk,))
    data = {"new_title": "Kopie", "new_slug": "kopie", "new_parent_page": page.get_parent().pk, **fields}
    assert client.post(url, data).status_code == 302
    return type(page).objects.get(slug="kopie")


def rows(page: CasePage) -> list[tuple[str, list[str], list[int]]]:
    """What every result says, with its sources and the methods it counts for."""
    return [
        (
            result.as_published,
            [source.title for source in result.sources.all()],
            [row.method_id for row in result.counts_for.all()],
        )
        for result in page.results.all()
    ]


def full_case() -> CasePage:
    first, second = make_method(), make_method()
    return make_case(
        methods=[first, second],
        results=[
            build_result(counts_for=[first, second], relation="bundle", as_published="Eerste resultaat."),
            build_result(counts_for=[second], as_published="Tweede resultaat.", second=8),
        ],
    )


def test_the_copy_form_offers_no_alias(admin_client: Client, site: SiteTree) -> None:
    page = make_method()
    content = admin_client.get(reverse("wagtailadmin_pages:copy", args=(page.pk,))).content.decode()
    assert 'name="new_slug"' in content
    assert 'name="alias"' not in content
    made = copy(admin_client, page, alias="on")
    assert made.alias_of is None


@pytest.mark.parametrize("live", ["", "on"])
def test_a_copied_method_gets_the_next_number(admin_client: Client, site: SiteTree, live: str) -> None:
    page = make_method()
    later = make_method()
    made = copy(admin_client, page, publish_copies=live)
    assert made.number == (later.number or 0) + 1
    made.get_latest_revision().publish()
    page.refresh_from_db()
    assert MethodPage.objects.get(pk=made.pk).number == made.number
    assert page.number == (later.number or 0) - 1
    assert made.live is bool(live)


@pytest.mark.parametrize("live", ["", "on"])
def test_a_copied_case_has_results_of_its_own(admin_client: Client, site: SiteTree, live: str) -> None:
    page = full_case()
    before, uuids = rows(page), set(page.results.values_list("uuid", flat=True))
    made = copy(admin_client, page, publish_copies=live)
    assert rows(made) == before
    assert uuids.isdisjoint(made.results.values_list("uuid", flat=True))
    latest = made.get_latest_revision_as_object()
    assert rows(latest) == before
    assert {result.uuid for result in latest.results.all()} == set(made.results.values_list("uuid", flat=True))


def test_publishing_a_copy_takes_nothing_from_the_original(admin_client: Client, site: SiteTree) -> None:
    page = full_case()
    before, uuids = rows(page), list(page.results.values_list("uuid", flat=True))
    made = copy(admin_client, page)
    data = open_edit(admin_client, made)
    data["gist"] = "Een eigen zin."
    assert admin_client.post(edit_url(made), as_post(data, **PUBLISH)).status_code == 302
    again = CasePage.objects.get(pk=page.pk)
    assert rows(again) == before
    assert list(again.results.values_list("uuid", flat=True)) == uuids
    made = CasePage.objects.get(pk=made.pk)
    assert made.live
    assert rows(made) == before
    assert Result.objects.count() == 4


def test_going_back_keeps_the_uuid_of_every_result(admin_client: Client, site: SiteTree) -> None:
    page = full_case()
    uuids, before = list(page.results.values_list("uuid", flat=True)), rows(page)
    old = page.get_latest_revision()
    page.results = list(page.results.all())[1:]
    page.save_revision().publish()
    assert Result.objects.filter(page=page).count() == 1
    url = reverse("wagtailadmin_pages:revisions_revert", args=(page.pk, old.pk))
    assert admin_client.get(url).status_code == 200
    data = read_form(admin_client, url, old.as_object())
    assert admin_client.post(url, as_post(data, **PUBLISH)).status_code == 302
    page = CasePage.objects.get(pk=page.pk)
    assert list(page.results.values_list("uuid", flat=True)) == uuids
    assert rows(page) == before


def compare(client: Client, page: Page) -> str:
    first, last = page.revisions.order_by("pk").first(), page.revisions.order_by("pk").last()
    url = reverse("wagtailadmin_pages:revisions_compare", args=(page.pk, first.pk, last.pk))
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_comparing_shows_what_changed_in_a_step(admin_client: Client, site: SiteTree) -> None:
    page = make_method()
    changed = steps()
    changed[1] = steps()[1] | {"value": changed[1]["value"] | {"title": "Bel eerst", "duration": "een week"}}
    page.steps = changed
    page.save_revision()
    content = compare(admin_client, page)
    assert "Bel eerst" in content
    assert "een week" in content
    assert "Stappen" in content


def test_comparing_shows_what_changed_in_a_result_and_its_rows(admin_client: Client, site: SiteTree) -> None:
    page = full_case()
    latest = page.get_latest_revision_as_object()
    results = list(latest.results.all())
    results[0].second = 45
    results[0].indicator = IndicatorFactory(label="nieuwe indicator")
    source = results[0].sources.all()[0]
    source.title = "Herzien jaarverslag"
    results[0].sources = [source]
    results[0].counts_for = results[0].counts_for.all()[:1]
    latest.results = results
    latest.save_revision()
    content = compare(admin_client, page)
    assert '<span class="deletion">20</span><span class="addition">45</span>' in content
    assert "nieuwe indicator" in content
    assert '<span class="deletion">Jaarverslag</span><span class="addition">Herzien jaarverslag</span>' in content
    assert "Bronnen van dit resultaat" in content
    assert "Wat zegt dit over een methode?" in content


def test_comparing_shows_an_added_and_a_removed_result(admin_client: Client, site: SiteTree) -> None:
    page = full_case()
    latest = page.get_latest_revision_as_object()
    latest.results = [*list(latest.results.all())[1:], build_result(as_published="Derde resultaat.", sort_order=2)]
    latest.save_revision()
    content = compare(admin_client, page)
    for text in ("Eerste resultaat.", "Derde resultaat."):
        assert text in content
    assert "comparison__child-object addition" in content
    assert "comparison__child-object deletion" in content


def test_two_equal_versions_have_no_differences(admin_client: Client, site: SiteTree) -> None:
    page = full_case()
    page.get_latest_revision_as_object().save_revision()
    assert "geen verschillen" in compare(admin_client, page)


@pytest.mark.parametrize("kind", ["method", "case"])
def test_history_and_workflow_pages_open(admin_client: Client, site: SiteTree, kind: str) -> None:
    page = make_method() if kind == "method" else full_case()
    for name in ("history", "workflow_history", "usage", "set_privacy", "unpublish", "delete", "move"):
        assert admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=(page.pk,))).status_code == 200
