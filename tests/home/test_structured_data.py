"""What machines read of a page. These pages have no rows; their address is made of their slug."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from wagtail.models import Page

from cases.models import CasePage
from core.pages import BasePage
from home.models import HomePage
from home.navigation import MenuLink
from home.structured_data import structured_data
from methods.models import MethodPage
from news.pages.meeting import MeetingPage

pytestmark = pytest.mark.django_db
MOMENT = datetime(2026, 11, 23, 9, tzinfo=UTC)
ABOVE = [MenuLink("Thuis", "/"), MenuLink("Methoden", "/methoden/")]
STEP = {"type": "step", "id": "1", "value": {"title": "Tel", "text": "<ul><li>een</li><li>twee</li></ul>"}}


@pytest.fixture(autouse=True)
def addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BasePage, "get_url", lambda self, *_: f"/{self.slug}/")


def blocks(page: Page) -> list[dict[str, Any]]:
    return structured_data(page, [])


def method(**fields: Any) -> MethodPage:
    return MethodPage(id=1, title="Bel terug", slug="bel-terug", gist="Doe het.", **fields)


@pytest.mark.parametrize(
    ("page", "kinds"),
    [
        (HomePage(id=1, slug="thuis"), ["WebSite"]),
        (method(), ["HowTo"]),
        (CasePage(id=1, title="Minder brieven", slug="minder"), ["Article"]),
        (Page(id=1, slug="gewoon"), []),
    ],
)
def test_every_kind_of_page_has_its_block(page: Page, kinds: list[str]) -> None:
    found = blocks(page)
    assert [block["@type"] for block in found] == kinds
    assert all(block["@context"] == "https://schema.org" for block in found)
    assert all(block["url"] == f"https://www.example.nl/{page.slug}/" for block in found)


@pytest.mark.parametrize(
    ("fields", "key", "value"),
    [
        ({}, "step", []),
        ({}, "supply", None),
        ({}, "datePublished", None),
        ({"first_published_at": MOMENT}, "datePublished", "2026-11-23"),
        ({"last_published_at": MOMENT}, "dateModified", "2026-11-23"),
        ({}, "license", "https://creativecommons.org/publicdomain/zero/1.0/"),
        (
            {"steps": [STEP]},
            "step",
            [
                {
                    "@type": "HowToStep",
                    "position": 1,
                    "name": "Tel",
                    "text": "een twee",
                    "url": "https://www.example.nl/bel-terug/#stap-1",
                }
            ],
        ),
    ],
)
def test_a_method(fields: dict[str, Any], key: str, value: Any) -> None:
    [block] = blocks(method(**fields))
    assert block.get(key) == value


@pytest.mark.parametrize(("title", "headline"), [("Kort", "Kort"), ("x" * 150, "x" * 110)])
def test_a_headline_of_a_case_has_a_limit(title: str, headline: str) -> None:
    [block] = blocks(CasePage(id=1, title=title, slug="lang"))
    assert (block["headline"], block["name"]) == (headline, title)


def test_the_way_to_a_page_ends_with_the_page() -> None:
    *_, crumbs = structured_data(method(), ABOVE)
    assert crumbs["@type"] == "BreadcrumbList"
    assert [(each["position"], each["name"], each["item"]) for each in crumbs["itemListElement"]] == [
        (1, "Thuis", "https://www.example.nl/"),
        (2, "Methoden", "https://www.example.nl/methoden/"),
        (3, "Bel terug", "https://www.example.nl/bel-terug/"),
    ]


@pytest.mark.parametrize(
    ("fields", "start", "kinds"),
    [
        ({"place": "Utrecht"}, "2027-03-28T09:30:00+02:00", ["Place"]),
        ({"is_online": True}, "2027-03-28T09:30:00+02:00", ["VirtualLocation"]),
        ({"place": "Utrecht", "is_online": True}, "2027-03-28T09:30:00+02:00", ["Place", "VirtualLocation"]),
        ({"only_days": True, "begin": datetime(2027, 3, 27, 23, 30, tzinfo=UTC)}, "2027-03-28", []),
    ],
)
def test_a_meeting_says_the_time_and_day_of_the_netherlands(
    fields: dict[str, Any], start: str, kinds: list[str]
) -> None:
    moment = datetime(2027, 3, 28, 7, 30, tzinfo=UTC)
    facts = {"begin": moment, "end": moment, **fields}
    [block] = blocks(MeetingPage(id=1, title="Dag", slug="dag", organiser="Wij", **facts))
    assert block["startDate"] == start
    places = block.get("location", [])
    assert [each["@type"] for each in (places if isinstance(places, list) else [places])] == kinds
    assert block["eventStatus"] == "https://schema.org/EventScheduled"
    assert block["organizer"]["name"] == "Wij"


def test_who_publishes_is_the_organisation_that_answers_for_the_site(settings: Any) -> None:
    settings.SITE_OWNER, settings.PUBLISHER_URI = "Gemeente Utrecht", "https://identifier.overheid.nl/tooi/id/x"
    [block] = blocks(method())
    assert block["publisher"]["name"] == "Gemeente Utrecht"
    assert block["publisher"]["sameAs"] == "https://identifier.overheid.nl/tooi/id/x"
