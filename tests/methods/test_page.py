"""What stands on a method page."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cases.choices import Contrast, Design, Outcome, Shape
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import BarrierFactory, ChannelFactory, FamilyFactory
from tests.home.reading import soup, words

pytestmark = pytest.mark.django_db


def test_for_whom_where_and_how_much(client: Client) -> None:
    method = make_method(
        families=[FamilyFactory(label="Gemeente")],
        channels=[ChannelFactory(label="Post"), ChannelFactory(label="E-mail")],
        barriers=[BarrierFactory(sentence="Mensen vergeten het")],
    )
    head = words(soup(client, method.get_url()).select_one(".od-method-hero"))
    for part in (
        "Voor wie Gemeente",
        "Kanalen Post , e-mail",
        "Helpt als Mensen vergeten het",
    ):
        assert part in head
    assert "Kost Enkele weken, een klein team, weinig geld, iemand met ervaring" in head


def test_steps_tell_who_how_long_what_and_the_pitfall(client: Client) -> None:
    step = {
        "title": "Schrijf de brief",
        "text": "<p>Begin met de vraag. Hoeveel brieven er zijn, is niet gepubliceerd.</p>",
        "who": "een redacteur",
        "duration": "een dagdeel",
        "outcome": "één brief",
        "pitfall": "Te lang",
        "example": [{"kind": "letter", "title": "Brief om over te nemen", "text": "<p>Beste lezer</p>"}],
    }
    method = make_method(steps=[{"type": "step", "id": str(place), "value": step} for place in range(4)])
    first = soup(client, method.get_url()).select_one(".od-step")
    assert words(first.h3) == "Stap 1: Schrijf de brief"
    assert words(first.select_one(".od-step__facts")) == (
        "Wie Een redacteur Hoe lang Een dagdeel Wat heb je daarna Eén brief"
    )
    assert words(first.select_one(".od-pitfall")) == "Valkuil Te lang"
    assert words(first.select_one("details")) == "Brief om over te nemen Beste lezer"
    assert first.select_one(".od-step__text .od-unpublished")


def test_what_the_law_asks_has_its_source_and_otherwise_it_is_a_question(client: Client) -> None:
    known = {
        "rule": "Wet A",
        "asks": "Het kan ook op papier.",
        "source_title": "De wet",
        "source_url": "https://a.example/",
    }
    unknown = {"rule": "Wet B", "asks": "Geldt dit bij ons?", "source_title": "", "source_url": "", "read_on": None}
    method = make_method(laws=[("law", {**known, "read_on": date(2026, 1, 15)}), ("law", unknown)])
    shown = soup(client, method.get_url()).select_one("[aria-labelledby=wet]")
    first, second = shown.select("dl > div")
    assert words(first) == "Wet A Het kan ook op papier. Bron: De wet , gelezen op 15 januari 2026 ."
    assert first.a["href"] == "https://a.example/"
    assert words(second) == "Wet B Vraag je jurist: geldt dit bij ons?"


def test_rows_carry_both_numbers_the_change_and_the_source(client: Client) -> None:
    method = make_method()
    case = make_case(results=[build_result(counts_for=[method])])
    row = soup(client, method.get_url()).select_one("table tr[data-kind=case]")
    cells = {cell["data-label"]: words(cell) for cell in row.select("td[data-label]")}
    assert cells["Wat kwam eruit"] == "voor 10% na 20%"
    assert cells["Verschil"] == "Beter +10 procentpunt"
    assert cells["Opzet"] == "Voor en na, geen vergelijking"
    behind = words(row.find_next_sibling("tr"))
    for part in ("Periode niet gepubliceerd", "waargenomen verandering", "Bron Jaarverslag", "Klopt dit niet?"):
        assert part in behind
    assert row.find_next_sibling("tr").select_one("a.od-correct")["href"].startswith("/resultaten/")
    assert row.select_one("th a")["href"] == case.get_url()
    assert row.select_one("[data-label=Bron] a")["href"] == "https://bron.example/"
    assert row.select_one("svg circle.od-chart__before")["cx"] == "10%"


def test_an_uncontrolled_change_is_never_called_an_effect(client: Client) -> None:
    method = make_method()
    make_case(results=[build_result(counts_for=[method])])
    shown = words(soup(client, method.get_url()).select_one("[aria-labelledby=opbrengst]")).lower()
    assert "waargenomen verandering" in shown
    assert "effect" not in shown


def test_a_null_result_looks_like_the_others(client: Client) -> None:
    method = make_method()
    fields: dict[str, Any] = {"shape": Shape.TEXT, "contrast": Contrast.WITHOUT_WITH, "design": Design.RANDOMISED}
    for outcome in (Outcome.ROSE, Outcome.SAME):
        make_case(results=[build_result(counts_for=[method], outcome=outcome, **fields)])
    better, same = soup(client, method.get_url()).select("table tr[data-kind=case]")
    assert "Geen verschil gevonden" in words(same)
    assert "Geen duidelijke verandering" in words(same)
    assert [cell.get("class") for cell in same.select("td")] == [cell.get("class") for cell in better.select("td")]


def test_every_table_is_named_and_every_header_has_a_scope(client: Client) -> None:
    method = make_method()
    make_case(results=[build_result(counts_for=[method]), build_result(counts_for=[method])])
    page = soup(client, method.get_url())
    assert page.select("table")
    for table in page.select("table"):
        assert page.select_one(f"#{table['aria-labelledby']}")
        assert all(header.get("scope") for header in table.select("th"))
    ids = [node["id"] for node in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_without_a_result_it_says_that_we_found_none_and_asks(client: Client) -> None:
    page = soup(client, make_method().get_url())
    for place in ("[aria-labelledby=opbrengst]", "[data-verdict]"):
        assert "Wij vonden nog geen gepubliceerde cijfers." in words(page.select_one(place))
        assert page.select_one(f"{place} a[href='/vraag-de-redactie/']")


def test_the_first_screen_decides_and_the_steps_come_before_the_evidence(client: Client) -> None:
    method = make_method(when_not=[("condition", "Het hoeft niet.")])
    make_case(results=[build_result(counts_for=[method])])
    page = soup(client, method.get_url())
    verdict = words(page.select_one("[data-verdict]"))
    for part in ("Werkt het? Beter bij 1 organisatie", ", 1 van 5 Waarom?", "Kost Enkele weken", "Stappen 4"):
        assert part in verdict
    order = [one["id"] for one in page.select("h2[id]") if one["id"] in ("wanneer", "aanpak", "opbrengst", "delen")]
    assert order == ["wanneer", "aanpak", "opbrengst", "delen"]


def test_rows_stand_in_groups_by_what_was_tested(client: Client) -> None:
    method, other = make_method(), make_method(title="Iets anders")
    fair = {"randomised": True, "with_totals": True}
    make_case(results=[build_result(counts_for=[method], **fair)])
    make_case(results=[build_result(counts_for=[method, other], relation="bundle", **fair)])
    make_case(results=[build_result(counts_for=[method])])
    page = soup(client, method.get_url())
    groups = {group["data-group"]: words(group) for group in page.select("tbody[data-group]")}
    assert list(groups) == ["los", "samen", "voor-na"]
    assert groups["los"].startswith("Los getest: alleen deze methode verschilde 1 van 3")
    assert f"samen met methode {other.number}" in groups["samen"]
    assert page.select_one(f"[data-group=samen] details a[href='{other.url}']") is not None


def test_a_case_that_only_used_the_method_is_a_link_below_the_table(client: Client) -> None:
    method = make_method()
    make_case(methods=[method], results=[build_result(counts_for=[method])])
    used = make_case(methods=[method], title="Alleen gebruikt")
    make_case(methods=[method], live=False)
    links = soup(client, method.get_url()).select(".od-besides a")
    assert [link["data-number"] for link in links] == [str(used.number)]


def test_who_keeps_it_and_a_warning_when_the_review_is_late(client: Client) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    method = make_method(reviewed_on=date(2020, 1, 31), next_review=yesterday)
    page = soup(client, method.get_url())
    assert "31 januari 2020" in words(page.select_one("[aria-labelledby=bijhouden]"))
    assert "lang niet gecontroleerd" in words(page.select_one(".utrecht-alert--warning"))
    share = page.select_one("[aria-labelledby=delen]")
    assert f"Kort adres: https://www.example.nl/m/{method.number}" in words(share)
    assert share.select_one("svg.od-qr path") is not None
