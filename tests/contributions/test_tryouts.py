"""A try-out from its form to its end: published after a look, fixed once public, followed until it is known."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from contributions.base import lifecycle, names
from contributions.base.models import Consent, Contributor, Purpose, State
from contributions.models import CaseContribution, Joining, TryOut, TryOutAddition, TryOutPage
from contributions.tryouts.pages import REGISTERED, TryOutState
from contributions.tryouts.published import TRY_OUTS
from core.jobs.runner import one_turn
from core.mail.delivery import send_due
from core.mail.models import OutgoingMail
from core.models import User
from core.submissions import guard
from methods.models import MethodPage
from tests.clock import Later
from tests.factories.pages import make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import FamilyFactory, IndicatorFactory, OrganisationFactory
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient
from tests.site.test_retention import found
from vocabulary.confirmed_organisation import NameConfirmed
from vocabulary.models import Organisation

pytestmark = pytest.mark.django_db
FORM = "/meedoen/probeersel/"
SENDER = "proefnemer@gemeente.example"
CANARY = "kanarieproef"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(guard, "SOONEST", -1)
    return ReaderClient()


@pytest.fixture
def delft() -> Organisation:
    family = FamilyFactory(slug="gemeente", label="gemeente", plural="gemeenten")
    made: Organisation = OrganisationFactory(label="Delft", slug="delft", family=family)
    return made


@pytest.fixture
def method(delft: Organisation) -> MethodPage:
    make_listing(make_site().home, "Onderzoek", "onderzoek", kind="probeersel", sort="nieuwste")
    page: MethodPage = make_method(title="Bel voor de afspraak", indicators=[IndicatorFactory(slug="gemist")])
    return page


def typed(method: MethodPage, **fields: str) -> dict[str, str]:
    return {
        "method": str(method.number),
        "indicator": "gemist",
        "text": f"Wij bellen iedereen een dag van tevoren ({CANARY}).",
        "start_value": "15 van elke 100 gemist",
        "design": "before_after",
        "success": "hooguit 10 van elke 100 gemist",
        "measure_on": (timezone.localdate() + timedelta(days=100)).isoformat(),
        "organisation": "Delft",
        "name": "",
        "email": SENDER,
        "licence": "on",
        **fields,
    }


def send(client: Client, fields: dict[str, str], path: str = FORM) -> Any:
    token = soup(client, path).select_one("input[name=token]")["value"]
    return client.post(path, {"token": str(token), **fields})


def secret() -> str:
    """The path in the newest letter."""
    send_due()
    return re.findall(r"/s/[a-z2-7]{26}/", str(mail.outbox[-1].body))[-1]


def confirmed(client: Client, fields: dict[str, str], path: str = FORM) -> str:
    assert send(client, fields, path).status_code == 303
    address = secret()
    client.post(f"{address}bevestig/", {"ja": "1"})
    return address


def desk(row: Any) -> str:
    return reverse("contribution", args=[row._meta.label_lower, row.pk])


def placed(client: Client, publisher: Client, method: MethodPage) -> tuple[TryOut, TryOutPage]:
    """Through the form, the letter, the desk and the page editor's publish."""
    confirmed(client, typed(method))
    row = TryOut.objects.get()
    response = publisher.post(desk(row), {"doe": "draft"})
    assert response["Location"].startswith("/beheer/pages/")
    draft = TryOutPage.objects.get()
    assert CANARY not in "".join(client.get(path).content.decode() for path in ("/onderzoek/", method.url))
    draft.get_latest_revision().publish(user=User.objects.first())
    row.refresh_from_db()
    return row, TryOutPage.objects.get()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"method": ""}, "Kies een methode."),
        ({"method": "999"}, "Kies een methode uit de lijst."),
        ({"success": ""}, "Schrijf op wanneer het voor jullie gelukt is."),
        ({"measure_on": "morgen"}, "Dit is geen datum."),
        ({"measure_on": "2020-01-01"}, "Kies een dag die nog komt"),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"licence": ""}, "Zonder dit akkoord"),
    ],
)
def test_a_refusal_is_dutch_and_loses_nothing(
    client: Client, method: MethodPage, fields: dict[str, str], said: str
) -> None:
    response = send(client, {**typed(method), **fields})
    assert (response.status_code, TryOut.objects.count()) == (400, 0)
    page = response.content.decode()
    assert said in page
    assert CANARY in page
    assert "15 van elke 100 gemist" in page


