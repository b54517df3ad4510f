"""What the small script adds to search: no reload, no lost focus, a way back, and words for who cannot see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, Route, expect

from tests.starter.browsing import ContextMaker

pytestmark = pytest.mark.browser
POST = "input[name=kanaal][value=post]"
METHOD = "input[name=soort][value=methode]"


@pytest.fixture
def page(new_context: ContextMaker) -> Page:
    """The search page with a mark that a reload would wipe out."""
    page = new_context().new_page()
    page.goto("/zoeken/?q=brieven")
    page.evaluate("window.notReloaded = true")
    return page


def was_reloaded(page: Page) -> bool:
    return not page.evaluate("window.notReloaded === true")


def total(page: Page) -> int:
    return int(page.locator("[data-total]").get_attribute("data-total") or -1)


def test_a_filter_applies_without_a_reload(page: Page) -> None:
    before = total(page)
    promised = int(page.locator("[data-facet=kanaal][data-value=post]").get_attribute("data-count") or -1)
    page.locator(POST).focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("kanaal=post"))
    expect(page.locator(POST)).to_be_focused()
    expect(page.locator(POST)).to_be_checked()
    expect(page.get_by_role("status")).to_have_text(f"{promised} resultaten")
    assert total(page) == promised < before
    assert not was_reloaded(page)


def test_the_back_button_goes_one_filter_back(page: Page) -> None:
    before = total(page)
    page.locator(POST).check()
    expect(page).to_have_url(re.compile("kanaal=post"))
    page.locator(METHOD).check()
    expect(page).to_have_url(re.compile("soort=methode"))
    page.go_back()
    expect(page.locator(METHOD)).not_to_be_checked()
    expect(page.locator(POST)).to_be_checked()
    page.go_back()
    expect(page.locator("[data-total]")).to_have_attribute("data-total", str(before))
    expect(page.locator(POST)).not_to_be_checked()
    page.go_forward()
    expect(page.locator(POST)).to_be_checked()
    assert not was_reloaded(page)


def test_taking_a_filter_away_tells_how_many_are_left(page: Page) -> None:
    before = total(page)
    page.locator(POST).check()
    chip = page.get_by_role("list", name="Gekozen filters").get_by_role("link").first
    chip.click()
    expect(page.locator("[data-total]")).to_have_attribute("data-total", str(before))
    expect(page.locator("[data-total]")).to_be_focused()
    assert not was_reloaded(page)


def test_a_shared_address_gives_the_same_page(page: Page, new_context: ContextMaker) -> None:
    page.locator(POST).check()
    expect(page).to_have_url(re.compile("kanaal=post"))
    expect(page.locator("[data-results]")).not_to_have_attribute("aria-busy", "true")
    other = new_context(script=False).new_page()
    other.goto(page.url)
    assert total(other) == total(page)
    hits = "[data-results] [data-number]"
    numbers = "nodes => nodes.map((node) => node.dataset.kind + node.dataset.number)"
    assert other.locator(hits).evaluate_all(numbers) == page.locator(hits).evaluate_all(numbers)


@pytest.mark.parametrize("fault", ["no answer", "500", "not a page"])
def test_a_server_that_fails_gives_a_full_reload(page: Page, fault: str) -> None:
    """Nothing half done: the address is simply opened."""
    answers: dict[str, Callable[[Route], None]] = {
        "no answer": lambda route: route.abort(),
        "500": lambda route: route.fulfill(status=500, content_type="text/html", body="<h1>Er ging iets mis</h1>"),
        "not a page": lambda route: route.fulfill(status=200, content_type="text/plain", body="ok"),
    }
    page.route(re.compile("kanaal=post"), answers[fault], times=1)
    page.locator(POST).check()
    expect(page).to_have_url(re.compile("kanaal=post"))
    expect(page.locator(POST)).to_be_checked()
    assert was_reloaded(page)


def test_a_slow_answer_shows_that_it_is_coming(page: Page) -> None:
    held: list[Route] = []
    page.route(re.compile("kanaal=post"), lambda route: held.append(route))
    results = page.locator("[data-results]")
    page.locator(POST).check()
    expect(results).to_have_attribute("aria-busy", "true")
    expect(page.locator(POST)).to_be_checked()
    held[0].continue_()
    expect(results).not_to_have_attribute("aria-busy", "true")
    expect(page).to_have_url(re.compile("kanaal=post"))
    assert not was_reloaded(page)


def test_the_last_of_two_quick_choices_wins(page: Page) -> None:
    """The first answer comes after the second: it is thrown away."""
    held: list[Route] = []
    page.route(lambda url: "kanaal=post" in url and "soort=" not in url, lambda route: held.append(route))
    page.locator(POST).check()
    expect(page.locator("[data-results]")).to_have_attribute("aria-busy", "true")
    page.locator(METHOD).check()
    expect(page).to_have_url(re.compile("soort=methode"))
    expect(page.locator("[data-results]")).not_to_have_attribute("aria-busy", "true")
    for route in held:
        with suppress(Error):  # the browser let go of it already
            route.continue_()
    expect(page.locator(POST)).to_be_checked()
    expect(page.locator(METHOD)).to_be_checked()
    assert "kanaal=post" in page.url
    assert "soort=methode" in page.url
    assert page.locator("[data-results] [data-kind=case]").count() == 0
    assert not was_reloaded(page)


def test_typed_words_go_along_with_a_filter(page: Page) -> None:
    """As the button would do; and the field keeps them."""
    page.locator("#zoekvraag").fill("herinnering")
    page.locator(POST).check()
    expect(page).to_have_url(re.compile("q=herinnering.*kanaal=post"))
    expect(page.locator("#zoekvraag")).to_have_value("herinnering")
    page.go_back()
    expect(page.locator("#zoekvraag")).to_have_value("brieven")
    expect(page.locator(POST)).not_to_be_checked()
    assert not was_reloaded(page)


def test_typing_alone_asks_for_suggestions_only(page: Page) -> None:
    address = page.url
    asked: list[str] = []
    # The icon of the page may still be on its way.
    page.on("request", lambda request: asked.append(request.url) if "favicon" not in request.url else None)
    page.locator("#zoekvraag").press_sequentially("herinnering")
    page.keyboard.press("Tab")
    assert page.url == address
    assert [url for url in asked if "/zoeken/suggesties/" not in url] == []


def test_back_from_a_page_finds_the_filters_as_they_were(page: Page) -> None:
    page.locator(POST).check()
    expect(page).to_have_url(re.compile("kanaal=post"))
    expect(page.locator("[data-results]")).not_to_have_attribute("aria-busy", "true")
    filtered = total(page)
    page.locator("[data-results] [data-kind]").first.get_by_role("link").first.click()
    expect(page).not_to_have_url(re.compile("/zoeken/"))
    page.go_back()
    expect(page).to_have_url(re.compile("kanaal=post"))
    expect(page.locator(POST)).to_be_checked()
    assert total(page) == filtered


def test_no_results_are_told_too(page: Page) -> None:
    page.locator("#zoekvraag").fill("qwzxqwzx")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile("Geen resultaten"))
    expect(page.locator("[data-total]")).to_be_focused()
    assert not was_reloaded(page)
