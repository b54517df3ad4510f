"""A new editor sets up a passkey with the link of an invitation and logs in with it, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.starter.browsing import ContextMaker
from tests.starter.server import StarterSite

pytestmark = pytest.mark.browser
INVITE = """
from django.contrib.auth.models import Group
from accounts.links import ENROL, link_to
from core.models import User
user = User.objects.create_user("pia", "pia@example.nl", first_name="Pia")
user.groups.add(Group.objects.get(name="Redacteur"))
answer = link_to(ENROL, user)
"""
_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def page(browser: Browser, changing_server: StarterSite) -> Iterator[Page]:
    """A window with a key in it, that fails when the content policy or a script of ours does."""
    maker = ContextMaker(browser, changing_server.address)
    window = maker().new_page()
    session = window.context.new_cdp_session(window)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": _KEY})
    window.on("console", lambda said: pytest.fail(said.text) if "Content Security Policy" in said.text else None)
    yield window
    maker.close()


def test_a_passkey_is_made_and_is_enough_to_log_in(changing_server: StarterSite, page: Page) -> None:
    link = changing_server.shell(INVITE)
    page.goto(link[link.index("/s/") :])
    for field in page.locator("input[type=password]").all():
        field.fill("een-heel-lang-wachtwoord")
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_role("link", name="Een passkey").click()
    page.get_by_role("button", name="Maak de passkey").click()
    page.wait_for_url("**/toegang/herstelcodes/")
    page.get_by_role("button", name="Maak tien herstelcodes").click()
    page.get_by_text("Je ziet deze codes alleen nu").wait_for()
    assert page.locator("code").count() == 10
    page.get_by_role("link", name="Ik heb ze bewaard").click()
    page.wait_for_url("**/beheer/")
    page.context.clear_cookies()
    page.goto("/toegang/inloggen/")
    page.get_by_role("button", name="Log in met een passkey").click()
    page.wait_for_url("**/beheer/")
