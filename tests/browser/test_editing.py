"""An editor makes a case, another approves it, and a reader finds it; in a real browser, on a site of its own."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.starter.browsing import PATIENCE, ContextMaker
from tests.starter.documents import document, words
from tests.starter.server import StarterSite

pytestmark = pytest.mark.browser

PASSWORD = "een-lang-wachtwoord"
INDICATOR = "brieven waarover iemand belde"
SET_UP = f"""
from django.contrib.auth.models import Group
from core.models import User
from vocabulary.models import Indicator
Indicator.objects.create(slug="brieven-gebeld", label="{INDICATOR}", unit="percent", better="lower")
for name, role in (("rea", "Redacteur"), ("eva", "Eindredacteur")):
    user = User.objects.create_user(name, f"{{name}}@example.nl", "{PASSWORD}", first_name=name.title())
    user.groups.add(Group.objects.get(name=role))
"""
TITLE = "Minder vragen na een herinnering in Pluimstad"
GIST = "Pluimstad stuurde een herinnering en kreeg de helft minder vragen."
METHOD = "Stuur een herinnering op het juiste moment"
METHOD_PATH = "/methoden/stuur-een-herinnering-op-het-juiste-moment/"
REFUSED = "120 is meer dan het totaal van 80."
COUNTS = {"first_events": "120", "first_total": "800", "second_events": "60", "second_total": "800"}


@pytest.fixture(scope="module")
def own_site(changing_server: StarterSite) -> StarterSite:
    """A site with two editors and an indicator of its own."""
    changing_server.shell(SET_UP)
    return changing_server


@pytest.fixture
def windows(browser: Browser, own_site: StarterSite) -> Iterator[ContextMaker]:
    maker = ContextMaker(browser, own_site.address)
    yield maker
    maker.close()


def logged_in(windows: ContextMaker, name: str) -> Page:
    """A window on the first page of the admin, that fails on an error of a script or of the content policy."""
    page = windows().new_page()
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    page.goto("/beheer/")
    fill_in_login(page, name)
    return page


def fill_in_login(page: Page, name: str) -> None:
    page.get_by_label("Gebruikersnaam").fill(name)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/beheer/")


def choose(page: Page, field: str, title: str) -> None:
    """Pick by searching in the window that a chooser opens."""
    page.locator(f"#id_{field}-chooser").get_by_role("button").first.click()
    window = page.locator(".modal-content")
    window.locator("input[name=q]").fill(title)
    window.get_by_role("link", name=title, exact=True).click()
    expect(page.locator(".modal-content")).to_have_count(0)


def new_organisation(page: Page, field: str, label: str) -> None:
    """Make an organisation in the window of the chooser."""
    page.locator(f"#id_{field}-chooser").get_by_role("button").first.click()
    window = page.locator(".modal-content")
    window.get_by_role("tab", name="Nieuw maken").click()
    window.get_by_label("Woord").fill(label)
    window.get_by_label("Familie").select_option(label="Gemeente")
    window.get_by_role("button", name="Nieuw maken").click()
    expect(page.locator(".modal-content")).to_have_count(0)


def add_result(page: Page, place: int, shape: str, as_published: str, **fields: str) -> None:
    """A result with the figures of its shape and a source."""
    row = f"results-{place}"
    page.locator("#id_results-ADD").click()
    choose(page, f"{row}-indicator", INDICATOR)
    page.locator(f"#id_{row}-shape").select_option(shape)
    page.locator(f"#id_{row}-contrast").select_option("before-after")
    page.locator(f"#id_{row}-design").select_option("before_after")
    page.locator(f"#id_{row}-as_published").fill(as_published)
    for name, value in fields.items():
        field = page.locator(f"#id_{row}-{name}")
        field.select_option(value) if name == "outcome" else field.fill(value)
    page.locator(f"#id_{row}-sources-ADD").click()
    page.locator(f"#id_{row}-sources-0-title").fill("Jaarverslag 2025 van Pluimstad")


def fill_in_case(page: Page) -> None:
    """Three results: counts (the first total still wrong), only a relative change, and no difference in words."""
    page.get_by_role("link", name="Praktijkvoorbeeld toevoegen").click()
    page.locator("#id_title").fill(TITLE)
    page.locator("#id_gist").fill(GIST)
    page.get_by_role("tab", name="Voor wie").click()
    page.locator("#id_organisations-ADD").click()
    new_organisation(page, "organisations-0-organisation", "Gemeente Pluimstad")
    page.locator("#id_used_methods-ADD").click()
    choose(page, "used_methods-0-method", METHOD)
    page.get_by_label("Telefoon", exact=True).check()
    page.get_by_role("tab", name="Resultaten").click()
    wrong = COUNTS | {"first_total": "80"}
    add_result(page, 0, "counts", "Van 120 naar 60 vragen op 800 brieven.", **wrong)
    page.locator("#id_results-0-counts_for-ADD").click()
    choose(page, "results-0-counts_for-0-method", METHOD)
    page.locator("#id_results-0-counts_for-0-relation").select_option("alone")
    add_result(page, 1, "relative", "Een vijfde minder telefoontjes.", change_relative="-20")
    add_result(page, 2, "text", "Het aantal klachten bleef gelijk.", outcome="same")


def is_refused_and_mended(page: Page) -> None:
    """The wrong figure is named next to its field, and everything typed is still there."""
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.get_by_text("vanwege validatiefouten")).to_be_visible()
    page.get_by_role("tab", name="Resultaten").click()
    field = page.locator("#id_results-0-first_events")
    expect(field.locator("xpath=ancestor::div[contains(@class, 'w-panel__wrapper')][1]")).to_contain_text(REFUSED)
    assert page.locator("#id_title").input_value() == TITLE
    for name, value in (COUNTS | {"first_total": "80"}).items():
        assert page.locator(f"#id_results-0-{name}").input_value() == value
    assert page.locator("#id_results-1-change_relative").input_value() == "-20"
    assert page.locator("#id_results-2-outcome").input_value() == "same"
    assert page.locator("#id_results-2-sources-0-title").input_value() == "Jaarverslag 2025 van Pluimstad"
    page.locator("#id_results-0-first_total").fill("800")
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.get_by_text("vanwege validatiefouten")).to_have_count(0)
    expect(page.locator(".messages .success")).to_contain_text("Pluimstad")


def test_an_editor_reads_what_a_result_will_say_while_typing_it(windows: ContextMaker) -> None:
    page = logged_in(windows, "rea")
    page.on("console", lambda said: pytest.fail(said.text) if "Content Security Policy" in said.text else None)
    page.get_by_role("link", name="Praktijkvoorbeeld toevoegen").click()
    page.locator("#id_title").fill("Een concept over Pluimstad")
    page.locator("#id_gist").fill(GIST)
    page.get_by_role("tab", name="Resultaten").click()
    add_result(page, 0, "share", "Het werd beter.", first="34", second="50")
    told = page.locator("#inline_child_results-0").get_by_role("status")
    expect(told).to_contain_text("Van 34% naar 50%: +16 procentpunt, slechter.")
    expect(told).to_contain_text("Voor-na, één organisatie: niveau 1, maar telt nog voor geen methode mee.")
    expect(told).to_contain_text("Kijk nog eens: De zin zegt ‘beter’.")
    assert "effect" not in told.inner_text()

    page.locator("#id_results-0-as_published").fill("Het werd slechter.")
    expect(told.get_by_role("listitem")).to_have_count(0)
    page.locator("#id_results-0-counts_for-ADD").click()
    choose(page, "results-0-counts_for-0-method", METHOD)
    expect(told).to_contain_text("Kies bij de methode nog wat er verschilde.")
    page.locator("#id_results-0-counts_for-0-relation").select_option("alone")
    expect(told).to_contain_text("één organisatie: telt mee")
    page.locator("#id_results-0-second").fill("134")
    expect(told).to_have_text("Kijk nog eens: Een percentage ligt tussen 0 en 100.")
    page.locator("#id_results-0-second").fill("20")

    add_result(page, 1, "text", "Er kwam niets van.", outcome="same")
    other = page.locator("#inline_child_results-1").get_by_role("status")
    expect(other).to_contain_text("Gelijk gebleven, geen duidelijke verandering.")
    expect(told).to_contain_text("Van 34% naar 20%: −14 procentpunt, beter.")
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.locator(".messages .success")).to_contain_text("Pluimstad")
    page.reload()
    page.get_by_role("tab", name="Resultaten").click()
    expect(page.locator("#inline_child_results-0").get_by_role("status")).to_contain_text("Van 34% naar 20%")
    is_logged_out_and_loses_nothing(page)


def is_logged_out_and_loses_nothing(page: Page) -> None:
    """The button does not take the text away; after logging in elsewhere the same form is saved."""
    page.get_by_role("tab", name="Wat", exact=True).click()
    page.context.clear_cookies()
    page.locator("#id_gist").fill("Eén zin die niet weg mag zijn.")
    page.get_by_role("button", name="Bewaar concept").click()
    notice = page.locator("form > [role=alert]")
    expect(notice).to_contain_text("Je bent uitgelogd.")
    expect(page.get_by_role("button", name="Bewaar concept")).to_be_enabled()
    assert page.locator("#id_gist").input_value() == "Eén zin die niet weg mag zijn."
    with page.context.expect_page() as opened:
        notice.get_by_role("link").click()
    fill_in_login(opened.value, "rea")
    opened.value.close()
    page.get_by_role("button", name="Bewaar concept").click()
    expect(page.locator(".messages .success")).to_contain_text("Pluimstad")
    assert page.locator("#id_gist").input_value() == "Eén zin die niet weg mag zijn."


def text_of(site: StarterSite, path: str) -> str:
    """What a visitor reads on a page."""
    return words(document(site.follow(path).text).find("main"))


def number_found(site: StarterSite) -> str | None:
    """The number of the case when a search finds it."""
    cards = document(site.get("/zoeken/?q=Pluimstad").text).select("[data-number]")
    return next((str(card["data-number"]) for card in cards if TITLE in words(card)), None)


def is_found_within_a_second(site: StarterSite) -> str:
    """Its number. A generous second: the machine may be busy with other tests."""
    deadline = time.monotonic() + PATIENCE / 1000
    while (number := number_found(site)) is None:
        assert time.monotonic() < deadline, "published and still not found"
        time.sleep(0.1)
    return number


def test_an_editor_makes_a_case_that_another_approves_and_a_reader_finds(
    windows: ContextMaker, own_site: StarterSite
) -> None:
    writer = logged_in(windows, "rea")
    fill_in_case(writer)
    is_refused_and_mended(writer)
    writer.get_by_role("button", name="Toon/verberg voorvertoning").click()
    preview = writer.frame_locator("#w-preview-iframe")
    expect(preview.locator("h1")).to_contain_text("herinnering")
    expect(preview.locator("main")).to_contain_text("7,5%")
    writer.get_by_role("button", name="Toon/verberg voorvertoning").click()
    writer.get_by_role("button", name="Meer acties").click()
    writer.get_by_role("button", name="Stuur door naar Eindredactie").click()
    expect(writer.get_by_text("ter goedkeuring ingediend")).to_be_visible()
    assert "Pluimstad" not in text_of(own_site, METHOD_PATH)
    assert number_found(own_site) is None

    publisher = logged_in(windows, "eva")
    publisher.get_by_role("link", name=re.compile("Pluimstad")).first.click()
    publisher.get_by_role("button", name="Meer acties").click()
    publisher.get_by_role("button", name="Goedkeuren en publiceren", exact=True).click()
    expect(publisher.locator(".messages")).to_contain_text("Pluimstad")
    number = is_found_within_a_second(own_site)
    assert "Gemeente Pluimstad" in text_of(own_site, METHOD_PATH)
    case = text_of(own_site, f"/p/{number}")
    for found in ("15%", "7,5%", "20%", "Gelijk gebleven", "Jaarverslag 2025 van Pluimstad", METHOD):
        assert found in case