def test_the_method_leads_to_the_form_with_itself_filled_in(client: Client, method: MethodPage) -> None:
    link = soup(client, method.url).select_one(f"a[href='{FORM}?methode={method.number}']")
    assert link.text == "Wij gaan dit proberen"
    form = soup(client, link["href"])
    assert form.select_one("select[name=method] option[selected]")["value"] == str(method.number)
    assert form.select("select[name=indicator] option")[1]["value"] == "gemist", "what the method aims at comes first"
    for hostile in ("x", "-1", "9" * 400, "%00"):
        assert client.get(f"{FORM}?methode={hostile}").status_code == 200


def test_until_an_editor_looked_nobody_else_sees_a_word(client: Client, method: MethodPage, publisher: Client) -> None:
    send(client, typed(method))
    public = ("/onderzoek/", method.url, "/sitemap.xml", "/onderzoek/atom.xml", "/organisaties/", "/meedoen/")
    for step in ("sent", "confirmed", "drafted"):
        if step == "confirmed":
            client.post(f"{secret()}bevestig/", {"ja": "1"})
        if step == "drafted":
            publisher.post(desk(TryOut.objects.get()), {"doe": "draft"})
        for path in (*public, "/organisaties/delft/"):
            content = client.get(path).content.decode()
            assert CANARY not in content, (step, path)
            assert "probeert dit nu" not in content, (step, path)
    draft = TryOutPage.objects.get()
    assert client.get(draft.url or f"/onderzoek/{draft.slug}/").status_code == 404


def test_it_is_public_with_the_name_only_once_that_is_confirmed(
    client: Client, method: MethodPage, publisher: Client, delft: Organisation
) -> None:
    row, page = placed(client, publisher, method)
    assert (row.status, page.registered_on) == (State.PLACED, timezone.localdate())
    assert OutgoingMail.objects.filter(template="contributions/placed").count() == 1
    method_page = words(soup(client, method.url).main)
    assert "Eén organisatie probeert dit nu" in method_page
    for path in (page.url, "/onderzoek/", method.url):
        content = client.get(path).content.decode()
        assert "Een gemeente" in content
        assert "Delft" not in content
    assert client.get("/organisaties/delft/").status_code == 404
    names.confirm(row, delft, NameConfirmed.CALLED, "algemeen nummer", User.objects.first())
    for path in (page.url, method.url, "/organisaties/delft/"):
        assert "Delft" in client.get(path).content.decode()
    assert page.url in client.get("/organisaties/delft/").content.decode()
    row.refresh_from_db()
    names.withdraw(row)
    for path in (page.url, method.url):
        assert "Delft" not in client.get(path).content.decode()
    assert client.get("/organisaties/delft/").status_code == 404


