"""Every page type can be made and changed in the admin, with its rows."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from wagtail.models import Page
from wagtail.test.utils.form_data import rich_text

from cases.choices import Direction
from cases.models import CasePage
from home.models import ContentPage, HomePage, ListingPage, OverviewPage
from methods.models import MethodPage
from tests.editorial.forms import (
    PUBLISH,
    add_result,
    add_row,
    add_url,
    as_post,
    block_data,
    edit_url,
    errors_of,
    open_add,
    open_edit,
)
from tests.factories.pages import SiteTree, build_method, build_result, make_case, make_method, make_site
from tests.factories.vocabulary import (
    ChannelFactory,
    FamilyFactory,
    IndicatorFactory,
    OrganisationFactory,
    ProductFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> SiteTree:
    return make_site()


def send(client: Client, url: str, data: QueryDict, **button: str) -> Any:
    response = client.post(url, as_post(data, **button))
    assert response.status_code == 302, errors_of(response)
    return response


def test_a_method_is_made_and_published(admin_client: Client, site: SiteTree) -> None:
    theme, channel, family, indicator = ThemeFactory(), ChannelFactory(), FamilyFactory(), IndicatorFactory()
    other = make_method()
    data = open_add(admin_client, site.methods, MethodPage)
    data.update({"title": "Stuur een herinnering", "slug": "herinnering", "gist": "Eén zin.", "theme": str(theme.pk)})
    data["why"] = rich_text("<p>Omdat mensen het vergeten.</p>")
    data.setlist("channels", [str(channel.pk)])
    data.setlist("families", [str(family.pk)])
    data.update(block_data("steps", MethodPage._meta.get_field("steps").stream_block, build_method().steps))
    data.update({"effort_time": "weeks", "effort_people": "team", "effort_cost": "low", "effort_expertise": "some"})
    add_row(data, "relations", kind="before", method=other.pk)
    add_row(data, "main_indicators", indicator=indicator.pk)
    add_row(
        data, "sources", title="Onderzoek", url="https://bron.example/", read_on="2026-01-02", certainty="B", gives=""
    )
    send(admin_client, add_url(site.methods, MethodPage), data, **PUBLISH)
    page = MethodPage.objects.get(slug="herinnering")
    assert page.live
    assert len(page.steps) == 4
    assert (page.number or 0) > (other.number or 0)
    assert [row.method for row in page.relations.all()] == [other]
    assert [row.indicator for row in page.main_indicators.all()] == [indicator]
    assert [(row.title, row.read_on) for row in page.sources.all()] == [("Onderzoek", date(2026, 1, 2))]
    assert list(page.channels.all()) == [channel]


def test_what_nobody_sees_is_not_stored(admin_client: Client, site: SiteTree) -> None:
    data = open_add(admin_client, site.home, ContentPage)
    data.update({"title": "Ge\u00admeen\u200bte\x0bonline\u202e", "slug": "gemeente-online"})
    data["body-count"] = "0"
    data["introduction"] = "Eén\u00a0zin,\u2028cafe\u0301."
    send(admin_client, add_url(site.home, ContentPage), data, **PUBLISH)
    page = ContentPage.objects.get(slug="gemeente-online")
    assert (page.title.strip(), page.introduction) == ("Gemeente online", "Eén zin, caf\u00e9.")
    found = admin_client.get("/beheer/pages/search/results/", {"q": "ge\u00admeente"}).content.decode()
    assert "Gemeente online" in found


def test_running_text_comes_in_clean_too(admin_client: Client, site: SiteTree) -> None:
    page = make_method(why="<p>Tekst.</p>")
    data = open_edit(admin_client, page)
    data["why"] = rich_text("<p>Een\x0btwee ge\u00admeente.</p>")
    assert "\\u000b" in data["why"]
    send(admin_client, edit_url(page), data, **PUBLISH)
    page.refresh_from_db()
    assert re.sub("<[^>]*>", "", page.why) == "Een twee gemeente."


def test_a_case_is_made_with_results_that_have_methods_and_sources(admin_client: Client, site: SiteTree) -> None:
    method, organisation, product = make_method(), OrganisationFactory(), ProductFactory()
    indicator = IndicatorFactory(better="lower")
    data = open_add(admin_client, site.cases, CasePage)
    data.update({"title": "Minder telefoontjes", "slug": "minder-telefoontjes", "gist": "Eén zin."})
    add_row(data, "organisations", organisation=organisation.pk)
    add_row(data, "products", product=product.pk)
    add_row(data, "used_methods", method=method.pk)
    shared = {"indicator": indicator.pk, "contrast": "before-after", "design": "before_after", "reported_by": "doer"}
    add_result(
        data, method=method, shape="share", first="12,5", second="6", as_published="Van 12,5% naar 6%.", **shared
    )
    add_result(data, shape="relative", change_relative="-20", as_published="20% minder.", **shared)
    add_result(
        data,
        method=method,
        source="Proef",
        shape="counts",
        first_events="1000",
        first_total="8000",
        second_events="1000",
        second_total="8000",
        as_published="1.000 van 8.000, daarna hetzelfde.",
        **shared,
    )
    send(admin_client, add_url(site.cases, CasePage), data, **PUBLISH)
    page = CasePage.objects.get(slug="minder-telefoontjes")
    results = list(page.results.all())
    assert page.live
    assert [result.direction for result in results] == [Direction.BETTER, Direction.BETTER, Direction.NO_CHANGE]
    assert [[row.method for row in result.counts_for.all()] for result in results] == [[method], [], [method]]
    assert [[row.title for row in result.sources.all()] for result in results] == [
        ["Jaarverslag"],
        ["Jaarverslag"],
        ["Proef"],
    ]
    assert len({result.uuid for result in results}) == 3


def all_pages(site: SiteTree) -> list[Page]:
    method = make_method(
        channels=[ChannelFactory()], families=[FamilyFactory()], indicators=[IndicatorFactory()], tags=["brief"]
    )
    case = make_case(
        methods=[method],
        channels=[ChannelFactory()],
        results=[build_result(counts_for=[method]), build_result(shape="text", outcome="same", first=None)],
    )
    overview = site.home.add_child(instance=OverviewPage(title="Thema's", slug="themas"))
    content = site.home.add_child(instance=ContentPage(title="Over ons", slug="over-ons"))
    return [method, case, site.home, site.methods, overview, content]


# What changes with every save: moments, and the keys the rich text editor gives its blocks.
MOMENTS = {"latest_revision", "live_revision", "latest_revision_created_at", "last_published_at", "numchild"}
MOMENTS |= {"first_published_at", "draft_title", "live", "has_unpublished_changes", "tagged_items"}
BLOCK_KEY = re.compile(r' data-block-key=\\?"\w+\\?"')


def content_of(page: Page) -> dict[str, Any]:
    fresh = type(page).objects.get(pk=page.pk)
    content = {name: value for name, value in fresh.serializable_data().items() if name not in MOMENTS}
    for name, value in content.items():
        if isinstance(value, str) and value.startswith("["):
            content[name] = json.loads(BLOCK_KEY.sub("", value))
        elif isinstance(value, str):
            content[name] = BLOCK_KEY.sub("", value)
    for row in (row for result in content.get("results", []) for row in result["counts_for"] + result["sources"]):
        del row["pk"]  # rows under a result are written anew with every revision
    return content


@pytest.mark.parametrize("place", range(6))
def test_saving_a_page_unchanged_changes_nothing(admin_client: Client, site: SiteTree, place: int) -> None:
    page = all_pages(site)[place]
    before = content_of(page)
    send(admin_client, edit_url(page), open_edit(admin_client, page), **PUBLISH)
    assert content_of(page) == before


@pytest.mark.parametrize(
    ("page_type", "fields"),
    [
        (ListingPage, {"query": "brief", "kind": "methode", "sort": "nummer"}),
        (OverviewPage, {}),
        (ContentPage, {"introduction": "Wie wij zijn.", "show_in_footer": "on"}),
    ],
)
def test_other_pages_are_made(
    admin_client: Client, site: SiteTree, page_type: type[Page], fields: dict[str, str]
) -> None:
    data = open_add(admin_client, site.home, page_type)
    data.update({"title": "Nieuwe pagina", "slug": "nieuw"})
    for name, value in fields.items():
        data[name] = value
    if page_type is ListingPage:
        data["kind"], data["sort"] = ListingPage._meta.get_field("kind").choices[0][0], "nummer"
        data["sort"] = ListingPage._meta.get_field("sort").choices[-1][0]
    send(admin_client, add_url(site.home, page_type), data, **PUBLISH)
    assert page_type.objects.get(slug="nieuw").live


def test_the_front_page_is_made(admin_client: Client) -> None:
    root = Page.get_first_root_node()
    data = open_add(admin_client, root, HomePage)
    data.update(
        {"title": "Voorpagina", "slug": "voor", "claim": "Wat werkt?", "introduction": "Zo.", "newest_count": "3"}
    )
    send(admin_client, add_url(root, HomePage), data, **PUBLISH)
    assert HomePage.objects.get().live


def test_pages_stand_only_where_they_belong(admin_client: Client, site: SiteTree) -> None:
    for parent, page_type in ((site.home, MethodPage), (site.home, CasePage), (site.methods, ContentPage)):
        assert admin_client.get(add_url(parent, page_type)).status_code == 302
        assert not page_type.can_create_at(parent)


def test_the_identity_of_a_result_is_carried_once_and_out_of_sight(admin_client: Client, site: SiteTree) -> None:
    html = admin_client.get(edit_url(make_case(results=[build_result()]))).content.decode()
    (field,) = re.findall(r"<input[^>]*results-0-uuid[^>]*>", html)
    assert 'type="hidden"' in field


def test_the_choosers_of_methods_offer_only_methods(admin_client: Client, site: SiteTree) -> None:
    content = admin_client.get(add_url(site.cases, CasePage)).content.decode()
    assert "methods.methodpage" in content
    assert "wagtailcore.page" not in content.split("used_methods")[1].split("FORMS")[0]
