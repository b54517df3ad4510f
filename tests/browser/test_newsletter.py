"""The story of the newsletter: who wants it chooses, an editor makes it, it goes, and who wants out presses once.

The editor works at 320 with script; the reader at 1280 without script, and comes to a meeting too.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.starter.browsing import ContextMaker, send_form
from tests.starter.server import StarterSite

pytestmark = pytest.mark.browser
PASSWORD = "een-lang-wachtwoord"
ITEM, SUBJECT = "Kanaries schrijven terug", "Nieuws van de kanarie"
_SET_UP = f"""
from django.contrib.auth.models import Group
from core.models import User
from news.models import NewsItem, Subscriber
from news.newsletter.letters import path_of
from tests.news.factories import make_meeting
user = User.objects.create_user("nina", "nina@example.nl", "{PASSWORD}")
user.groups.add(Group.objects.get(name="Eindredacteur"))
place = NewsItem.objects.first().get_parent().pk
answer = [path_of(Subscriber.objects.get()), place, make_meeting(places=1).url]
"""
# Its time has come: the item is not too fresh any more, and the reader was there before the run began.
_AT_ITS_TIME = """
from datetime import timedelta
from django.utils import timezone
from core.jobs import one_turn
from core.jobs.models import JobState
from core.mail.delivery import send_due
from core.mail.models import OutgoingMail
from news.models import Edition, NewsItem, Subscriber
now = timezone.now()
before = now - timedelta(days=40)
tests = list(OutgoingMail.objects.filter(template="news/edition_test").values_list("to", flat=True))
NewsItem.objects.filter(title__startswith="Kanaries").update(first_published_at=now - timedelta(hours=1))
Subscriber.objects.update(confirmed_at=before, covered_until=now - timedelta(hours=2))
for _ in range(100):
    if Edition.objects.filter(state="verstuurd", total=1).exists():
        break
    JobState.objects.filter(name="newsletter").update(next_run=now)
    one_turn()
    send_due()  # the worker of the server holds that work
letters = list(OutgoingMail.objects.filter(template="news/edition").values_list("to", flat=True))
answer = [tests, letters, OutgoingMail.objects.get(template="news/meeting").context["path"]]
"""


def test_from_a_choice_to_a_letter_and_out_again(browser: Browser, changing_server: StarterSite) -> None:
    contexts = ContextMaker(browser, changing_server.address)
    reader = contexts(1280, script=False).new_page()
    subscribes(reader)
    path, place, meeting = changing_server.shell(_SET_UP)
    confirms_and_changes(reader, path)
    signs_up(reader, meeting)
    editor = contexts(320).new_page()
    editor.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    writes_an_item(editor, place)
    makes_ready(editor)
    looks_at_choices_and_sends_a_test(editor)
    tests, letters, sign_up = changing_server.shell(_AT_ITS_TIME)
    assert (tests, letters) == (["nina@example.nl"], ["kanarie@example.nl"])
    editor.goto("/beheer/nieuwsbrief/")
    expect(editor.get_by_role("row", name=re.compile(SUBJECT))).to_contain_text("1 van 1")
    reader.goto("/nieuwsbrief/archief/")
    reader.get_by_role("link", name=SUBJECT).click()
    expect(reader.get_by_role("main")).to_contain_text("Welkom bij de vogels.")
    ends(reader, path, sign_up)
    assert reader.context.cookies() == []
    contexts.close()


def subscribes(page: Page) -> None:
    page.goto("/nieuwsbrief/")
    page.get_by_label("Publicaties").check()
    page.get_by_label("Waterschappen").check()
    page.get_by_label("Je e-mailadres").fill("kanarie")
    send_form(page, "Meld je aan")
    expect(page.get_by_label("Waterschappen")).to_be_checked()
    page.get_by_label("Je e-mailadres").fill("kanarie@example.nl")
    send_form(page, "Meld je aan")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kijk in je mail")


def confirms_and_changes(page: Page, path: str) -> None:
    page.goto(f"{path}bevestig/")
    page.get_by_role("button", name="Ja, stuur mij de nieuwsbrief").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je krijgt de nieuwsbrief")
    page.goto(path)
    page.get_by_label("Nieuwsberichten").check()
    page.get_by_role("button", name="Bewaar je keuze").click()
    expect(page.get_by_text("Opgeslagen")).to_be_visible()


def writes_an_item(page: Page, place: int) -> None:
    page.goto(f"/beheer/pages/add/news/newsitem/{place}/")
    page.get_by_label("Gebruikersnaam").fill("nina")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.locator("#id_title").fill(ITEM)
    page.locator("#id_gist").fill("Wie een brief krijgt, antwoordt.")
    page.get_by_role("tab", name="Voor wie").click()
    page.get_by_label("Waterschap").check()
    page.get_by_role("button", name="Meer acties").click()
    page.get_by_role("button", name="Publiceren", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text(ITEM)


def makes_ready(page: Page) -> None:
    page.goto("/beheer/nieuwsbrief/")
    page.get_by_role("link", name="Zet een nieuwsbrief klaar").click()
    page.locator("#id_title").fill(SUBJECT)
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type("Welkom bij de vogels.")
    expect(page.locator("[name=introduction]")).to_have_value(re.compile("vogels"))
    page.get_by_role("checkbox", name="Klaar om mee te gaan").check()
    page.get_by_role("button", name="Toevoegen", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text(SUBJECT)


def looks_at_choices_and_sends_a_test(page: Page) -> None:
    """Where saving leads. Provinces do not get the item, water boards do; the test goes to the editor's own address."""
    letter = page.frame_locator("iframe[title='De mail']")
    expect(letter.locator("body")).to_contain_text("Welkom bij de vogels.")
    expect(letter.locator("body")).to_contain_text(ITEM)
    page.get_by_label("Provincies").check()
    page.get_by_role("button", name="Bekijk deze keuze").click()
    expect(page).to_have_url(re.compile("families=provincie"))
    expect(letter.get_by_text(ITEM)).to_have_count(0)
    page.get_by_label("Provincies").uncheck()
    page.get_by_label("Waterschappen").check()
    page.get_by_role("button", name="Bekijk deze keuze").click()
    expect(letter.get_by_role("link", name=ITEM)).to_be_visible()
    page.get_by_role("button", name="Stuur deze proef naar mijn eigen adres").click()
    expect(page.locator(".messages")).to_contain_text("De proefmail is onderweg")


def signs_up(page: Page, meeting: str) -> None:
    page.goto(meeting)
    page.get_by_role("link", name="Meld je aan").click()
    page.get_by_label("Je naam").fill("Kanarie")
    page.get_by_label("Je e-mailadres").fill("kanarie@example.nl")
    send_form(page, "Meld je aan")
    expect(page).to_have_url(re.compile("/bijeenkomsten/aanmelden/bedankt/$"))


def ends(page: Page, newsletter: str, sign_up: str) -> None:
    """Each at one press of a button; nothing stands behind the secret addresses any more."""
    page.goto(f"{newsletter}stop/")
    page.get_by_role("button", name="Stop en verwijder mijn adres").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent gestopt")
    page.goto(sign_up)
    expect(page.get_by_text("Je hebt een plek")).to_be_visible()
    page.get_by_role("link", name="Meld je af").click()
    page.get_by_role("button", name="Meld me af").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Je bent afgemeld")
    for gone in (newsletter, sign_up):
        answer = page.goto(gone)
        assert answer is not None
        assert answer.status == 404
