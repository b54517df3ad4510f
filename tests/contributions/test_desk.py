"""Editors: from what came in to a page, who may do what, and what the sender hears."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from cases.models import CasePage
from contributions.models import CaseContribution
from core.mail import rendering
from methods.models import MethodPage
from tests.contributions.letters import address_in, newest
from tests.home.reading import soup, words
from vocabulary.models import Organisation

pytestmark = pytest.mark.django_db
Send = Callable[..., str]


def desk_of(row: Any) -> str:
    return f"/beheer/bijdragen/{row._meta.label_lower}/{row.pk}/"


def do(client: Client, row: Any, action: str, **fields: str) -> Any:
    typed = {f"{action}-{name}": value for name, value in fields.items()}
    return client.post(desk_of(row), {"doe": action, **typed})


@pytest.fixture
def row(sent: Send, method: MethodPage) -> CaseContribution:
    sent()
    return CaseContribution.objects.get()


def test_an_editor_reads_it_and_nobody_else(row: CaseContribution, writer: Client, reader: Client) -> None:
    said = words(soup(writer, desk_of(row)))
    assert "Van 12% naar 8%" in said and "truus@boomdorp.example" in said and "een gemeente" in said
    assert reader.get(desk_of(row)).status_code == 302
    CaseContribution.objects.update(status="onbevestigd")
    assert writer.get(desk_of(row)).status_code == 404


def test_a_question_and_its_answer(row: CaseContribution, writer: Client, reader: Client) -> None:
    assert do(writer, row, "ask", question="").status_code == 400
    do(writer, row, "ask", question="Over welke maanden?")
    row.refresh_from_db()
    assert (row.status, "Over welke maanden?" in rendering.text(newest("question"))) == ("wacht", True)
    status = address_in("question")
    assert "Over welke maanden?" in words(soup(reader, status).main)
    reader.post(f"{status}vul-aan/", {"text": "Mei en juni."})
    row.refresh_from_db()
    assert row.status == "behandeling"
    assert "Mei en juni." in words(soup(writer, desk_of(row)))


def test_only_a_publisher_says_no_and_the_reason_goes_along(
    row: CaseContribution, writer: Client, publisher: Client
) -> None:
    assert "Niet plaatsen" not in words(soup(writer, desk_of(row)))
    assert do(writer, row, "refuse", reason="Nee.").status_code == 302
    row.refresh_from_db()
    assert row.status == "open"
    do(publisher, row, "refuse", reason="De proef loopt nog.")
    row.refresh_from_db()
    assert row.status == "niet-geplaatst"
    assert "De proef loopt nog." in rendering.text(newest("not_placed"))
    assert row.person.consents.exclude(ends_at=None).count() == 1
    do(publisher, row, "take")
    row.refresh_from_db()
    assert row.status == "niet-geplaatst"


def test_from_a_contribution_to_a_case(
    row: CaseContribution, writer: Client, publisher: Client, reader: Client
) -> None:
    response = do(writer, row, "draft")
    case = CasePage.objects.get(live=False)
    assert response["Location"] == f"/beheer/pages/{case.pk}/edit/"
    do(writer, row, "draft")
    assert CasePage.objects.filter(live=False).count() == 1
    draft = case.get_latest_revision_as_object()
    result = draft.results.all()[0]
    assert (result.first_events, result.second_total, result.design) == (96, 800, "before_after")
    assert [each.relation for each in result.counts_for.all()] == ["alone"]
    assert [each.method for each in draft.used_methods.all()] == [row.method]
    assert "sms" in draft.differently
    assert "een gemeente" in draft.title and "Boomdorp" not in str(draft.serializable_data())
    assert [str(each.organisation) for each in draft.organisations.all()] == ["Een gemeente"]
    draft.full_clean()
    assert "Gemaakt van een inzending" in words(soup(publisher, f"/beheer/pages/{case.pk}/history/"))
    case.get_latest_revision().publish()
    row.refresh_from_db()
    assert row.status == "geplaatst"
    letter = rendering.text(newest("placed"))
    assert f"https://www.example.nl{row.method.get_url()}" in letter
    assert "een gemeente" in letter and f"https://www.example.nl{case.get_url()}" in letter
    assert "Boomdorp" not in words(soup(reader, case.get_url()).main)
    status = soup(reader, address_in("placed"))
    assert "Geplaatst" in words(status.main) and status.select_one(f"main a[href$='{case.get_url()}']")


def test_the_name_is_public_when_it_was_confirmed_and_gone_when_taken_back(
    row: CaseContribution, writer: Client, reader: Client
) -> None:
    assert do(writer, row, "name", organisation="Boomdorp", how="", note="x").status_code == 400
    assert do(writer, row, "name", organisation="Nergenshuizen", how="bron", note="x").status_code == 400
    do(writer, row, "name", organisation="Boomdorp", how="bron", note="Jaarverslag 2025")
    do(writer, row, "draft")
    case = CasePage.objects.get(live=False)
    case.get_latest_revision().publish()
    assert "Boomdorp" in words(soup(reader, case.get_url()).main)
    reader.post(f"{address_in('placed')}naam/", {"ja": "1"})
    case.refresh_from_db()
    page = reader.get(case.get_url()).content.decode()
    assert "een gemeente" in page
    assert "Boomdorp" not in words(soup(reader, case.get_url()).main)
    row.refresh_from_db()
    assert row.public_organisation == "een gemeente"


SOURCE = "https://www.boomdorp.example/contact"


@pytest.mark.parametrize(
    ("email", "listed", "note", "wrong"),
    [
        ("truus@boomdorp.example", "", SOURCE, ""),
        ("truus@zorg.boomdorp.example", "boomdorp.example", "", ""),
        ("truus@boomdorp.example", "", "", "note"),
        ("truus@boomdorp.example", "", "hun site", "note"),
        ("truus@boomdorp.example", "struikstad.example", SOURCE, "how"),
        ("truus@nepboomdorp.example", "boomdorp.example", SOURCE, "how"),
        ("truus@gmail.com", "", SOURCE, "how"),
    ],
)
def test_the_domain_of_the_mail_is_compared_with_the_list(
    email: str, listed: str, note: str, wrong: str, sent: Send, organisation: Organisation, writer: Client
) -> None:
    organisation.mail_domain, organisation.mail_domain_source = listed, SOURCE if listed else ""
    organisation.save()
    sent(email=email)
    row = CaseContribution.objects.get()
    assert email.partition("@")[2] in words(soup(writer, desk_of(row)))
    response = do(writer, row, "name", organisation="Boomdorp", how="domein", note=note)
    row.refresh_from_db()
    organisation.refresh_from_db()
    assert (response.status_code, row.may_be_named) == ((400, False) if wrong else (302, True))
    if not wrong:
        assert (organisation.mail_domain, organisation.mail_domain_source) == ("boomdorp.example", SOURCE)
        assert row.name_note == SOURCE


def test_look_alikes_stand_beside_it(row: CaseContribution, sent: Send, writer: Client) -> None:
    sent(tip="Nog een keer.")
    assert "Lijkt hierop" in words(soup(writer, desk_of(row)))


def test_two_editors_at_once(row: CaseContribution, publisher: Client, login: Callable[[str], Client]) -> None:
    do(publisher, row, "refuse", reason="Nee.")
    other = login("Eindredacteur")
    assert "al afgehandeld" in other.post(desk_of(row), {"doe": "take"}, follow=True).content.decode()
    row.refresh_from_db()
    assert row.status == "niet-geplaatst"
