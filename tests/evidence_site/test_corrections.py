"""‘Klopt dit niet?’: without account, cookie or puzzle; and the public log of what was corrected."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.utils import timezone

from cases.models import CorrectionReport, FormerValue
from core.submissions import guard, views
from core.submissions.guard import Objection
from core.submissions.models import forget_handled
from tests.commits import Commit
from tests.factories.pages import build_result, make_case, make_method, make_site
from tests.factories.vocabulary import OrganisationFactory
from tests.generated import draws
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient, words_of

pytestmark = pytest.mark.django_db
TEXT = "In het rapport staat 22%, niet 20%."


def said(objection: Objection) -> str:
    return words_of(objection, "melding", "meldingen")


@pytest.fixture
def client() -> Client:
    return ReaderClient()


@pytest.fixture
def case(commit: Commit) -> Any:
    make_site()
    with commit():
        return make_case(organisations=[OrganisationFactory(label="Voorbeeldstad")], results=[build_result()])


@pytest.fixture
def address(case: Any) -> str:
    return f"/resultaten/{case.results.get().uuid}/klopt-niet/"


@pytest.fixture
def patient(monkeypatch: Any) -> None:
    """A visitor who took the time to write."""
    monkeypatch.setattr(guard, "SOONEST", -1)


def filled(client: Client, address: str, **fields: str) -> dict[str, str]:
    token = soup(client, address).select_one("input[name=token]")["value"]
    return {"token": str(token), "about": "cijfer", "text": TEXT, "source": "", "email": "", **fields}


def test_a_report_reaches_the_editors_and_leaves_no_cookie(
    client: Client, case: Any, address: str, patient: None
) -> None:
    response = client.post(address, filled(client, address, email="lezer@voorbeeld.nl", source="bladzijde 12"))
    assert (response.status_code, response["Location"]) == (303, "/resultaten/klopt-niet/bedankt/")
    assert not client.cookies
    assert "De redactie heeft je melding." in words(soup(client, response["Location"]).main)
    report = CorrectionReport.objects.get()
    assert (report.result_uuid, report.case_id) == (case.results.get().uuid, case.pk)
    assert (report.about, report.text, report.source, report.email) == (
        "cijfer",
        TEXT,
        "bladzijde 12",
        "lezer@voorbeeld.nl",
    )
    assert report.status == "open"


def test_nothing_of_a_report_is_public(client: Client, case: Any, address: str, patient: None) -> None:
    client.post(address, filled(client, address, text="Kanarie zegt dat dit fout is", email="kanarie@voorbeeld.nl"))
    for path in (address, case.get_url(), "/correcties/", "/resultaten/", "/wijzigingen/", "/wijzigingen/atom.xml"):
        assert "anarie" not in client.get(path).content.decode()


def test_every_result_has_the_link(client: Client, address: str) -> None:
    assert soup(client, "/resultaten/").select_one(f"a[href='{address}']") is not None


def test_the_address_of_a_row_that_was_entered_twice_leads_to_the_row_that_stayed(client: Client) -> None:
    make_site()
    former = uuid4()
    kept = make_case(results=[build_result(replaces=former)]).results.get()
    response = client.get(f"/resultaten/{former}/klopt-niet/")
    assert (response.status_code, response["Location"]) == (301, f"/resultaten/{kept.uuid}/klopt-niet/")
    kept.page.specific.unpublish()
    assert client.get(f"/resultaten/{former}/klopt-niet/").status_code == 404


def test_only_results_that_anyone_may_read(client: Client, case: Any, address: str) -> None:
    case.unpublish()
    assert client.get(address).status_code == 404
    assert client.post(address, {"text": TEXT}).status_code == 404


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"about": ""}, "Kies wat er niet klopt."),
        ({"about": "onzin"}, "Kies wat er niet klopt."),
        ({"text": ""}, "Schrijf op wat er niet klopt."),
        ({"text": "   "}, "Schrijf op wat er niet klopt."),
        ({"text": "fout"}, "Schrijf iets meer op: minstens 10 tekens."),
        ({"text": "x" * 2001}, "Maak je uitleg korter: hooguit 2.000 tekens. Nu zijn het er 2001."),
        ({"source": "x" * 501}, "Maak dit korter: hooguit 500 tekens."),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({guard.HONEYPOT: "https://spam.example"}, said(Objection.TRAPPED)),
        ({"token": ""}, said(Objection.TOO_LATE)),
        ({"token": "verzonnen:1abc:xyz"}, said(Objection.TOO_LATE)),
    ],
)
def test_a_refusal_is_dutch_and_loses_nothing(
    client: Client, address: str, patient: None, fields: dict[str, str], refusal: str
) -> None:
    sent = filled(client, address, **{"source": "bladzijde 12", "email": "lezer@voorbeeld.nl", **fields})
    response = client.post(address, sent)
    assert response.status_code == 400
    assert not CorrectionReport.objects.exists()
    page = soup_of(response)
    assert refusal in words(page.main)
    assert page.select_one("textarea").get_text().removeprefix("\n") == sent["text"]
    assert page.select_one("input[name=source]")["value"] == sent["source"]
    assert page.select_one("input[name=email]")["value"] == sent["email"]
    assert page.select_one(f"input[name={guard.HONEYPOT}]")["value"] == ""
    if sent["about"] == "cijfer":
        assert page.select_one("option[selected]")["value"] == "cijfer"
    again = {**sent, "token": page.select_one("input[name=token]")["value"], guard.HONEYPOT: ""}
    good = {"about": "cijfer", "text": TEXT, "source": "", "email": ""}
    assert client.post(address, {**again, **good}).status_code == 303


def soup_of(response: Any) -> Any:
    return BeautifulSoup(response.content, "html.parser")


def test_what_is_no_text_is_not_sent_back(client: Client, address: str, patient: None) -> None:
    odd = "\x00\ufffe\u202e"
    sent = filled(client, address, text=f"{odd}fout", source=f"bron{odd}", email=f"naam{odd}@")
    response = client.post(address, sent)
    assert response.status_code == 400
    markup = response.content.decode()
    assert not set(odd) & set(markup)
    page = BeautifulSoup(markup, "html.parser")
    assert [page.select_one(f"#id_{name}")["value"] for name in ("source", "email")] == ["bron ", "naam @"]
    assert "geen e-mailadres" in markup


def test_who_is_too_quick_is_asked_to_look_again(client: Client, address: str, monkeypatch: Any) -> None:
    sent = filled(client, address)
    monkeypatch.setattr(guard, "SOONEST", 60)
    response = client.post(address, sent)
    assert (response.status_code, CorrectionReport.objects.count()) == (400, 0)
    assert said(Objection.TOO_SOON) in words(soup_of(response).main)
    # The moment of opening stays, so a second later it is fine.
    assert soup_of(response).select_one("input[name=token]")["value"] == sent["token"]
    monkeypatch.setattr(guard, "SOONEST", -1)
    assert client.post(address, sent).status_code == 303


def test_a_page_that_stood_open_too_long_gets_a_new_token(
    client: Client, address: str, patient: None, monkeypatch: Any
) -> None:
    sent = filled(client, address)
    monkeypatch.setattr(guard, "LATEST", -1)
    assert said(Objection.TOO_LATE) in words(soup_of(client.post(address, sent)).main)
    assert not CorrectionReport.objects.exists()


def test_a_token_is_of_one_result_and_the_form_of_this_site(client: Client, address: str, patient: None) -> None:
    other = f"/resultaten/{make_case(results=[build_result()]).results.get().uuid}/klopt-niet/"
    assert client.post(address, filled(client, other)).status_code == 400
    for origin in ("https://kwaad.example", "null", "https://www.example.nl.kwaad.example"):
        response = client.post(address, filled(client, address), headers={"Origin": origin})
        assert (response.status_code, said(Objection.ELSEWHERE) in words(soup_of(response).main)) == (400, True)
    good = client.post(address, filled(client, address), headers={"Origin": "https://www.example.nl"})
    assert good.status_code == 303


def test_more_than_a_number_per_span_must_wait_and_lose_nothing(client: Client, address: str, patient: None) -> None:
    for number in range(views.MOST_OF_A_NETWORK):
        assert client.post(address, filled(client, address, text=f"{TEXT} {number}")).status_code == 303
    response = client.post(address, filled(client, address, text="Nog een melding"))
    assert response.status_code == 429
    assert said(Objection.BUSY_NETWORK) in words(soup_of(response).main)
    assert "Nog een melding" in soup_of(response).textarea.get_text()
    assert CorrectionReport.objects.count() == views.MOST_OF_A_NETWORK


def test_sending_twice_is_one_report(client: Client, address: str, patient: None) -> None:
    sent = filled(client, address)
    assert [client.post(address, sent).status_code for _ in range(3)] == [303, 303, 303]
    assert CorrectionReport.objects.count() == 1


def test_an_address_is_forgotten(client: Client, address: str, patient: None) -> None:
    client.post(address, filled(client, address, email="lezer@voorbeeld.nl"))
    now = timezone.now()
    forget_handled(CorrectionReport)
    assert CorrectionReport.objects.get().email
    CorrectionReport.objects.update(created_at=now - timedelta(days=90))
    forget_handled(CorrectionReport)
    assert not CorrectionReport.objects.get().email
    CorrectionReport.objects.update(status="gesloten", handled_at=now - timedelta(days=366))
    forget_handled(CorrectionReport)
    assert not CorrectionReport.objects.exists()


@pytest.mark.generated
def test_generated_forms_never_fail(client: Client, address: str, patient: None, monkeypatch: Any) -> None:
    monkeypatch.setattr(views, "MOST_IN_ALL", 10_000)
    monkeypatch.setattr(views, "MOST_OF_A_NETWORK", 10_000)
    source = random.Random(11)
    odd = ["", " ", "x", TEXT, "\x00\x01fout", "a\u202eb" * 9, "é" * 700, "<script>alert(1)</script>" * 3, "💩" * 12]
    odd += [
        "cijfer",
        "anders",
        "a@b",
        "a@b.nl",
        "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
        "{{ 7 }}" * 4,
    ]
    token = filled(client, address)["token"]
    for _ in range(draws(40, 220)):
        names = source.sample(["about", "text", "source", "email", "token", guard.HONEYPOT], source.randrange(7))
        sent = {"token": token, **{name: source.choice(odd) for name in names}}
        response = client.post(address, sent)
        assert response.status_code in (303, 400), sent
        if response.status_code == 400:
            assert "<script>alert(1)" not in response.content.decode()
    for raw in (b"text=%ff%fe&about=%00", b"&&&=", b"text=" + b"x" * 5000):
        response = client.post(address, raw, content_type="application/x-www-form-urlencoded")
        assert response.status_code == 400
    assert client.put(address).status_code == 405


def test_the_log_keeps_what_a_corrected_result_said(client: Client, case: Any, commit: Commit) -> None:
    assert "Nog geen correcties" in words(soup(client, "/correcties/").main)
    correct(case, commit, second=25, as_published="Van 10% naar 25%.")
    text = words(soup(client, "/correcties/").main)
    assert "Voorbeeldstad" in text
    assert "Eerst stond er 10% → 20%" in text
    assert "Nu staat er 10% → 25%" in text
    correct(case, commit, note="Alleen andere woorden, geen ander cijfer.")
    assert FormerValue.objects.count() == 1


@pytest.mark.parametrize("how", ["unpublish", "restrict", "delete row"])
def test_what_is_withdrawn_leaves_no_figure_in_the_log(client: Client, case: Any, commit: Commit, how: str) -> None:
    correct(case, commit, second=25)
    with commit():
        if how == "unpublish":
            case.unpublish()
        elif how == "restrict":
            case.view_restrictions.create(restriction_type="login")
        else:
            case.results = []
            case.save_revision().publish()
    text = words(soup(client, "/correcties/").main)
    assert "Dit resultaat is ingetrokken." in text
    assert not any(word in text for word in ("Voorbeeldstad", "10%", "20%", "25%", case.title))


def test_deleting_the_case_deletes_its_former_values(client: Client, case: Any, commit: Commit) -> None:
    correct(case, commit, second=25)
    with commit():
        case.delete()
    assert not FormerValue.objects.exists()
    assert "Nog geen correcties" in words(soup(client, "/correcties/").main)


def test_a_draft_is_no_correction(case: Any, commit: Commit) -> None:
    with commit():
        [result] = case.results.all()
        result.second = 99
        case.results = [result]
        case.save_revision()
    assert not FormerValue.objects.exists()


def correct(case: Any, commit: Commit, **fields: Any) -> None:
    with commit():
        [result] = case.results.all()
        for name, value in fields.items():
            setattr(result, name, value)
        case.results = [result]
        case.save_revision().publish()


def test_a_step_of_a_method_can_be_wrong_too(client: Client, patient: None) -> None:
    method = make_method(title="Bel terug")
    path = f"/m/{method.number}/klopt-niet/"
    shown = soup(client, path)
    assert [one.text for one in shown.select("#id_step option")][1:3] == ["Stap 1: Stap 1", "Stap 2: Stap 2"]
    typed = filled(client, path, step="Stap 2: Stap 2")
    typed.pop("about")
    assert client.post(path, {**typed, "step": "Stap 99"}).status_code == 400
    assert client.post(path, typed)["Location"] == "/resultaten/klopt-niet/bedankt/"
    report = CorrectionReport.objects.get()
    assert (report.method, report.about, report.step, report.result_uuid) == (method, "stap", "Stap 2: Stap 2", None)
    method.unpublish()
    assert client.get(path).status_code == 404


def test_a_result_may_be_said_not_to_belong_to_its_method(client: Client, address: str, patient: None) -> None:
    offered = [one["value"] for one in soup(client, address).select("#id_about option[value]")]
    assert "methode" in offered and "stap" not in offered
    client.post(address, filled(client, address, about="methode"))
    assert CorrectionReport.objects.get().about == "methode"
