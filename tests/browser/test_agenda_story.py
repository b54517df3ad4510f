"""A policy officer at a water board looks at what is planned, follows it, and finds the method that serves it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.calendars import judged
from tests.starter.browsing import ContextMaker

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "script"), [(320, True), (1280, False)])
def test_from_the_agenda_to_a_method_and_a_calendar(new_context: ContextMaker, width: int, script: bool) -> None:
    page = new_context(width, script=script).new_page()
    page.goto("/agenda/")
    page.get_by_role("link", name="Waterschappen", exact=True).click()
    expect(page).to_have_url(re.compile("/agenda/waterschap/$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Agenda van waterschappen")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    rows = page.locator("tr[data-kind=activiteit]")
    expect(rows).to_have_count(7)
    expect(page.get_by_role("main")).to_contain_text("laatst bekend in 2017")
    by_state(page)
    follow(page)
    quarters(page)
    page.get_by_role("link", name="Met een mail").click()
    for chosen in ("Activiteiten", "Waterschappen"):
        expect(page.get_by_label(chosen)).to_be_checked()
    page.go_back()
    page.get_by_role("link", name=re.compile("^Meting aanbod")).first.click()
    expect(page.get_by_role("region", name="Bronnen")).to_contain_text("Gelezen op")
    page.locator("main [data-kind=method] a").first.click()
    expect(page).to_have_url(re.compile("/methoden/"))
    expect(page.get_by_role("region", name="Op de agenda")).to_contain_text("Meting aanbod")


def by_state(page: Page) -> None:
    page.get_by_label("Indeling").select_option("stand")
    page.get_by_role("button", name="Pas filters toe").click()
    expect(page).to_have_url(re.compile("indeling=stand"))
    expect(page.locator("th[scope=rowgroup]").first).to_have_text("Loopt")


def quarters(page: Page) -> None:
    """The year that is chosen, and which methods serve what was done then."""
    page.get_by_label("Loopt in").select_option("2016")
    page.get_by_role("button", name="Pas filters toe").click()
    row = page.locator("tr[data-kind=activiteit]", has_text="Meting aanbod")
    expect(row.locator(".od-table__axis span")).to_have_text(["K1", "K2", "K3", "K4"])
    expect(row.get_by_role("link", name="Vergelijk je met anderen")).to_be_visible()


def follow(page: Page) -> None:
    """The feed and the calendar hold the same agenda."""
    for name, ending, begin in (
        ("Met een feed (Atom)", "atom.xml", "<?xml"),
        ("In je kalender (ics)", "agenda.ics", "BEGIN:VCALENDAR"),
    ):
        address = page.get_by_role("link", name=name).get_attribute("href") or ""
        assert address.startswith(f"/agenda/waterschap/{ending}")
        answer = page.request.get(address)
        assert answer.ok
        assert answer.text().startswith(begin)
        assert "Vaarkaart" in answer.text()
        assert ending == "atom.xml" or len(judged(answer.body())) == 4
