from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from home.home_page_counts import front_counts
from home.models import FeaturedCase, OverviewPage
from tests.factories.pages import build_result, make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import BarrierFactory, FamilyFactory, ThemeFactory
from tests.home.reading import cards, soup, words

pytestmark = pytest.mark.django_db


def test_an_empty_site_says_so_and_breaks_nothing(client: Client) -> None:
    make_site()
    page = soup(client, "/")
    assert words(page.h1) == "Wat werkt?"
    assert page.select("[data-kind]") == []
    assert page.select_one("form[role=search] input[name=q]")


def test_three_ways_in_with_true_counts(client: Client) -> None:
    barrier, family = BarrierFactory(sentence="Mensen vergeten het"), FamilyFactory(label="Gemeente")
    used, empty = ThemeFactory(label="Gebruiksgemak"), ThemeFactory(label="Veiligheid")
    make_method(theme=used, barriers=[barrier], families=[family])
    make_method(theme=used, barriers=[barrier])
    make_method(theme=used, barriers=[barrier], families=[family], live=False)
    page = soup(client, "/")
    assert words(page.select_one(".od-barriers li")) == "Mensen vergeten het 2 methoden"
    assert words(page.select_one(".od-families li")) == "Gemeente 1 methode"
    tabs = {words(tab.select_one(".od-box__name")): words(tab) for tab in page.select(".od-box__tab")}
    assert tabs[used.label].endswith("2 methoden")
    assert "nog geen methode" in tabs[empty.label]
    assert "2 methoden en 0 praktijkvoorbeelden" in words(page.select_one(".od-box__front"))


def test_the_index_gives_the_same_counts_as_the_database(client: Client, fill_index: Callable[[], None]) -> None:
    barrier, family, theme = BarrierFactory(), FamilyFactory(), ThemeFactory()
    method = make_method(theme=theme, barriers=[barrier], families=[family])
    make_method(theme=theme, families=[family])
    make_method(theme=theme, barriers=[barrier], live=False)
    make_case(results=[build_result(counts_for=[method])])
    make_case(live=False)
    counted = front_counts()
    assert (counted[0].total, counted[1]) == (2, 1)
    fill_index()
    assert front_counts() == counted


def test_a_word_leads_to_its_own_listing_page_or_to_search(client: Client) -> None:
    site = make_site()
    with_page, without = ThemeFactory(), ThemeFactory()
    listing = make_listing(site.home, "Eigen pagina", "eigen-pagina")
    listing.themes.add(with_page)
    listing.save_revision().publish()
    targets = [tab["href"] for tab in soup(client, "/").select(".od-box__tab")]
    assert targets == ["/eigen-pagina/", f"/zoeken/?thema={without.slug}"]


def test_featured_cases_carry_who_when_how_and_source(client: Client) -> None:
    site = make_site()
    first, other, draft = (
        make_case(results=[build_result()]),
        make_case(results=[build_result()]),
        make_case(live=False),
    )
    site.home.featured = [FeaturedCase(case=case) for case in (first, other, draft)]
    site.home.newest_count = 0
    site.home.save_revision().publish()
    page = soup(client, "/")
    assert cards(page, "case") == [first.number, other.number]
    shown = words(page.select_one("[aria-labelledby=eerlijk] article"))
    for part in ("10%", "20%", "Wie", "Wanneer niet gepubliceerd", "Opzet Voor en na", "Jaarverslag"):
        assert part in shown


def test_the_large_figure_is_a_fair_test_of_one_method(client: Client) -> None:
    method = make_method(title="Herinner op tijd")
    plain = build_result(counts_for=[method], with_totals=True)
    untold = build_result(counts_for=[method], randomised=True, totals_not_published=True)
    fair = build_result(counts_for=[method], randomised=True, with_totals=True, sample="2.500 mensen")
    assert soup(client, "/").select_one(".od-front__figure") is None
    make_case(results=[plain])
    make_case(results=[untold])
    case = make_case(results=[build_result(), fair])
    figure = soup(client, "/").select_one(".od-front__figure")
    assert figure["data-number"] == str(case.number)
    assert "2.500 mensen" in words(figure)
    assert figure.select_one(f"a[href='{method.url}']") is not None


def test_a_question_saved_beside_the_problems_is_one_of_them(client: Client, fill_index: Callable[[], None]) -> None:
    home = make_site().home
    overview = home.add_child(instance=OverviewPage(title="Problemen", slug="problemen", live=True))
    barrier = BarrierFactory(sentence="Mensen vergeten het")
    listing = make_listing(overview, "Vergeten", "vergeten")
    listing.barriers.add(barrier)
    listing.save_revision().publish()
    make_listing(overview, "Mensen bellen ons", "bellen", query="telefoontjes")
    make_listing(home, "Elders bewaard", "elders", query="telefoontjes")
    make_case(results=[build_result(counts_for=[make_method(title="Voorkom telefoontjes")])])
    make_method(title="Tel telefoontjes", barriers=[barrier])
    fill_index()
    problems = {words(item): item.a["href"] for item in soup(client, "/").select(".od-barriers li")}
    assert problems == {
        "Mensen bellen ons 2 methoden, 1 gemeten": "/problemen/bellen/",
        "Mensen vergeten het 1 methode": "/problemen/vergeten/",
    }


def test_newest_cases_are_never_background_or_hidden(client: Client) -> None:
    old, new = make_case(results=[build_result()]), make_case(results=[build_result()])
    background, draft = make_case(background=True), make_case(live=False)
    gone = make_case(expire_at=timezone.now() - timedelta(minutes=1))
    found = cards(soup(client, "/").select_one("[aria-labelledby=nieuw]"), "case")
    assert found == [new.number, old.number]
    assert not {background.number, draft.number, gone.number} & set(found)
