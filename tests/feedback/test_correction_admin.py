"""The editors' list of reports: open, answer, close; an address goes with the answer."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from cases.models import CorrectionReport
from tests.factories.pages import make_case, make_method

pytestmark = pytest.mark.django_db
LIST = "meldingen:index"


@pytest.fixture
def report() -> CorrectionReport:
    return CorrectionReport.objects.create(
        result_uuid=uuid4(),
        case=make_case(title="Een geval"),
        about="cijfer",
        text="In het rapport staat 22%.",
        source="bladzijde 12",
        email="lezer@voorbeeld.nl",
    )


def edit(report: CorrectionReport) -> str:
    return reverse("meldingen:edit", args=[report.pk])


def test_the_list_shows_what_is_open(publisher: Client, report: CorrectionReport) -> None:
    page = publisher.get(reverse(LIST)).content.decode()
    assert "In het rapport staat 22%." in page
    assert "Een geval" in page
    assert "In het rapport" not in publisher.get(f"{reverse(LIST)}?status=gesloten").content.decode()
    assert "In het rapport" in publisher.get(f"{reverse(LIST)}?q=rapport").content.decode()


def test_a_report_leads_to_its_case(publisher: Client, report: CorrectionReport) -> None:
    page = publisher.get(edit(report)).content.decode()
    assert report.case is not None
    assert reverse("wagtailadmin_pages:edit", args=[report.case.pk]) in page
    assert "lezer@voorbeeld.nl" in page


def test_an_answer_forgets_the_address(publisher: Client, report: CorrectionReport) -> None:
    response = publisher.post(edit(report), {"status": "beantwoord", "answer": "Verbeterd, dank je."})
    assert response.status_code == 302
    report.refresh_from_db()
    assert (report.status, report.email, report.text) == ("beantwoord", "", "In het rapport staat 22%.")
    assert report.handled_at is not None and report.handled_by is not None


def test_an_answer_without_words_is_refused(publisher: Client, report: CorrectionReport) -> None:
    response = publisher.post(edit(report), {"status": "beantwoord", "answer": " "})
    assert "Schrijf op wat je hebt geantwoord" in response.content.decode()
    report.refresh_from_db()
    assert (report.status, report.email) == ("open", "lezer@voorbeeld.nl")


def test_what_was_sent_cannot_be_changed(publisher: Client, report: CorrectionReport) -> None:
    publisher.post(
        edit(report), {"status": "gesloten", "answer": "", "text": "Iets anders", "email": "ander@voorbeeld.nl"}
    )
    report.refresh_from_db()
    assert (report.status, report.text, report.source, report.email) == (
        "gesloten",
        "In het rapport staat 22%.",
        "bladzijde 12",
        "",
    )


def test_nobody_adds_one_and_a_writer_sees_none(publisher: Client, writer: Client, report: CorrectionReport) -> None:
    assert publisher.get(reverse("meldingen:add")).status_code == 302
    assert writer.get(reverse(LIST)).status_code == 302
    assert writer.get(edit(report)).status_code == 302


def test_a_report_about_a_step_leads_to_its_method(publisher: Client) -> None:
    method = make_method(title="Bel terug")
    report = CorrectionReport.objects.create(method=method, about="stap", step="Stap 2: Bel", text="Dit kan niet.")
    assert "Bel terug" in publisher.get(reverse(LIST)).content.decode()
    page = publisher.get(edit(report)).content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[method.pk]) in page
    assert "Stap 2: Bel" in page
