"""Suggestions while typing, by keyboard, mouse and touch, and what somebody hears who cannot see them."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import Browser, Error, Locator, Page, Route, expect

from tests.starter.browsing import ContextMaker, open_kind
from tests.starter.server import StarterSite

pytestmark = pytest.mark.browser
ASKED = re.compile("/zoeken/suggesties/")

_AXE = """async () => {
  const options = {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}};
  const found = await axe.run(document, options);
  return found.violations.map((each) => `${each.id}: ${each.nodes.slice(0, 3).map((node) => node.html).join(' | ')}`);
}"""
_TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
# Where everything stands that is not the list itself.
_PLACES = """() => [...document.querySelectorAll('header, main > *, h1, h2, footer, input, button')]
  .map((node) => node.getBoundingClientRect()).map((box) => [box.x, box.y, box.width, box.height].join())"""
_CUT_OFF = """() => [...document.querySelectorAll('.od-suggest, .od-suggest *')]
  .filter((node) => node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0)
  .map((node) => node.textContent)"""


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Waar zoek je naar?")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggesties").get_by_role("option")


def active(page: Page) -> Locator:
    return page.locator(f"[id='{field(page).get_attribute('aria-activedescendant')}']")


def type_in(page: Page, text: str) -> None:
    """As a hand does, and wait for the suggestions of all that was typed."""
    field(page).focus()
    page.keyboard.type(text)
    expect(page.get_by_role("listbox", name="Suggesties")).to_have_attribute("data-answers", text)
    expect(options(page).first).to_be_visible()


@pytest.fixture
def page(new_context: ContextMaker) -> Page:
    page = new_context().new_page()
    page.goto("/")
    return page


@pytest.mark.parametrize("kind", ["home", "search with hits", "not found"])
def test_every_search_field_has_them(new_context: ContextMaker, kind: str) -> None:
    page = new_context().new_page()
    open_kind(page, kind)
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    field(page).fill("")
    type_in(page, "herinn")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/methoden/stuur-een-herinnering"))


def test_what_a_screen_reader_hears(page: Page) -> None:
    assert page.evaluate("document.querySelector('#zoekvraag').type") == "text"
    type_in(page, "loket")
    expect(field(page)).to_be_focused()
    expect(page.locator("form [aria-live=polite]")).to_have_text(re.compile(r"^\d suggesties$"))
    group = page.get_by_role("group", name="Filters")
    expect(group.get_by_role("option")).to_have_accessible_name("Balie Filter op kanaal")
    expect(field(page)).to_have_attribute("aria-autocomplete", "list")
    assert field(page).get_attribute("aria-controls") == page.get_by_role("listbox").get_attribute("id")
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(options(page).last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_accessible_name("Balie Filter op kanaal")
    expect(active(page)).to_have_accessible_name("Balie Filter op kanaal")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?kanaal=balie$"))


def test_a_typing_error_is_mended_first(page: Page) -> None:
    type_in(page, "herinnerign")
    group = page.get_by_role("group", name="Bedoelde je")
    expect(group.get_by_role("option")).to_have_accessible_name("herinnering Verbeterde vraag")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=herinnering$"))


def test_arrows_go_round_and_the_text_stays(page: Page) -> None:
    type_in(page, "herinn")
    count = options(page).count()
    names = [one.inner_text() for one in options(page).all()]
    heard = []
    for _ in range(count + 1):
        page.keyboard.press("ArrowDown")
        heard.append(active(page).inner_text())
    assert heard == [*names, names[0]]
    page.keyboard.press("ArrowUp")
    assert active(page).inner_text() == names[-1]
    expect(field(page)).to_have_value("herinn")


def test_some_keys_belong_to_the_text(page: Page) -> None:
    type_in(page, "herinn")
    for key, place in {"Home": 0, "ArrowRight": 1, "End": 6, "ArrowLeft": 5}.items():
        page.keyboard.press("ArrowDown")
        page.keyboard.press(key)
        expect(page.get_by_role("option", selected=True)).to_have_count(0)
        assert field(page).get_attribute("aria-activedescendant") is None
        assert field(page).evaluate("(node) => node.selectionStart") == place


def test_enter_without_a_choice_asks_what_was_typed(page: Page) -> None:
    type_in(page, "herinn")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=herinn$"))


def test_what_escape_closed_stays_closed_when_an_answer_comes_late(page: Page) -> None:
    type_in(page, "her")
    held: list[Route] = []
    page.route(ASKED, lambda route: held.append(route))
    with page.expect_request(ASKED):
        page.keyboard.type("inn")
    page.keyboard.press("Escape")
    for route in held:
        with suppress(Error):  # the page no longer waits for it
            route.continue_()
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_escape_closes_and_then_clears(page: Page) -> None:
    type_in(page, "herinn")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).to_have_value("herinn")
    page.keyboard.press("ArrowDown")
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(field(page)).to_have_value("")
    expect(field(page)).to_be_focused()


def test_tab_leaves(page: Page) -> None:
    type_in(page, "herinn")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Zoek", exact=True)).to_be_focused()
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert page.url.endswith("/")


def test_mouse(page: Page) -> None:
    type_in(page, "loket")
    options(page).first.click()
    expect(page).to_have_url(re.compile(r"/zoeken/\?kanaal=balie$"))


def test_words_that_a_telephone_still_composes_count(page: Page) -> None:
    field(page).focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send("Input.imeSetComposition", {"text": "loket", "selectionStart": 5, "selectionEnd": 5})
    expect(options(page).first).to_be_visible()
    keyboard.send("Input.insertText", {"text": "loket"})
    page.keyboard.press("ArrowDown")
    enter = "new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true, cancelable: true})"
    assert field(page).evaluate(f"(node) => node.dispatchEvent({enter})"), "Enter belongs to the keyboard then"
    expect(options(page).first).to_have_attribute("aria-selected", "true")
    assert page.url.endswith("/")


@pytest.mark.parametrize("press", [{"modifiers": ["Control"]}, {"button": "middle"}, {"modifiers": ["Shift"]}])
def test_a_suggestion_opens_elsewhere_as_a_link_does(page: Page, press: Any) -> None:
    type_in(page, "loket")
    with page.context.expect_page() as opened:
        options(page).first.click(**press)
    expect(opened.value).to_have_url(re.compile(r"/zoeken/\?kanaal=balie$"))
    assert page.url.endswith("/")
    expect(field(page)).to_have_value("loket")


def test_back_in_the_field_they_are_there_again(page: Page) -> None:
    type_in(page, "loket")
    field(page).blur()
    expect(page.get_by_role("listbox")).to_be_hidden()
    field(page).focus()
    expect(options(page).first).to_be_visible()
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    field(page).blur()
    field(page).click()
    expect(options(page).first).to_be_visible()


def test_escape_also_stops_what_is_still_to_come(page: Page) -> None:
    type_in(page, "loket")
    held: list[Route] = []
    page.route(re.compile(r"suggesties/\?q=loketten$"), lambda route: held.append(route))
    with page.expect_request(re.compile("q=loketten$")):
        page.keyboard.type("ten")
    with page.expect_event("requestfailed", lambda one: one.url.endswith("q=loketten")):
        page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()


def test_touch(browser: Browser, starter_server: StarterSite) -> None:
    context = browser.new_context(
        base_url=starter_server.address, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto("/zoeken/")
    field(page).tap()
    page.keyboard.type("loket")
    options(page).first.tap()
    expect(page).to_have_url(re.compile(r"/zoeken/\?kanaal=balie$"))
    context.close()


@pytest.mark.node
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["/", "/zoeken/?kanaal=post"])
def test_accessible_and_over_the_page(new_context: ContextMaker, axe_script: str, path: str, width: int) -> None:
    page = new_context(width).new_page()
    page.goto(path)
    field(page).focus()
    before = page.evaluate(_PLACES)
    type_in(page, "herinnerign")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(_PLACES) == before, "something moved"
    assert not page.evaluate(_TOO_WIDE)
    assert page.evaluate(_CUT_OFF) == []
    page.evaluate(axe_script)
    assert page.evaluate(_AXE) == []


def test_the_active_one_shows_in_forced_colours(browser: Browser, starter_server: StarterSite) -> None:
    context = browser.new_context(base_url=starter_server.address, forced_colors="active", reduced_motion="reduce")
    page = context.new_page()
    page.goto("/")
    type_in(page, "herinn")
    page.keyboard.press("ArrowDown")
    outlines = options(page).evaluate_all("(nodes) => nodes.map((node) => getComputedStyle(node).outlineStyle)")
    assert outlines == ["solid", *["none"] * (len(outlines) - 1)]
    context.close()


def test_quick_typing_asks_once(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if ASKED.search(request.url) else None)
    page.clock.install(time=0)
    page.clock.pause_at(1000)
    field(page).focus()
    page.keyboard.type("herinneringen")
    assert asked == []
    page.clock.run_for(500)
    expect(options(page).first).to_be_visible()
    assert [url.partition("?")[2] for url in asked] == ["q=herinneringen"]


def test_an_answer_that_comes_too_late_is_thrown_away(page: Page) -> None:
    held: list[Route] = []
    page.route(re.compile(r"suggesties/\?q=loket"), lambda route: held.append(route))
    with page.expect_request(ASKED):
        field(page).focus()
        page.keyboard.type("loket")
    field(page).fill("")
    type_in(page, "herinn")
    names = options(page).all_inner_texts()
    assert len(held) == 1
    held[0].abort()
    assert options(page).all_inner_texts() == names


@pytest.mark.parametrize("fault", ["no answer", "500", "no json"])
def test_silent_when_the_server_fails(page: Page, fault: str) -> None:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    answers: dict[str, Callable[[Route], None]] = {
        "no answer": lambda route: route.abort(),
        "500": lambda route: route.fulfill(status=500, body="oei"),
        "no json": lambda route: route.fulfill(status=200, content_type="text/html", body="<p>oei"),
    }
    page.route(ASKED, answers[fault])
    with page.expect_event(
        "requestfailed" if fault == "no answer" else "requestfinished", lambda one: bool(ASKED.search(one.url))
    ):
        field(page).focus()
        page.keyboard.type("herinnering")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert complaints == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=herinnering$"))


def test_without_script_it_is_a_plain_field(new_context: ContextMaker) -> None:
    page = new_context(script=False).new_page()
    page.goto("/")
    plain = page.get_by_role("searchbox", name="Waar zoek je naar?")
    plain.fill("herinnering")
    plain.press("Enter")
    expect(page).to_have_url(re.compile(r"/zoeken/\?q=herinnering$"))
    expect(page.get_by_role("listbox")).to_have_count(0)
