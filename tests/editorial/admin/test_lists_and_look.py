"""The admin has our name and colours, a tidy menu in Dutch, and lists of methods and cases."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.figures.validation import fields_of_shapes
from cases.models import CasePage
from methods.models import MethodPage
from tests.editorial.forms import add_url, edit_url
from tests.factories.pages import SiteTree, build_result, make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import OrganisationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SiteTree:
    return make_site()


def menu_labels(client: Client) -> list[str]:
    content = client.get(reverse("wagtailadmin_home")).content.decode()
    props = json.loads(re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', content, re.DOTALL)[1])  # type: ignore[index]
    items = next(
        module["_args"][0] for module in props["modules"] if module["_type"] == "wagtail.sidebar.MainMenuModule"
    )
    return [item["_args"][0]["label"] for item in items]


def test_the_menu_is_short_and_in_order(administrator: Client, site: SiteTree) -> None:
    assert menu_labels(administrator) == [
        "Methoden",
        "Praktijkvoorbeelden",
        "Andere pagina's",
        "Binnengekomen",
        "Pagina's",
        "Woordenlijsten",
        "Vindbaarheid",
        "Afbeeldingen",
        "Documenten",
        "Agenda",
        "Aanmeldingen",
        "Nieuwsbrief",
        "Rapporten",
        "Instellingen",
    ]


def test_a_writer_sees_only_what_is_of_use(writer: Client, site: SiteTree) -> None:
    labels = menu_labels(writer)
    assert labels[:5] == ["Methoden", "Praktijkvoorbeelden", "Andere pagina's", "Binnengekomen", "Pagina's"]
    assert "Instellingen" not in labels


def test_our_name_and_colours(writer: Client) -> None:
    content = writer.get(reverse("wagtailadmin_home")).content.decode()
    assert "Optimaal Digitaal" in content
    assert "editorial/admin.css" in content
    assert 'class="od-mark"' in content
    assert "site/favicon.svg" in content
    assert 'lang="nl"' in content
    assert "icon-wagtail" not in content


def test_the_login_page_is_dutch(client: Client) -> None:
    content = client.get(reverse("account_login")).content.decode()
    for words in ("Inloggen voor de redactie", "Gebruikersnaam", "Wachtwoord"):
        assert words in content
    assert "Password" not in content
    assert "Wagtail" not in re.sub(r"<script.*?</script>|<noscript.*?</noscript>|<link[^>]*>", "", content, flags=re.S)


def test_methods_are_listed_with_what_an_editor_looks_for(writer: Client, site: SiteTree) -> None:
    theme = ThemeFactory(label="Samenwerking")
    page = make_method(title="Werk samen", theme=theme, next_review=date(2027, 3, 1))
    other = make_method(title="Iets anders")
    content = writer.get(reverse("methoden:index")).content.decode()
    for words in ("Nummer", "Thema", "Volgende controle", "Werk samen", "Samenwerking", "Iets anders"):
        assert words in content
    assert edit_url(page) in content
    filtered = writer.get(reverse("methoden:index_results"), {"theme": theme.pk}).content.decode()
    assert edit_url(page) in filtered
    assert edit_url(other) not in filtered
    due = writer.get(reverse("methoden:index_results"), {"next_review__lte": "2027-12-31"}).content.decode()
    assert edit_url(page) in due
    assert edit_url(other) not in due
    for ordering in ("number", "-number", "theme__label", "next_review", "-title"):
        assert writer.get(reverse("methoden:index"), {"ordering": ordering}).status_code == 200


def test_cases_are_listed_with_their_organisation(writer: Client, site: SiteTree) -> None:
    page = make_case(organisations=[OrganisationFactory(label="Gemeente Aa"), OrganisationFactory(label="UWV")])
    background = make_case(background=True)
    content = writer.get(reverse("praktijkvoorbeelden:index")).content.decode()
    assert "Gemeente Aa en UWV" in content
    filtered = writer.get(reverse("praktijkvoorbeelden:index_results"), {"kind": "background"}).content.decode()
    assert edit_url(background) in filtered
    assert edit_url(page) not in filtered


@pytest.mark.parametrize("name", ["methoden", "praktijkvoorbeelden"])
def test_a_list_takes_the_same_queries_for_many_pages(admin_client: Client, site: SiteTree, name: str) -> None:
    """For one who may do everything: Wagtail itself asks per row whether others may delete it."""

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert admin_client.get(reverse(f"{name}:index")).status_code == 200
        return len(queries)

    def add() -> Any:
        return make_method() if name == "methoden" else make_case()

    add(), count()
    few = count()
    for _ in range(5):
        add()
    assert count() == few


def test_a_new_method_is_started_where_the_others_are(writer: Client, site: SiteTree) -> None:
    elsewhere = make_listing(site.home, "Thema", "thema")
    make_method(elsewhere)
    make_method(site.methods), make_method(site.methods)
    response = writer.get(reverse("methoden:choose_parent"))
    assert (response.status_code, response.headers["Location"]) == (302, add_url(site.methods, MethodPage))
    response = writer.get(reverse("praktijkvoorbeelden:choose_parent"))
    assert response.status_code == 200, "no case yet, so no usual place"


def test_the_address_follows_the_title_and_the_fields_say_what_good_looks_like(writer: Client, site: SiteTree) -> None:
    content = writer.get(add_url(site.cases, CasePage)).content.decode()
    assert 'data-w-sync-target-value="#id_slug"' in content
    for words in ("Komt van de titel.", "Eén rij per gemeten indicator.", "Minstens één: waar staan deze cijfers?"):
        assert words in content


def test_the_first_page_says_where_to_begin_and_what_waits(writer: Client, site: SiteTree) -> None:
    make_method(title="Te laat", next_review=date(2020, 1, 1))
    content = writer.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("praktijkvoorbeelden:choose_parent") in content
    assert re.search(r"Methoden die je moet controleren</a>: 1\s", content)
    assert "Afbeeldingen zonder beschrijving</a>" not in content
    assert "guide" not in content


def test_a_review_date_ahead_is_shown_as_a_date(writer: Client, site: SiteTree) -> None:
    make_method(next_review=date(2099, 3, 1))
    assert "1 maart 2099" in writer.get(reverse("methoden:index")).content.decode()


def test_the_form_of_a_case_knows_the_fields_of_each_shape(writer: Client, site: SiteTree) -> None:
    content = writer.get(edit_url(make_case(results=[build_result()]))).content.decode()
    shapes = json.loads(re.search(r'<script id="result-shapes"[^>]*>(.*?)</script>', content)[1])  # type: ignore[index]
    assert shapes == fields_of_shapes()
    assert shapes["counts"][:4] == ["first_events", "first_total", "second_events", "second_total"]
    assert "editorial/result-shape.js" in content
    for name in {name for names in shapes.values() for name in names}:
        assert f'id="id_results-0-{name}"' in content


def test_publishing_many_at_once_keeps_back_what_is_not_finished(publisher: Client, site: SiteTree) -> None:
    good = make_case(results=[build_result()], live=False)
    bad = make_case(results=[build_result(second=None, sources=[])], live=False, title="Half af")
    url = reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish"))
    both = publisher.post(f"{url}?id={good.pk}&id={bad.pk}", {"include_descendants": ""}, follow=True)
    assert "Niets gepubliceerd. Nog niet af: ‘Half af’" in both.content.decode()
    for page in (good, bad):
        page.refresh_from_db()
        assert not page.live
    publisher.post(f"{url}?id={good.pk}", {"include_descendants": ""})
    good.refresh_from_db()
    assert good.live
