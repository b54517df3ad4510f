"""What the site refuses to say, seen in a browser on made-up organisations, with a picture of each.

`python -m pytest tests/browser/test_refusals.py --basetemp=PICTURES` keeps the pictures.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from tests.starter.browsing import ContextMaker
from tests.starter.server import StarterSite

pytestmark = pytest.mark.browser
_MAKE = "from tests.factories.refusals import make_refusals; answer = make_refusals()"
_TOGETHER = "[data-pooled], .od-chart__interval, .od-chart__mean"


@pytest.fixture(scope="module")
def refusing_site(changing_server: StarterSite) -> tuple[StarterSite, dict[str, str]]:
    """A site with the made-up methods, and their paths."""
    return changing_server, changing_server.shell(_MAKE)


class Seen:
    """The part of a method page on what it yielded, as it looks at one width."""

    def __init__(self, part: Locator) -> None:
        self.part = part
        self.text = re.sub(r"\s+", " ", part.inner_text().replace("\N{SOFT HYPHEN}", ""))

    def shows(self, selector: str) -> int:
        return self.part.locator(selector).count()

    def says(self, *sentences: str) -> None:
        for sentence in sentences:
            assert sentence in self.text, self.text


def nothing_is_pooled_of_two(seen: Seen) -> None:
    assert not seen.shows(_TOGETHER)
    seen.says("gemiddelde geven we pas als minstens 3 organisaties", "Dit is een rekenvoorbeeld en geen voorspelling.")
    assert seen.shows("[data-answer] li") == 2


def a_plain_before_after_is_no_effect(seen: Seen) -> None:
    seen.says("waargenomen verandering")
    assert "effect" not in seen.text.lower()
    assert not seen.shows("[data-answer]")


def points_are_not_carried_to_another_start(seen: Seen) -> None:
    seen.says("heeft geen cijfers om mee te rekenen", "+16 procentpunt")
    assert not seen.shows("[data-answer], input[name=start]:not([type=hidden])")


def four_give_a_mean_and_no_range_for_a_next_one(seen: Seen) -> None:
    assert seen.shows("[data-pooled=mean]") == 1
    assert not seen.shows("[data-pooled=next], .od-chart__next")
    seen.says("zeggen we pas vanaf 5 organisaties")


def without_a_guard_level_four_is_the_highest(seen: Seen) -> None:
    seen.says(", 4 van 5", "Niemand keek ook naar nadelen")
    assert ", 5 van 5" not in seen.text


def two_measures_are_never_one_size_or_chart(seen: Seen) -> None:
    seen.says("2 verschillende maten", "Die tellen we niet bij elkaar op")
    tables = seen.part.locator("[data-indicator]")
    slugs = {each.get_attribute("data-indicator") for each in tables.all()}
    assert slugs == {"digitaal-verzonnen", "gebeld-verzonnen"}
    for slug in slugs:
        assert seen.shows(f"[data-indicator={slug}] tr[data-kind=case]") == 2
    assert not seen.shows(_TOGETHER)


REFUSALS = {
    "pooling two": ("two", "?start=34", nothing_is_pooled_of_two),
    "effect": ("plain", "?start=34", a_plain_before_after_is_no_effect),
    "another start": (
        "points",
        "?maat=digitaal-verzonnen&start=34",
        points_are_not_carried_to_another_start,
    ),
    "range below five": ("four", "?start=34", four_give_a_mean_and_no_range_for_a_next_one),
    "above the cap": ("capped", "", without_a_guard_level_four_is_the_highest),
    "mixing": ("two measures", "", two_measures_are_never_one_size_or_chart),
}


@pytest.mark.parametrize("refusal", REFUSALS)
def test_the_site_refuses(
    browser: Browser, refusing_site: tuple[StarterSite, dict[str, str]], tmp_path: Path, refusal: str
) -> None:
    site, paths = refusing_site
    name, asked, refuses = REFUSALS[refusal]
    windows = ContextMaker(browser, site.address)
    for width in (320, 1280):
        page = windows(width).new_page()
        page.goto(f"{paths[name]}{asked}")
        part = page.locator("section[aria-labelledby=opbrengst]")
        part.evaluate("part => part.querySelectorAll('details').forEach((each) => { each.open = true; })")
        refuses(Seen(part))
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
        part.screenshot(path=tmp_path / f"{refusal.replace(' ', '-')}-{width}.png")
    windows.close()
