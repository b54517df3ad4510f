"""‘Wij deden dit ook’ and its sisters: sent, confirmed, seen, withdrawn, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from contributions.base.models import Contributor
from contributions.models import CaseContribution, MethodProposal
from core.mail.models import OutgoingMail
from core.secret_addresses.models import SecretAddress
from methods.models import MethodPage
from tests.contributions.conftest import address_of
from tests.contributions.letters import address_in, confirm_path, newest
from tests.factories.vocabulary import OrganisationFactory
from tests.home.reading import soup, words
from vocabulary.models import Organisation
from vocabulary.organisation_field import OrganisationField

pytestmark = pytest.mark.django_db
Fill = Callable[..., dict[str, str]]


def page_of(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def errors(response: Any) -> list[str]:
    return [each.get_text(" ", strip=True) for each in page_of(response).select(".utrecht-form-field-error-message")]


def test_a_method_leads_to_the_form(reader: Client, method: MethodPage) -> None:
    link = next(each for each in soup(reader, method.url).select("a") if "Wij deden dit ook" in each.text)
    page = soup(reader, link["href"])
    assert method.title in words(page.main)
    chosen = page.select_one("select[name=indicator] option[selected]")
    assert (chosen["value"], chosen.text) == (
        "gemiste-afspraken",
        "Hoeveel van elke 100 afspraken worden gemist?",
    )
    assert [each["value"] for each in page.select("datalist option")] == []
    assert not reader.cookies


@pytest.mark.parametrize("number", ["", "0", "99999", "abc", "-1", "\u0663"])
def test_without_a_method_there_is_no_such_page(reader: Client, method: MethodPage, number: str) -> None:
    assert reader.get(f"/meedoen/wij-deden-dit-ook/?methode={number}").status_code == 404


def test_what_is_sent_is_confirmed_and_seen(reader: Client, method: MethodPage, too: Fill) -> None:
    response = reader.post(address_of(method), too())
    assert (response.status_code, response["Location"]) == (303, "/meedoen/bedankt/")
    row = CaseContribution.objects.get()
    assert (row.status, row.organisation.label, row.method, row.licence_version) == (
        "onbevestigd",
        "Boomdorp",
        method,
        "2026-11",
    )
    assert row.results[0]["first_events"] == "96"
    assert row.person.email == "truus@boomdorp.example"
    path = confirm_path()
    assert reader.get(path).status_code == 200
    row.refresh_from_db()
    assert row.status == "onbevestigd"  # a scanner of mail followed the link
    for _ in range(2):
        assert "is bevestigd" in words(page_of(reader.post(path, {"ja": "1"})).h1)
    row.refresh_from_db()
    assert (row.status, row.person.confirmed_at is not None) == ("open", True)
    assert OutgoingMail.objects.filter(template="contributions/received").count() == 1
    status = soup(reader, address_in("received"))
    said = words(status.main)
    assert "Nieuw" in said and "een gemeente" in said and "Van 12% naar 8%" in said


def test_the_same_sent_twice_is_one_and_something_else_gets_a_fresh_page(
    reader: Client, method: MethodPage, too: Fill
) -> None:
    typed = too()
    for _ in range(2):
        assert reader.post(address_of(method), typed).status_code == 303
    assert CaseContribution.objects.count() == Contributor.objects.count() == 1
    assert OutgoingMail.objects.filter(template="contributions/confirm").count() == 1
    again = reader.post(address_of(method), typed | {"tip": "Een andere tip."})
    assert again.status_code == 400
    page = page_of(again)
    assert page.select_one("textarea[name=tip]").text.strip() == "Een andere tip."
    assert page.select_one("input[name=first_events]")["value"] == "96"
    fresh = {**typed, "tip": "Een andere tip.", "token": page.select_one("input[name=token]")["value"]}
    assert reader.post(address_of(method), fresh).status_code == 303
    assert CaseContribution.objects.count() == Contributor.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"organisation": ""}, "Vul je organisatie in"),
        ({"email": "geen adres"}, "Dit is geen e-mailadres"),
        ({"licence": ""}, "Zonder dit akkoord"),
        ({"shape": ""}, "Kies welke cijfers je hebt"),
        ({"shape": "onzin"}, "Kies een van de antwoorden"),
        ({"indicator": ""}, "Kies wat je mat"),
        ({"indicator": "onzin"}, "Kies wat je mat uit de lijst"),
        ({"first_events": "900"}, "900 is meer dan het totaal van 800"),
        ({"first_events": "veel"}, "Voer een getal in"),
        ({"second_total": "0"}, "Een totaal van 0 zegt niets"),
        ({"second_total": ""}, "Vul dit in"),
        ({"shape": "share"}, "Laat dit leeg"),
        ({"second_period": "vorige week dinsdag"}, "Schrijf de periode als"),
        ({"first_events": "9" * 30}, "te groot"),
        ({"tip": "x" * 600}, "hooguit 500 tekens"),
        ({"design": "onzin"}, "Kies een van de antwoorden"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    reader: Client, method: MethodPage, too: Fill, typed: dict[str, str], said: str
) -> None:
    response = reader.post(address_of(method), too(**typed))
    assert response.status_code == 400
    assert any(said in error for error in errors(response)), errors(response)
    page = page_of(response)
    assert page.select_one("textarea[name=differently]").text.strip() == "Wij stuurden ook een sms."
    assert not CaseContribution.objects.exists()


COUNTS = dict.fromkeys(("first_events", "first_total", "second_events", "second_total"), "")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Van 12% naar 8%"),
        ({"second_events": "96"}, "geen duidelijke verandering"),
        ({"second_events": "160"}, "slechter"),
        (COUNTS | {"shape": "share", "first": "12,5", "second": "8"}, "Van 12,5% naar 8%"),
        (COUNTS | {"shape": "points", "change_points": "-4"}, "4 procentpunt"),
        (COUNTS | {"shape": "relative", "change_relative": "-30"}, "30%"),
        (COUNTS | {"shape": "relative", "change_factor": "0,5"}, "beter"),
        (COUNTS | {"shape": "range", "change_low": "-70", "change_high": "-50"}, "beter"),
        (COUNTS | {"shape": "text", "outcome": "same"}, "geen duidelijke verandering"),
        (COUNTS | {"shape": "single", "second": "8"}, "losse meting"),
        (COUNTS | {"shape": "series", "series": "2023: 12\n2024: 8"}, "Reeks van 2 metingen"),
        ({"design": "randomised"}, "zonder en"),
    ],
)
def test_every_honest_shape_is_shown_before_it_is_sent(
    reader: Client, method: MethodPage, too: Fill, typed: dict[str, str], said: str
) -> None:
    """Without organisation or address yet: only the figures matter."""
    filled = too(**typed)
    page = page_of(reader.post(address_of(method), filled | {"bekijk": "1", "email": "", "organisation": ""}))
    assert said in words(page.select_one("[data-said]")), words(page.main)
    assert not page.select(".utrecht-form-field-error-message")
    assert not CaseContribution.objects.exists()
    assert reader.post(address_of(method), filled).status_code == 303


def test_personal_details_are_pointed_out_first(reader: Client, method: MethodPage, too: Fill) -> None:
    typed = too(tip="Bel Truus op 06 12345678.")
    page = page_of(reader.post(address_of(method), typed))
    seen = page.select_one("[data-personal-details]")["data-personal-details"]
    assert seen and not CaseContribution.objects.exists()
    assert reader.post(address_of(method), typed | {"gezien": seen}).status_code == 303


def test_an_organisation_that_is_not_in_the_list(reader: Client, method: MethodPage, too: Fill) -> None:
    reader.post(address_of(method), too(organisation="Dienst Kaboutertuinen"))
    row = CaseContribution.objects.get()
    assert (row.organisation, row.organisation_name) == (None, "Dienst Kaboutertuinen")
    assert row.public_organisation == "een overheidsorganisatie"


def test_the_family_of_one_that_is_not_in_the_list(reader: Client, method: MethodPage, too: Fill) -> None:
    reader.post(address_of(method), too(organisation="Gemeente Nergenshuizen"))
    assert CaseContribution.objects.get().public_organisation == "een gemeente"


def test_a_merged_organisation_is_its_successor_and_a_name_of_two_is_neither(organisation: Organisation) -> None:
    merged = OrganisationFactory(label="Gemeente Oud", replaced_by=organisation)
    assert merged
    assert OrganisationField().clean("Oud") == (organisation.pk, "Boomdorp")
    for kind in ("Gemeente", "Provincie"):
        OrganisationFactory(label=f"{kind} Dubbelstad")
    assert OrganisationField().clean("Dubbelstad").pk is None
    assert OrganisationField().clean("provincie Dubbelstad").name == "Provincie Dubbelstad"


@pytest.mark.parametrize("typed", ["boomdorp", "Gemeente Boomdorp", " BOOMDORP "])
def test_an_organisation_is_known_however_it_is_written(
    reader: Client, method: MethodPage, too: Fill, typed: str
) -> None:
    reader.post(address_of(method), too(organisation=typed))
    assert CaseContribution.objects.get().organisation.label == "Boomdorp"


def test_a_case_with_several_results_and_without_a_method(reader: Client, method: MethodPage, too: Fill) -> None:
    filled = too()
    figures = {f"r1-{name}": filled.pop(name) for name in (*COUNTS, "shape", "indicator", "design", "relation")}
    second = {"r2-shape": "text", "r2-outcome": "rose", "r2-indicator": "gemiste-afspraken"}
    token = soup(reader, "/meedoen/praktijkvoorbeeld/").select_one("input[name=token]")["value"]
    typed = filled | figures | second | {"token": token, "summary": "We belden vooraf.", "approach": "Zo deden we dat."}
    assert reader.post("/meedoen/praktijkvoorbeeld/", typed | {"method_number": ""}).status_code == 303
    row = CaseContribution.objects.get()
    assert row.method is None
    assert [each["shape"] for each in row.results] == ["counts", "text"]


def test_a_method_is_proposed(reader: Client, organisation: Any) -> None:
    page = soup(reader, "/meedoen/methode/")
    assert "minstens één keer geprobeerd" in words(page.main)
    typed = {
        "token": page.select_one("input[name=token]")["value"],
        "title": "Zet de telefoon uit",
        "gist": "Bel niet.",
        "why": "Rust.",
        "steps": "Eerst dit\nDan dat",
        "where_used": "Bij ons.",
        "organisation": "Boomdorp",
        "email": "truus@boomdorp.example",
        "licence": "on",
    }
    assert reader.post("/meedoen/methode/", typed | {"steps": "Eén stap"}).status_code == 400
    assert reader.post("/meedoen/methode/", typed).status_code == 303
    assert MethodProposal.objects.get().step_lines == ["Eerst dit", "Dan dat"]


def test_the_sender_adds_withdraws_and_deletes(reader: Client, sent: Callable[..., str]) -> None:
    status = sent()
    assert reader.post(f"{status}vul-aan/", {"text": "Nog iets."}).status_code == 303
    assert "Nog iets." in words(soup(reader, status).main)
    assert reader.post(f"{status}vul-aan/", {"text": ""}).status_code == 400
    reader.post(f"{status}intrekken/", {"ja": "1"})
    assert CaseContribution.objects.get().status == "ingetrokken"
    dossier = reader.get(f"{status}gegevens.json").json()
    assert dossier["persoon"]["e-mailadres"] == "truus@boomdorp.example"
    assert "verwijderd" in words(page_of(reader.post(f"{status}verwijderen/", {"ja": "1"})).h1)
    assert not CaseContribution.objects.exists()
    assert not Contributor.objects.exists()
    assert not OutgoingMail.objects.filter(template__startswith="contributions/").exists()
    assert not SecretAddress.objects.exists()
    assert reader.get(status).status_code == 404


def test_letters_are_plain_and_html(reader: Client, sent: Callable[..., str]) -> None:
    sent()
    from core.mail import rendering

    for template in ("confirm", "received"):
        letter = newest(template)
        assert "/s/" in rendering.text(letter)
        assert "<h1" in rendering.html(letter)
