"""A session from its making to its plan with the keyboard alone, at 1280 pixels: for `make prove`, not `make test`.

Nobody touches a pointer: what cannot be reached with Tab, or does not show that it has the focus, ends the proof.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.starter.browsing import ContextMaker

pytestmark = pytest.mark.browser
_MOST_TABS = 150
_FOCUSED = """() => {
  const node = document.activeElement;
  const labels = [...(node.labels || [])].map((each) => each.textContent).join(' ');
  const style = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  return {
    name: (labels || node.textContent || node.value || '').replace(/\\s+/g, ' ').trim(),
    id: node.id,
    seen: outlined && box.bottom > 0 && box.top < innerHeight,
  };
}"""


def tab_to(page: Page, name: str = "", *, id: str = "") -> None:
    """Press Tab until the control with this name, or this id, has the focus."""
    for _ in range(_MOST_TABS):
        page.keyboard.press("Tab")
        found = page.evaluate(_FOCUSED)
        if found["id"] == id if id else found["name"].startswith(name):
            assert found["seen"], f"the focus on {name or id} cannot be seen"
            return
    raise AssertionError(f"no Tab leads to {name or id}")


def press(page: Page, name: str = "", *, id: str = "") -> None:
    tab_to(page, name, id=id)
    page.keyboard.press("Enter")


def type_in(page: Page, name: str, text: str) -> None:
    tab_to(page, name)
    page.keyboard.type(text)


def choose(page: Page, id: str, letter: str, wanted: str) -> None:
    """Choose in a list with the first letter of what it must say."""
    tab_to(page, id=id)
    page.keyboard.press(letter)
    expect(page.locator(f"#{id} option:checked")).to_have_text(wanted)


def said(page: Page, words: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text(words)


def go_to(lead: Page, person: Page, name: str) -> None:
    lead.reload()
    press(lead, name)
    expect(lead.locator("#ronde")).to_contain_text(name.partition(". ")[2])
    person.reload()  # and so the next Tab begins at the top, where somebody comes back after the connection was lost
    expect(person.locator("#ronde")).to_contain_text(name.partition(". ")[2])


def test_by_keyboard_alone(new_context: ContextMaker) -> None:
    lead, person = new_context(1280).new_page(), new_context(1280).new_page()
    lead.goto("/werksessie/?k=31,18")
    type_in(lead, "Titel", "Minder belletjes")
    type_in(lead, "Eigen kaarten", "Bel terug\nEerst de balie")
    press(lead, "Maak de werksessie")
    while lead.get_by_text("Dat ging wel heel snel").count():
        press(lead, "Maak de werksessie")
    expect(lead.get_by_role("heading", name="Bewaar dit adres")).to_be_visible()
    lead.goto(lead.url.partition("?")[0])
    person.goto("/w/")
    type_in(person, "Code van 8 letters", lead.locator(".ws-code").inner_text())
    press(person, "Verder")
    expect(person.get_by_text("Je doet mee met")).to_be_visible()
    type_in(person, "Je voornaam", "Eva")
    press(person, "Doe mee")
    expect(person.get_by_role("heading", name="Bewaar dit adres")).to_be_visible()
    person.goto(person.url.partition("?")[0])

    go_to(lead, person, "2. Kaarten sorteren")
    cards = [card.get_attribute("id") or "" for card in person.locator("li.ws-card").all()]
    keys = [card.removeprefix("kaart-") for card in cards]
    for done, key in enumerate(keys, start=1):
        press(person, id=f"k{key}-meer")
        said(person, "staat nu bij: Meer doen")
        expect(person.locator("#stand")).to_contain_text(f"{done} van 4")
        assert person.evaluate("document.activeElement.id") == f"k{key}-meer", "the focus stays where it was"
    go_to(lead, person, "3. Ieder kiest er drie")
    for key in keys[:3]:
        press(person, id=f"k{key}-kies")
        said(person, "is gekozen")
    press(person, id=f"k{keys[3]}-kies")
    expect(person.get_by_role("heading", name="Je koos al 3 kaarten.")).to_be_visible()
    assert person.evaluate("document.activeElement.matches('[data-error-summary]')"), "what went wrong gets the focus"
    go_to(lead, person, "4. Samen wegen")
    press(person, id=f"k{keys[0]}-ja")
    said(person, "blijft")
    go_to(lead, person, "5. Moeite en effect")
    choose(person, f"k{keys[0]}-moeite", "w", "Weinig")
    choose(person, f"k{keys[0]}-effect", "v", "Veel")
    press(person, id=f"k{keys[0]}-zet")
    said(person, "moeite: weinig, effect: veel")
    expect(person.locator(".ws-board__best .ws-mark")).to_have_text("31")
    go_to(lead, person, "6. Acties afspreken")
    type_in(person, "Wat gaan jullie doen?", "Herschrijf de brief")
    type_in(person, "Wie trekt het?", "Ali")
    press(person, "Voeg toe")
    said(person, "De actie is bewaard.")
    go_to(lead, person, "7. Afsluiten")
    press(person, "Naar het plan")
    expect(person.get_by_role("heading", name="Acties: 0 van 1 gedaan")).to_be_visible()
    press(person, "Werk bij")
    tab_to(person, "Hoe staat het ervoor?")
    person.keyboard.press("g")
    tab_to(person, "Bewaar")
    person.keyboard.press("Enter")
    expect(person.locator(".ws-state")).to_have_text("Gedaan")
    lead.goto(f"{lead.url.partition('#')[0]}verwijderen/")
    press(lead, "Verwijder alles nu")
    expect(lead.get_by_role("heading", name="De werksessie is verwijderd")).to_be_visible()