def test_what_was_registered_stays_as_it_was(client: Client, method: MethodPage, publisher: Client) -> None:
    _, page = placed(client, publisher, method)
    other = make_method()
    changed: dict[str, Any] = {
        "method": other,
        "indicator": None,
        "what": "Iets anders",
        "start_value": "5",
        "design": "randomised",
        "success": "Alles is goed",
        "measure_on": timezone.localdate(),
    }
    assert set(changed) == set(REGISTERED)
    for name, value in changed.items():
        again = TryOutPage.objects.get(pk=page.pk)
        setattr(again, name, value)
        with pytest.raises(ValidationError, match="vooraf vast"):
            again.full_clean()
        with pytest.raises(ValidationError, match="vooraf vast"):
            again.save()
        with pytest.raises(ValidationError, match="vooraf vast"):
            again.save_revision()
    form = soup(publisher, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert form.select_one("[name=success]").has_attr("disabled")
    again = TryOutPage.objects.get(pk=page.pk)
    again.additions.add(TryOutAddition(text="We begonnen een week later."))
    again.save_revision().publish()
    assert "We begonnen een week later." in words(soup(client, page.url).main)
    again = TryOutPage.objects.get(pk=page.pk)
    row = again.additions.get()
    row.text = "Alles ging vanzelf."
    again.additions.add(row)
    with pytest.raises(ValidationError, match="blijft staan"):
        again.save_revision()
    again = TryOutPage.objects.get(pk=page.pk)
    again.additions.set([])
    with pytest.raises(ValidationError, match="blijft staan"):
        again.save_revision()


def test_another_organisation_joins(client: Client, method: MethodPage, publisher: Client, delft: Organisation) -> None:
    _, page = placed(client, publisher, method)
    path = reverse("join_try_out", args=[page.slug])
    assert soup(client, page.url).select_one(f"a[href='{path}']")
    who = {"organisation": "Delft", "name": "", "email": "ander@gemeente.example", "licence": "on"}
    confirmed(client, {**who, "text": "Vanaf mei."}, path)
    row = Joining.objects.get()
    assert "doet mee" not in words(soup(client, page.url).main)
    page.save_revision().publish()
    row.refresh_from_db()
    assert row.status == State.NEW, "publishing the page again places nobody"
    publisher.post(desk(row), {"doe": "place"})
    assert "Een gemeente doet mee. Vanaf mei." in words(soup(client, page.url).main)
    assert "Twee organisaties proberen dit nu" in words(soup(client, method.url).main)
    row.refresh_from_db()
    names.confirm(row, delft, NameConfirmed.SOURCE, "website", User.objects.first())
    assert page.url in client.get("/organisaties/delft/").content.decode()


def test_reminders_and_nothing_heard(client: Client, method: MethodPage, publisher: Client, later: Later) -> None:
    row, page = placed(client, publisher, method)
    one_turn()
    assert Consent.objects.get(purpose="behandeling").ends_at is None, "the address is needed until it ended"

    def reminders() -> int:
        one_turn()
        return sum(1 for letter in mail.outbox if letter.subject == "Hoe ging jullie proef?")

    counted = []
    for days in (99, 2, 30, 61, 61):
        later(days=days)
        counted.append(reminders())
    assert counted == [0, 1, 2, 3, 3]
    last = next(letter for letter in reversed(mail.outbox) if letter.subject == "Hoe ging jullie proef?")
    assert f"/meedoen/wij-deden-dit-ook/?methode={method.number}&probeersel={page.slug}" in last.body
    assert "laatste keer" in last.body
    [path] = re.findall(r"/meedoen/wij-deden-dit-ook/\S+", last.body)
    form = soup(client, path)
    assert form.select_one("select[name=indicator] option[selected]")["value"] == row.indicator.slug
    assert form.select_one("select[name=design] option[selected]")["value"] == row.design
    assert form.select_one("textarea[name=differently]").get_text(strip=True) == row.text
    page.unpublish()
    assert row.text not in soup(client, path).get_text(), "what is not public fills nothing in"
    page.save_revision().publish()
    later(days=40)
    one_turn()
    page.refresh_from_db()
    assert page.state == "stil"
    assert "Niets meer gehoord" in words(soup(client, page.url).main)
    assert "probeert dit nu" not in client.get(method.url).content.decode()
    later(days=92)
    one_turn()
    one_turn()
    assert found(SENDER) == set()
    assert client.get(page.url).status_code == 200, "what is public stays, without the person"
    row.refresh_from_db()
    assert row.person is None


def test_stopped_with_a_reason_that_an_editor_sees_first(client: Client, method: MethodPage, publisher: Client) -> None:
    row, page = placed(client, publisher, method)
    address = secret()
    assert soup(client, address).select_one(f"main a[href='{address}gestopt/']")
    assert client.post(f"{address}gestopt/", {"text": ""}).status_code == 400
    client.get(f"{address}gestopt/")
    answer = client.post(f"{address}gestopt/", {"text": "kanariereden: geen tijd"})
    assert "De redactie leest het" in answer.content.decode()
    assert "kanariereden" not in client.get(page.url).content.decode()
    page.refresh_from_db()
    assert page.state == "loopt"
    page.get_latest_revision().publish()
    assert "Gestopt, want kanariereden" in words(soup(client, page.url).main)
    assert "probeert dit nu" not in client.get(method.url).content.decode()
    row.refresh_from_db()
    assert row.reminders == 3


def test_it_ends_as_a_case(client: Client, method: MethodPage, publisher: Client) -> None:
    _, page = placed(client, publisher, method)
    page.case = make_case(title="Zo ging de proef")
    page.save_revision().publish()
    shown = words(soup(client, page.url).main)
    assert "Zo ging de proef" in shown
    assert "Gemeten." in shown
    page.refresh_from_db()
    assert page.ended_on == timezone.localdate()


def test_what_came_of_it_is_sent_in_and_ends_it(client: Client, method: MethodPage, publisher: Client) -> None:
    """The form of the letter knows the try-out, so its page shows the case as soon as that is public."""
    _, page = placed(client, publisher, method)
    path = f"/meedoen/wij-deden-dit-ook/?methode={method.number}&probeersel={page.slug}"
    figures = {"shape": "text", "outcome": "same", "design": "before_after", "relation": "alone"}
    person = {"organisation": "Delft", "email": SENDER, "licence": "on", "indicator": "gemist"}
    confirmed(client, figures | person, path)
    row = CaseContribution.objects.get()
    assert page.title in words(soup(publisher, desk(row)))
    publisher.post(desk(row), {"doe": "draft"})
    row.refresh_from_db()
    assert row.page is not None
    row.page.get_latest_revision().publish()
    page.refresh_from_db()
    assert (page.state, page.case_id) == (TryOutState.MEASURED, row.page_id)
    assert row.page.title in words(soup(client, page.url).main)


def test_who_deletes_before_it_is_placed_leaves_nothing(client: Client, method: MethodPage, publisher: Client) -> None:
    address = confirmed(client, typed(method))
    assert CANARY in client.get(address).content.decode()
    publisher.post(desk(TryOut.objects.get()), {"doe": "draft"})
    assert found(CANARY) >= {"contributions_tryout", "wagtailcore_revision"}
    client.post(f"{address}verwijderen/", {"ja": "1"})
    assert found(SENDER, CANARY) == set()
    assert (TryOut.objects.count(), TryOutPage.objects.count(), Contributor.objects.count()) == (0, 0, 0)


def test_a_white_spot_fills_in_the_method_and_the_kind_of_organisation(client: Client, method: MethodPage) -> None:
    FamilyFactory(slug="waterschap", label="waterschap", plural="waterschappen")
    page = soup(client, f"{FORM}?methode={method.number}&familie=waterschap&indicator=gemist")
    chosen = {select["name"]: select.select_one("option[selected]")["value"] for select in page.select("main select")}
    assert chosen == {"method": str(method.number), "family": "waterschap", "indicator": "gemist"}
    send(client, typed(method, organisation="Iets nieuws", family="waterschap"))
    row = TryOut.objects.get()
    assert row.family is not None
    assert (row.family.slug, row.public_organisation) == ("waterschap", "een waterschap")


def test_what_can_be_found_names_nobody_unconfirmed(client: Client, method: MethodPage, publisher: Client) -> None:
    _, page = placed(client, publisher, method)
    [document] = TRY_OUTS.documents([page.pk])
    assert document.facets["familie"] == ("gemeente",)
    assert document.facets["organisatie"] == ()
    assert "Delft" not in str(document.texts)
    [change] = TRY_OUTS.changes(timezone.now() - timedelta(days=1))
    assert change.page_id == page.pk


def test_who_takes_questions_becomes_the_contact_of_the_page_and_stops(client: Client) -> None:
    person = Contributor.objects.create(email=SENDER)
    Consent.objects.create(contributor=person, purpose=Purpose.QUESTIONS, text_version="1")
    page = make_case()
    row = CaseContribution.objects.create(person=person, page=page, status=State.NEW)
    assert "vraag-de-organisatie" not in client.get(page.url).content.decode()
    lifecycle.move(row, State.PLACED)
    assert "vraag-de-organisatie" in client.get(page.url).content.decode()
    assert "feedback_pagecontact" in found(SENDER)
    lifecycle.stop(row, Purpose.QUESTIONS)
    assert found(SENDER) == set()
    assert "vraag-de-organisatie" not in client.get(page.url).content.decode()
