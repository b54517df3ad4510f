"""What the small script adds to search: no reload, no lost focus, a way back, and words for who cannot see it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.starter.browsing import ContextMaker

pytestmark = pytest.mark.browser
POST = "input[name=kanaal][value=post]"


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
    page.locator("input[name=soort][value=methode]").check()
    expect(page).to_have_url(re.compile("soort=methode"))
    page.go_back()
    expect(page.locator("input[name=soort][value=methode]")).not_to_be_checked()
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


def test_a_server_that_fails_gives_a_full_reload(page: Page) -> None:
    """Nothing half done: the address is simply opened."""
    page.route(re.compile("kanaal=post"), lambda route: route.abort(), times=1)
    page.locator(POST).check()
    expect(page).to_have_url(re.compile("kanaal=post"))
    expect(page.locator(POST)).to_be_checked()
    assert was_reloaded(page)
