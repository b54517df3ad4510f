"""A facilitator prepares Thursday without script: collect, order, compare and print."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.starter.browsing import ContextMaker

pytestmark = pytest.mark.browser


def numbers(page: Page) -> list[str]:
    return [row.get_attribute("data-number") or "" for row in page.locator(".od-stack > li").all()]


def test_from_a_method_to_cards_on_paper(new_context: ContextMaker) -> None:
    page = new_context(1280, script=False).new_page()
    page.goto("/m/31")
    page.get_by_role("link", name="Leg op je stapel").click()
    expect(page).to_have_url(re.compile(r"/stapel/\?k=31$"))
    page.get_by_label("Nummer erbij").fill("33, p2")
    page.get_by_role("button", name="Leg erbij").click()
    expect(page).to_have_url(re.compile(r"/stapel/\?k=31,33,p2$"))
    page.get_by_role("link", name="Verder zoeken met deze stapel").click()
    page.get_by_label("Waar zoek je naar?").fill("gewone taal")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("link", name="+ Leg 18 op je stapel").click()
    expect(page.get_by_text("Ligt op je stapel").first).to_be_visible()
    page.get_by_role("link", name="Je stapel (4)").click()
    first = page.locator(".od-stack > li").first
    expect(first).to_have_attribute("data-number", "31")
    assert numbers(page) == ["31", "33", "2", "18"]
    page.get_by_role("link", name="Zet de kaarten in deze volgorde").click()
    expect(first).not_to_have_attribute("data-number", "31")
    assert numbers(page).index("18") < numbers(page).index("31")
    page.get_by_role("link", name=re.compile("^Haal weg ?: Helft van de aanvragen")).click()
    page.get_by_role("link", name="Vergelijk de methoden").click()
    expect(page.get_by_role("row", name=re.compile("^Zelfde proef"))).to_contain_text("geen dubbel bewijs")
    page.get_by_role("link", name="Alleen de verschillen").click()
    expect(page.get_by_role("row", name=re.compile("^Mensen"))).to_have_count(0)
    page.get_by_role("link", name="Naar deze kaarten als stapel").click()
    page.get_by_role("link", name="Print als kaartjes").click()
    expect(page.locator("[data-card]")).to_have_count(3)
    address = page.get_by_role("link", name="Kaarten als PDF").get_attribute("href")
    assert address is not None
    made = page.request.get(address)
    assert (made.status, made.body()[:5]) == (200, b"%PDF-")
