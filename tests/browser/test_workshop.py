"""A session with three participants and a big screen at once: one at 320 pixels, one without script, one wide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_reading import is_accessible_and_within_the_window
from tests.starter.browsing import ContextMaker, send_form

pytestmark = pytest.mark.browser
TITLE = "Minder belletjes over de aanslag"


class Session:
    """The windows of everybody in the room."""

    def __init__(self, new_context: ContextMaker) -> None:
        self.lead = self.window(new_context, 1280)
        self.narrow = self.window(new_context, 320)
        self.plain = self.window(new_context, 1280, script=False)
        self.wide = self.window(new_context, 1280)

    @staticmethod
    def window(new_context: ContextMaker, width: int, *, script: bool = True) -> Page:
        return new_context(width, script=script).new_page()

    @property
    def people(self) -> tuple[Page, Page, Page]:
        return self.narrow, self.plain, self.wide

    def begin(self) -> None:
        self.lead.goto("/werksessie/?k=31,18,p2")
        self.lead.get_by_label("Titel").fill(TITLE)
        self.lead.get_by_label("Doel", exact=True).first.fill("Half zoveel belletjes in februari.")
        self.lead.get_by_label("Eigen kaarten").fill("Bel de tien meest gestelde vragen na")
        send_form(self.lead, "Maak de werksessie")
        expect(self.lead.get_by_role("heading", name="Bewaar dit adres")).to_be_visible()
        self.address = self.lead.url.partition("?")[0]
        with self.lead.context.expect_page() as opened:
            self.lead.get_by_role("button", name="Open het grote scherm").click()
        self.screen = opened.value
        code = self.screen.locator(".ws-code").inner_text()
        for window, name in zip(self.people, ("Eva", "Ali", ""), strict=True):
            window.goto("/w/")
            window.get_by_label("Code van 8 letters").fill(code.lower())
            window.get_by_role("button", name="Verder").click()
            window.get_by_label("Je voornaam").fill(name)
            window.get_by_role("button", name="Doe mee").click()

    def go_to(self, name: str) -> None:
        """The facilitator goes on; who has a script sees that by himself. Two of them are not made to wait for it."""
        self.lead.get_by_role("button", name=name).click()
        expect(self.lead.locator("#ronde")).to_contain_text(name)
        for window in (self.wide, self.screen):
            window.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        for window in (self.wide, self.screen, self.narrow):
            expect(window.locator("#ronde")).to_contain_text(name)
        self.plain.get_by_role("link", name="Ververs").click()


@pytest.fixture
def session(new_context: ContextMaker) -> Iterator[Session]:
    """Begun, and deleted afterwards with the button."""
    found = Session(new_context)
    found.begin()
    yield found
    found.lead.goto(f"{found.address}verwijderen/")
    found.lead.get_by_role("button", name="Verwijder alles nu").click()
    expect(found.lead.get_by_role("heading", name="De werksessie is verwijderd")).to_be_visible()


def test_from_a_selection_to_a_plan(session: Session, axe_script: str) -> None:
    expect(session.screen.get_by_text("3 deelnemers")).to_be_visible()

    session.go_to("Kaarten sorteren")
    for window in session.people:
        for place in range(4):
            window.locator(".ws-card").nth(place).get_by_role("button", name="Meer doen").click()
            expect(window.locator("#stand")).to_contain_text(f"{place + 1} van 4")
    expect(session.narrow.locator("[data-said]")).to_contain_text("Bel de tien meest gestelde vragen na’ staat nu bij")
    assert session.narrow.evaluate("document.activeElement.textContent") == "Meer doen"
    expect(session.screen.locator("#ronde ~ .ws-count")).to_contain_text("3 van 3")
    is_accessible_and_within_the_window(session.narrow, axe_script)

    session.go_to("Ieder kiest er drie")
    for window in session.people:
        for place in (0, 1):
            window.locator(".ws-card").nth(place).get_by_role("button").click()
            expect(window.locator("#stand")).to_contain_text(f"{place + 1} van 3")

    session.go_to("Samen wegen")
    expect(session.screen.get_by_text("Gekozen door 3; meer doen 3")).to_have_count(2)
    session.narrow.locator(".ws-card").nth(1).get_by_role("button", name="Valt af").click()
    expect(session.wide.locator(".ws-card").nth(1).get_by_role("button", name="Valt af")).to_have_attribute(
        "aria-pressed", "true"
    )
    # The page without a script still shows what was there: he is told, and nothing is overwritten.
    session.plain.locator(".ws-card").nth(1).get_by_role("button", name="Blijft").click()
    expect(session.plain.get_by_role("heading", name="Iemand was je net voor")).to_be_visible()
    session.plain.locator(".ws-card").nth(1).get_by_role("button", name="Blijft").click()
    expect(session.narrow.locator(".ws-card").nth(1).get_by_role("button", name="Blijft")).to_have_attribute(
        "aria-pressed", "true"
    )

    session.go_to("Moeite en effect")
    first = session.narrow.locator(".ws-move").first
    first.locator("[name=moeite]").select_option("1")
    first.locator("[name=effect]").select_option("3")
    first.get_by_role("button").click()
    for window in (session.screen, session.wide):
        expect(window.locator(".ws-board__best .ws-mark")).to_have_text("31")
    # Dragging does what the form does, and says so.
    session.wide.locator(".ws-tray [data-drag]").drag_to(session.wide.locator("[data-cell='3,2']"))
    expect(session.wide.locator("[data-said]")).to_contain_text("moeite: veel, effect: midden")
    expect(session.wide.locator("[data-cell='3,2'] .ws-mark")).to_have_count(1)
    is_accessible_and_within_the_window(session.narrow, axe_script)
    is_accessible_and_within_the_window(session.screen, axe_script)

    session.go_to("Acties afspreken")
    session.plain.locator("#nieuw-what").fill("Herschrijf de brief bij de aanslag")
    session.plain.locator("#nieuw-owner").fill("Ali")
    session.plain.locator("#nieuw-due").fill("2027-02-01")
    session.plain.get_by_role("button", name="Voeg toe").click()
    for window in (session.screen, session.narrow, session.lead):
        expect(window.get_by_role("heading", name="Herschrijf de brief bij de aanslag")).to_be_visible()
    is_accessible_and_within_the_window(session.lead, axe_script)

    session.go_to("Afsluiten")
    session.narrow.get_by_role("link", name="Naar het plan").click()
    expect(session.narrow.get_by_role("heading", name="Acties: 0 van 1 gedaan")).to_be_visible()
    is_accessible_and_within_the_window(session.narrow, axe_script)
