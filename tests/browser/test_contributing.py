"""‘Wij deden dit ook’, from a method's page to a page of her own; with script on a phone, without it on a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_editing import PASSWORD
from tests.browser.test_reading import is_accessible_and_within_the_window
from tests.starter.browsing import ContextMaker, send_form
from tests.starter.documents import document, words
from tests.starter.server import StarterSite

pytestmark = [pytest.mark.browser, pytest.mark.node]

METHOD = "/m/31"
EMAIL = "truus@pluimstad.example"
SET_UP = f"""
from django.contrib.auth.models import Group
from core.models import User
if not User.objects.filter(username="evi").exists():
    user = User.objects.create_user("evi", "evi@example.nl", "{PASSWORD}", first_name="Evi")
    user.groups.add(Group.objects.get(name="Eindredacteur"))
"""
_LETTERS = """
from core.mail import rendering
from core.mail.models import OutgoingMail
answer = {{each.template: rendering.text(each) for each in OutgoingMail.objects.filter(to="{}").order_by("pk")}}
"""
# What she types; the rest she chooses.
TYPED = {
    "first_events": "96",
    "first_total": "800",
    "second_events": "64",
    "second_total": "800",
    "second_period": "mei 2025 tot juli 2025",
    "source": "eigen registratie",
    "differently": "Wij stuurden de herinnering per sms en niet per brief.",
    "side_effects": "Er belden minder mensen om hun afspraak te verzetten.",
    "tip": "Stuur de herinnering twee werkdagen van tevoren, en niet in het weekend.",
    "organisation": "Enschede",
    "email": EMAIL,
}
TYPING_SPEED, SECONDS_A_CHOICE, CHOICES = 3, 4, 8


@pytest.fixture(scope="module")
def site(changing_server: StarterSite) -> StarterSite:
    changing_server.shell(SET_UP)
    return changing_server


@pytest.fixture
def windows(browser: Browser, site: StarterSite) -> Iterator[ContextMaker]:
    maker = ContextMaker(browser, site.address)
    yield maker
    maker.close()


def letters(site: StarterSite, to: str) -> dict[str, str]:
    """The text of the newest letter of each kind to this address."""
    found: Any = site.shell(_LETTERS.format(to))
    return {template.partition("/")[2]: text for template, text in found.items()}


def secret_in(letter: str) -> str:
    found = re.search(r"/s/[a-z2-7]{26}/\S*", letter)
    assert found
    return found[0]


def test_twelve_questions_take_less_than_five_minutes() -> None:
    seconds = sum(map(len, TYPED.values())) / TYPING_SPEED + CHOICES * SECONDS_A_CHOICE
    assert seconds < 5 * 60, seconds


def fill_in(page: Page, **other: str) -> None:
    page.get_by_label("Wat maten jullie?").select_option("gemiste-afspraken-per-100")
    page.get_by_label("Welke cijfers heb je?").select_option("counts")
    for name, text in (TYPED | other).items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("[name=licence]").check()


def open_form(page: Page) -> None:
    page.goto(METHOD)
    page.get_by_role("link", name="Wij deden dit ook").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wij deden dit ook")


def sees_what_it_would_say(page: Page) -> None:
    """Also that something is wrong, with everything typed still there."""
    page.locator("[name=first_total]").fill("80")
    page.get_by_role("button", name="Bekijk wat je cijfers zeggen").click()
    expect(page.get_by_role("main")).to_contain_text("96 is meer dan het totaal van 80.")
    page.locator("[name=first_total]").fill("800")
    page.get_by_role("button", name="Bekijk wat je cijfers zeggen").click()
    expect(page.locator("[data-said]")).to_contain_text("Van 12% naar 8%")
    assert page.locator("[name=tip]").input_value() == TYPED["tip"]


def confirms(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Ja, dit is van mij").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("bevestigd")


def test_she_tells_it_and_an_editor_makes_a_page_of_it(
    windows: ContextMaker, site: StarterSite, axe_script: str
) -> None:
    page = windows(320).new_page()
    open_form(page)
    page.get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Er klopt nog iets niet")
    is_accessible_and_within_the_window(page, axe_script)
    fill_in(page)
    sees_what_it_would_say(page)
    is_accessible_and_within_the_window(page, axe_script)
    send_form(page, "Verstuur")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")
    status = secret_in(letters(site, EMAIL)["confirm"])
    confirms(page, status)
    page.goto(status.removesuffix("bevestig/"))
    expect(page.get_by_role("main")).to_contain_text("Nieuw")
    is_accessible_and_within_the_window(page, axe_script)

    editor = windows().new_page()
    makes_a_page_of_it(editor)
    letter = letters(site, EMAIL)["placed"]
    assert "Enschede" in letter
    address = re.search(r"https?://\S+(/praktijk/\S+)", letter)
    assert address
    said = words(document(site.follow(address[1]).text).find("main"))
    assert "12%" in said and "8%" in said and "Enschede" in said and EMAIL not in said
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("Geplaatst")


def makes_a_page_of_it(page: Page) -> None:
    page.goto("/beheer/")
    page.get_by_label("Gebruikersnaam").fill("evi")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/beheer/")
    page.goto("/beheer/binnengekomen/")
    page.get_by_role("link", name=re.compile("Praktijkvoorbeeld van een lezer")).first.click()
    expect(page.get_by_text("Van 12% naar 8%").first).to_be_visible()
    page.locator("#id_name-how").select_option("domein")
    page.locator("#id_name-note").fill("https://www.enschede.nl/contact")
    page.get_by_role("button", name="Bevestig de naam").click()
    page.get_by_role("button", name="Maak er een praktijkvoorbeeld van").click()
    expect(page.locator("#id_title")).to_have_value(re.compile("Enschede"))
    page.get_by_role("tab", name="Resultaten").click()
    expect(page.locator("#id_results-0-first_events")).to_have_value("96")
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Publiceren", exact=True).click()
    expect(page.locator(".messages .success")).to_be_visible()


def test_without_script_she_sends_it_and_has_all_deleted(
    windows: ContextMaker, site: StarterSite, axe_script: str
) -> None:
    page = windows(1280, script=False).new_page()
    open_form(page)
    page.get_by_role("button", name="Verstuur", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("Er klopt nog iets niet")
    fill_in(page, email="ans@pluimstad.example")
    sees_what_it_would_say(page)
    send_form(page, "Verstuur")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")
    status = secret_in(letters(site, "ans@pluimstad.example")["confirm"])
    confirms(page, status)
    page.goto(status.removesuffix("bevestig/"))
    page.get_by_role("link", name="Laat alles verwijderen").click()
    page.get_by_role("button", name="Verwijder alles").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alles van jou is verwijderd")
    assert letters(site, "ans@pluimstad.example") == {}
