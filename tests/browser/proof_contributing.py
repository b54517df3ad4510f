"""The whole story of ‘Wij deden dit ook’ with no mouse, and every form of the room as it looks when refused.

Once in `make prove`. Not named as a test, so that the suite leaves it alone: it types for as long as a person does.
"""

from __future__ import annotations

import re
import sys
import time
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser import test_contributing as story
from tests.browser.test_contributing import SECONDS_A_CHOICE, TYPED, TYPING_SPEED, letters, secret_in, site, windows
from tests.browser.test_editing import PASSWORD
from tests.browser.test_html import faults_in
from tests.browser.test_reading import is_accessible_and_within_the_window
from tests.starter.browsing import ContextMaker, open_kind
from tests.starter.server import StarterSite

__all__ = ["site", "windows"]

pytestmark = [pytest.mark.browser, pytest.mark.node]
EMAIL = "toos@pluimstad.example"
MOST_STOPS, MOST_CHOICES = 400, 80
CHOICES = {"indicator": "gemiste-afspraken-per-100", "shape": "counts"}
# As they stand on the page; what is not named stays as it is.
ORDER = (
    *("indicator", "shape", "first_events", "first_total", "second_events", "second_total", "second_period"),
    *("source", "differently", "side_effects", "tip", "organisation", "email", "licence"),
)
_IS_HERE = "selector => document.activeElement.matches(selector)"


def go_to(page: Page, selector: str, name: str = "") -> None:
    """Press Tab until what is asked for has the focus; `name` is the text of a link or a button."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        said = page.evaluate("() => (document.activeElement.textContent || '').trim()")
        if page.evaluate(_IS_HERE, selector) and name in said:
            return
    raise AssertionError(f"Tab never comes to {selector} {name}")


def press(page: Page, name: str) -> None:
    go_to(page, "a, button", name)
    page.keyboard.press("Enter")


def choose(page: Page, value: str) -> None:
    """The option of the list that has the focus."""
    for _ in range(MOST_CHOICES):
        if page.evaluate("() => document.activeElement.value") == value:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no option {value}")


def fill_in(page: Page) -> None:
    for name in ORDER:
        go_to(page, f"[name={name}]")
        if name in CHOICES:
            page.wait_for_timeout(SECONDS_A_CHOICE * 1000)
            choose(page, CHOICES[name])
        elif name == "licence":
            page.keyboard.press("Space")
        else:
            page.keyboard.type((TYPED | {"email": EMAIL})[name], delay=1000 / TYPING_SPEED)


def test_the_story_by_keyboard_alone(windows: ContextMaker, site: StarterSite) -> None:
    page = windows(1280).new_page()
    page.goto(story.METHOD)
    press(page, "Wij deden dit ook")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wij deden dit ook")
    started = time.monotonic()
    fill_in(page)
    expect(page.locator("[data-said]")).to_contain_text("Van 12% naar 8%")
    press(page, "Verstuur")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")
    took = time.monotonic() - started
    sys.stdout.write(f"\nFilled in by keyboard at {TYPING_SPEED} characters a second: {took:.0f} s.\n")
    assert took < 5 * 60
    page.goto(secret_in(letters(site, EMAIL)["confirm"]))
    press(page, "Ja, dit is van mij")
    expect(page.get_by_role("heading", level=1)).to_contain_text("bevestigd")
    publish(windows().new_page())
    letter = letters(site, EMAIL)["placed"]
    page.goto(secret_in(letter))
    expect(page.get_by_role("main")).to_contain_text("Geplaatst")
    found = re.search(r"https?://[^/\s]+(/praktijk/\S+)", letter)
    assert found
    page.goto(found[1])
    expect(page.get_by_role("main")).to_contain_text("Enschede")


FORMS = (
    *("did this too", "bring a case", "propose a method", "try a method", "offer or seek help", "reading along"),
    *("not useful", "ask the editors"),
)


def test_every_form_that_is_refused_can_be_read_by_anyone(
    windows: ContextMaker, axe_script: str, node_modules: Path, tmp_path: Path
) -> None:
    page = windows(320).new_page()
    for kind in FORMS:
        open_kind(page, kind)
        with page.expect_response(lambda each: each.request.method == "POST" and each.status == 400) as refused:
            page.locator("form.od-form button[type=submit]").last.click()
        (tmp_path / f"{kind}.html").write_bytes(refused.value.body())
        expect(page.get_by_role("main")).to_contain_text("Er klopt nog iets niet")
        is_accessible_and_within_the_window(page, axe_script)
    assert faults_in(tmp_path, node_modules) == []


def publish(page: Page) -> None:
    """The editor: log in, open it, confirm the name, make a case of it, publish."""
    page.goto("/beheer/")
    for selector, text in (("input[type=text]", "evi"), ("input[type=password]", PASSWORD)):
        go_to(page, selector)
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"^[^?]+/beheer/$"))  # not the log-in that leads there
    page.goto("/beheer/binnengekomen/")
    press(page, "Praktijkvoorbeeld van een lezer")
    expect(page.get_by_role("heading", name="Wat er is ingestuurd")).to_be_visible()
    go_to(page, "#id_name-how")
    choose(page, "bron")
    go_to(page, "#id_name-note")
    page.keyboard.type("Het jaarverslag noemt de proef.")
    page.keyboard.press("Enter")
    expect(page.get_by_text("De naam is bevestigd.")).to_be_visible()
    press(page, "Maak er een praktijkvoorbeeld van")
    expect(page.locator("#id_title")).to_have_value(re.compile("Enschede"))
    press(page, "Meer acties")
    press(page, "Publiceren")
    expect(page.locator(".messages .success")).to_be_visible()
