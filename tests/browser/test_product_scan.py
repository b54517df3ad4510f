"""A product scan by keyboard only: at 320 pixels with script, and wide without it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_keyboard import _FOCUS
from tests.browser.test_reading import is_accessible_and_within_the_window
from tests.starter.browsing import ContextMaker

pytestmark = [pytest.mark.browser, pytest.mark.node]
_STOP = f"selector => [({_FOCUS})(), document.activeElement.matches(selector)]"
_HASTY = "Dat ging wel heel snel"


def press_to(page: Page, selector: str) -> None:
    """Go on with Tab until this has the focus; every stop on the way can be seen."""
    for _ in range(200):
        page.keyboard.press("Tab")
        stop, is_there = page.evaluate(_STOP, selector)
        assert stop is None or stop["visible"], stop["what"]
        if is_there:
            return
    raise AssertionError(f"Tab never comes to {selector}")


@pytest.mark.parametrize(("width", "script"), [(320, True), (1280, False)])
def test_from_the_first_product_to_the_button_that_deletes(
    new_context: ContextMaker, axe_script: str, width: int, script: bool
) -> None:
    page = new_context(width, script=script).new_page()
    page.goto("/productscan/?familie=waterschap")
    for field, keys in (("level", "N"), ("volume", "1.000"), ("optimum", "H"), ("login", "Ja, m")):
        press_to(page, f"#id_watervergunning-{field}")
        page.keyboard.type(keys)
    done = page.get_by_text("Eén product maakt 100% van de afstand: watervergunning.")
    for _ in range(20):  # sooner than a person would, and then again
        press_to(page, "button[value=bewaar]")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        if not page.get_by_text(_HASTY).count():
            break
    expect(done).to_be_visible()
    address = page.url.partition("?")[0]
    wide = new_context(width).new_page()
    for rest in ("", "invullen/", "delen/", "delen/terug/", "verwijderen/"):
        wide.goto(f"{address}{rest}")
        is_accessible_and_within_the_window(wide, axe_script)
    wide.goto(f"{address}delen/")
    wide.get_by_role("button", name="Vraag de redactie om dit te delen").click()
    expect(wide.locator("[data-error-summary]")).to_contain_text("Vul je e-mailadres in.")
    is_accessible_and_within_the_window(wide, axe_script)
    page.goto(f"{address}verwijderen/")
    press_to(page, "main button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="De productscan is verwijderd")).to_be_visible()
