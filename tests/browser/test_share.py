"""Copying an address: what the small script adds to what can be read and mailed without it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.starter.browsing import ContextMaker

pytestmark = pytest.mark.browser


def test_the_address_is_copied_and_that_is_said(new_context: ContextMaker) -> None:
    context = new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto("/m/31")
    button = page.get_by_role("button", name="Kopieer het adres")
    button.click()
    expect(page.locator("[data-copied]")).to_have_text("Het adres is gekopieerd.")
    assert page.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-copy")


def test_without_script_the_address_can_be_read(new_context: ContextMaker) -> None:
    page = new_context(script=False).new_page()
    page.goto("/m/31")
    expect(page.get_by_role("button", name="Kopieer het adres")).to_have_count(0)
    expect(page.get_by_text("Kort adres:").get_by_role("link", name="/m/31")).to_be_visible()
    expect(page.get_by_role("link", name="Mail deze pagina")).to_be_visible()
