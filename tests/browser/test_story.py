"""The main job of the site, walked as a civil servant walks it: too many phone calls about letters."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.starter.browsing import ContextMaker
from tests.starter.content import items

pytestmark = pytest.mark.browser
QUESTION = "minder telefoontjes over brieven"
DIRECTIONS = re.compile(
    "Beter|Slechter|Wisselend|Geen duidelijke verandering|Nog niet te zeggen|Nog geen resultaat|Alleen samen met"
)


def methods_found(page: Page) -> Locator:
    return page.locator("[data-results] [data-kind=method]")


def filter_box(page: Page, name: str, value: str) -> Locator:
    return page.locator(f"[data-facet={name}][data-value={value}] input")


def open_filters(page: Page, width: int) -> None:
    """On a small screen the filters are folded away."""
    if width < 768:
        page.locator("[data-filters] > summary").click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("width", [320, 1280])
def test_from_the_front_page_to_a_card_on_paper(new_context: ContextMaker, width: int, script: bool) -> None:
    page = new_context(width, script=script).new_page()
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name=re.compile("^Gemeente")).first.click()
    expect(page).to_have_url(re.compile("/families/gemeente/"))
    page.get_by_role("link", name="Filter deze lijst").first.click()
    expect(page).to_have_url(re.compile("familie=gemeente"))
    open_filters(page, width)
    expect(filter_box(page, "familie", "gemeente")).to_be_checked()
    filter_box(page, "kanaal", "post").check()
    if not script:
        page.get_by_role("button", name=re.compile("^Toon [0-9.]+ resulta")).click()
    expect(page).to_have_url(re.compile("kanaal=post"))
    page.get_by_label("Waar zoek je naar?").fill(QUESTION)
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page).to_have_url(re.compile("q=minder"))
    see_what_it_yielded_elsewhere(page)
    open_a_method_with_proof(page)
    read_steps_figures_and_order(page)
    follow_a_figure_to_its_source(page)
    print_the_card(page, script)


def see_what_it_yielded_elsewhere(page: Page) -> None:
    """A few methods for a municipality and for post, each with what is known of its results."""
    assert 3 <= methods_found(page).count() <= 10
    for hit in methods_found(page).all():
        method = items("methods")[int(hit.get_attribute("data-number") or 0)]
        assert "gemeente" in method["families"]
        assert "post" in method["channels"]
        expect(hit).to_contain_text(DIRECTIONS)


def open_a_method_with_proof(page: Page) -> None:
    methods_found(page).filter(has_text=re.compile(r"\bBeter\b")).first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/methoden/[a-z0-9-]+/$"))


def read_steps_figures_and_order(page: Page) -> None:
    number = int(page.locator("main article[data-kind=method]").first.get_attribute("data-number") or 0)
    method = items("methods")[number]
    main = page.get_by_role("main")
    for place, step in enumerate(method["steps"], start=1):
        heading = main.get_by_role("heading", name=re.compile(f"^Stap {place}: "))
        expect(heading).to_contain_text(re.compile(re.escape(step["title"][:12])))
        assert step["who"].lower()[:20] in text_of(main).lower()
    row = main.locator("table tr[data-kind=case]").first
    expect(row).to_contain_text(DIRECTIONS)
    assert row.get_by_role("link").count() >= 1
    case = row.get_by_role("link").first.get_attribute("href") or ""
    assert case.startswith("/praktijk/")
    related = [other for kind in ("before", "after", "together", "instead") for other in method.get(kind, [])]
    for other in related:
        assert main.locator(f"[data-kind=method][data-number='{other}']").count() >= 1


def follow_a_figure_to_its_source(page: Page) -> None:
    """From the row to the case that was measured, where the same source stands with its date; and back."""
    row = page.locator("main table tr[data-kind=case]").first
    source = row.locator("td").last.get_by_role("link").first
    behind = source.get_attribute("href") if source.count() else None
    row.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/praktijk/"))
    sources = page.get_by_role("region", name="Bronnen")
    expect(sources).to_contain_text("Gelezen op")
    if behind:
        expect(sources.locator(f"a[href='{behind}']")).to_have_count(1)
    page.go_back()
    expect(page).to_have_url(re.compile("/methoden/"))


def print_the_card(page: Page, script: bool) -> None:
    """The button asks the browser to print; without a script there is no button that does nothing."""
    button = page.get_by_role("button", name="Print deze methode")
    if not script:
        expect(button).to_have_count(0)
        return
    page.evaluate("window.print = () => { window.printed = true }")
    button.click()
    assert page.evaluate("window.printed === true")


def text_of(node: Locator) -> str:
    return node.inner_text().replace("\N{SOFT HYPHEN}", "")


def press_until(page: Page, reached: str, key: str = "Tab", most: int = 120) -> None:
    """Press a key until the focus is on an element that matches the CSS selector `reached`."""
    for _ in range(most):
        page.keyboard.press(key)
        if page.evaluate("(selector) => document.activeElement.matches(selector)", reached):
            return
    raise AssertionError(f"{reached} was not reached with {key}")


def test_by_keyboard_alone(new_context: ContextMaker) -> None:
    page = new_context().new_page()
    page.goto("/")
    press_until(page, "a[href='/families/gemeente/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/families/gemeente/")
    press_until(page, "a[href*='/zoeken/?'][href*='familie=gemeente']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?*familie=gemeente*")
    press_until(page, "#zoekvraag")
    page.keyboard.type(QUESTION)
    press_until(page, "input[name=kanaal][value=post]")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile("kanaal=post"))
    expect(page.locator("input[name=kanaal][value=post]")).to_be_focused()
    press_until(page, "#zoekvraag", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("q=minder"))
    press_until(page, "[data-results] [data-kind=method] a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/methoden/[a-z0-9-]+/$"))
    expect(page.get_by_role("heading", name=re.compile("^Stap 1: "))).to_be_attached()
    press_until(page, "button[data-print]")
