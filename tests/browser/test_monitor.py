"""An adviser looks up figures, puts her own beside them, scans ten products, calculates, and claims a white spot.

On a phone with script, and on a large screen without.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from monitor.scan.starting import STARTING
from tests.browser.test_reading import is_accessible_and_within_the_window
from tests.starter.browsing import ContextMaker, send_form

pytestmark = [pytest.mark.browser, pytest.mark.node]
_OWN = "2022;12.500\n2023;11.900\n2024;11.000\n2025;9.800"


@pytest.mark.parametrize(("width", "script"), [(320, True), (1280, False)])
def test_from_a_figure_to_a_white_spot(new_context: ContextMaker, axe_script: str, width: int, script: bool) -> None:
    page = new_context(width, script=script).new_page()
    page.goto("/cijfers/")
    page.get_by_role("link", name=re.compile("Tevreden na contact")).first.click()
    expect(page.get_by_role("main")).to_contain_text("Wie geen keus heeft, geeft geen vrij cijfer.")
    fits(page, width)
    own_figures(page)
    if script:
        is_accessible_and_within_the_window(page, axe_script)
    page.set_viewport_size({"width": width, "height": 800})
    scan(page, width)
    calculate(page, width)
    claim(page, width)
    assert page.context.cookies() == []


def own_figures(page: Page) -> None:
    """Drawn beside the series, and in no address."""
    page.goto("/cijfers/contacten-met-de-gemeente-s-hertogenbosch/")
    page.get_by_role("link", name="Zet jullie eigen cijfers ernaast").click()
    page.get_by_label("Jullie cijfers").fill(_OWN)
    page.get_by_label("Waarin is dit geteld?").fill("telefoontjes")
    page.get_by_role("button", name="Teken mijn cijfers").click()
    chart = page.get_by_role("region", name="Jullie eigen cijfers naast Contacten met de gemeente")
    expect(chart.get_by_role("row")).to_have_count(1 + 4 + 4)
    expect(chart).to_contain_text("12.500 telefoontjes in 2022 en 9.800 telefoontjes in 2025.")
    expect(chart).to_contain_text("214.997 telefoontjes in 2016 en 163.408 telefoontjes in 2019.")
    assert "9.800" not in page.url


def scan(page: Page, width: int) -> None:
    """Ten products: two of them make most of the gap, with the methods that fit."""
    page.goto("/productscan/")
    page.get_by_role("link", name="Gemeente", exact=True).click()
    for place, slug in enumerate(STARTING["gemeente"][:10]):
        page.locator(f"#id_{slug}-level").select_option("niet" if place in (7, 9) else "deels")
        page.locator(f"#id_{slug}-volume").fill("5.000" if place in (7, 9) else "100")
        page.locator(f"#id_{slug}-optimum").select_option("helemaal")
    send_form(page, "Bewaar en bekijk de uitkomst")
    main = page.get_by_role("main")
    expect(main).to_contain_text("2 van de 10 producten onder hun optimum maken samen 96% van de afstand")
    first = page.locator("tr[data-product]").first
    expect(first).to_have_attribute("data-product", "brp-uittreksel")
    expect(first.get_by_role("link", name="Alle methoden die passen")).to_be_visible()
    fits(page, width)
    first.get_by_role("rowheader").get_by_role("link").click()
    expect(page).to_have_url(re.compile("/producten/brp-uittreksel/$"))


def calculate(page: Page, width: int) -> None:
    """From a method that more than one organisation measured; nothing saved while nothing is said to be cashable."""
    page.goto("/methoden/stuur-een-herinnering-op-het-juiste-moment/")
    page.get_by_role("link", name="Reken uit wat dit jou oplevert, en wat niet").click()
    expect(page).to_have_url(re.compile(r"/rekenhulp/\?methode=31$"))
    telephone, digital = page.get_by_role("group", name="Telefoon"), page.get_by_role("group", name="Digitaal")
    for channel, count, cost in ((telephone, "8.000 tot 10.000", "4 tot 6"), (digital, "2.000", "1")):
        channel.get_by_label("Hoe vaak per jaar?").fill(count)
        channel.get_by_label("Wat kost jou één keer?").fill(cost)
    page.get_by_label("Hoeveel van elke 100 gaan straks digitaal?").fill("30 tot 40")
    page.get_by_role("button", name="Reken uit").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("tussen 1.000 en 2.800 keer")
    expect(main).to_contain_text("geen één-op-één verband")
    saved = page.locator("dt", has_text="Daarvan echt bespaard").locator("xpath=following-sibling::dd[1]")
    expect(saved).to_have_text("0 euro")
    fits(page, width)


def claim(page: Page, width: int) -> None:
    """The form to try it opens with the method and the kind of organisation filled in."""
    page.goto("/witte-vlekken/?familie=waterschap&stand=geen")
    first = page.locator("tr[data-kind=method]").first
    number = first.get_attribute("data-number")
    fits(page, width)
    first.get_by_role("link", name=re.compile("^Wij gaan dit proberen")).click()
    expect(page).to_have_url(re.compile(f"methode={number}&familie=waterschap"))
    expect(page.get_by_label("Welke methode gaan jullie proberen?")).to_have_value(str(number))
    expect(page.get_by_label("Wat voor organisatie zijn jullie?")).to_have_value("waterschap")


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url
