"""A reader takes the newsletter, changes it and stops, and signs up for a meeting: 1280 wide, without script."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.starter.browsing import ContextMaker, send_form
from tests.starter.server import StarterSite

pytestmark = pytest.mark.browser
_MEETING = "from tests.news.factories import make_meeting; answer = make_meeting(places=1).url"
_NEWSLETTER = (
    "from news.models import Subscriber; from news.newsletter.letters import path_of; "
    "answer = path_of(Subscriber.objects.get())"
)
_SIGN_UP = (
    "from core.mail.models import OutgoingMail; "
    "answer = OutgoingMail.objects.filter(template='news/meeting').latest('pk').context['path']"
)
_LEFT = "from news.models import SignUp, Subscriber; answer = SignUp.objects.count() + Subscriber.objects.count()"


def test_subscribe_change_stop_and_come_to_a_meeting(browser: Browser, changing_server: StarterSite) -> None:
    contexts = ContextMaker(browser, changing_server.address)
    page = contexts(1280, script=False).new_page()
    page.goto("/nieuwsbrief/")
    page.get_by_label("Publicaties").check()
    page.get_by_label("Waterschappen").check()
    page.get_by_label("Je e-mailadres").fill("kanarie")
    send_form(page, "Meld je aan")
    expect(page.get_by_label("Waterschappen")).to_be_checked()
    page.get_by_label("Je e-mailadres").fill("kanarie@example.nl")
    send_form(page, "Meld je aan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")
    path = str(changing_server.shell(_NEWSLETTER))
    page.goto(f"{path}bevestig/")
    page.get_by_role("button", name="Ja, stuur mij de nieuwsbrief").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je krijgt de nieuwsbrief")
    page.goto(path)
    page.get_by_label("Elke maand").check()
    page.get_by_role("button", name="Bewaar je keuze").click()
    expect(page.get_by_text("Opgeslagen")).to_be_visible()
    page.get_by_role("link", name="Stop met de nieuwsbrief").click()
    page.get_by_role("button", name="Stop en verwijder mijn adres").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent gestopt")

    page.goto(str(changing_server.shell(_MEETING)))
    page.get_by_role("link", name="Meld je aan").click()
    page.get_by_label("Je naam").fill("Kanarie")
    page.get_by_label("Je e-mailadres").fill("kanarie@example.nl")
    send_form(page, "Meld je aan")
    expect(page).to_have_url(re.compile("/bijeenkomsten/aanmelden/bedankt/$"))
    page.goto(str(changing_server.shell(_SIGN_UP)))
    expect(page.get_by_text("Je hebt een plek")).to_be_visible()
    page.get_by_role("link", name="Meld je af").click()
    page.get_by_role("button", name="Meld me af").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent afgemeld")
    assert page.context.cookies() == []
    assert changing_server.shell(_LEFT) == 0
    contexts.close()
