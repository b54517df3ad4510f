"""A question to an organisation and back, by a real mail server: nobody sees an address, nothing stays."""

from __future__ import annotations

import re
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.jobs.runner import one_turn
from core.mail.delivery import send_due
from core.mail.models import OutgoingMail
from core.secret_addresses.models import SecretAddress
from core.signals.contacts import contact_offered, contact_withdrawn
from core.submissions import guard
from feedback.models import PageContact, RelayedQuestion
from feedback.relay import secret_pages
from methods.models import MethodPage
from tests.clock import Later
from tests.core.mail.conftest import Server, server
from tests.factories.pages import make_case, make_method
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient
from tests.site.test_retention import found

__all__ = ["server"]

pytestmark = pytest.mark.django_db
CONTACT, ASKER = "contact@gemeente.example", "vrager@provincie.example"
QUESTION = "Hoeveel kanarie-uren kostte dit jullie?"


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Client:
    monkeypatch.setattr(guard, "SOONEST", -1)
    settings.EDITORS_EMAIL = "redactie@example.nl"
    return ReaderClient()


@pytest.fixture
def method() -> MethodPage:
    page: MethodPage = make_method(title="Bel terug")
    PageContact(page=page, email=CONTACT).confirm()
    return page


class Post:
    """The letters that the server took, newest last."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def newest(self, to: str) -> Message:
        """What was sent to this address last; everything due is sent first."""
        send_due()
        letters = [letter for letter in self._server.letters if letter["To"] == to]
        return letters[-1]

    def address(self, to: str) -> str:
        """The secret path in the newest letter to this address, the same in its HTML."""
        plain, html = (decoded(part) for part in self.newest(to).get_payload())  # type: ignore[union-attr]
        [path] = set(re.findall(r"/s/[a-z2-7]{26}/", plain))
        assert set(re.findall(r"/s/[a-z2-7]{26}/", html)) == {path}
        for other in {CONTACT, ASKER} - {to}:
            assert other not in plain + html
        return str(path)


def decoded(part: Any) -> str:
    return str(part.get_payload(decode=True).decode())


def subject(letter: Message) -> str:
    return str(make_header(decode_header(str(letter["Subject"]))))


@pytest.fixture
def post(server: Server) -> Post:
    return Post(server)


def ask(client: Client, page: Any, **fields: str) -> Any:
    path = reverse("relay_ask", args=[page.short_prefix, page.number])
    token = str(soup(client, path).select_one("input[name=token]")["value"])
    return client.post(path, {"token": token, "text": QUESTION, "email": ASKER, **fields})


def test_there_and_back_and_once_more(client: Client, method: MethodPage, post: Post) -> None:
    response = ask(client, method)
    assert (response.status_code, response["Location"]) == (303, reverse("relay_thanks"))
    assert soup(client, response["Location"])
    asker = post.address(ASKER)
    assert QUESTION in words(soup(client, asker).main)
    assert not OutgoingMail.objects.filter(to=CONTACT).exists(), "a scanner of mail follows the link and sends nothing"
    assert "is verstuurd" in client.post(asker, {"ja": "1"}).content.decode()
    client.post(asker, {"ja": "1"})
    answerer = post.address(CONTACT)
    assert OutgoingMail.objects.filter(template="relay_question").count() == 1
    assert QUESTION in decoded(post.newest(CONTACT).get_payload()[0])  # type: ignore[union-attr,index]
    assert ASKER not in client.get(answerer).content.decode()
    assert client.post(answerer, {"text": ""}).status_code == 400
    pointed_out = client.post(answerer, {"text": "Bel me op 06-12345678."})
    assert "Staat er iets persoonlijks" in pointed_out.content.decode()
    assert client.post(answerer, {"text": "Zo’n veertig zwaluwuren."}).status_code == 303
    assert client.post(answerer, {"text": "Zo’n veertig zwaluwuren."}).status_code == 303
    second_window = client.post(answerer, {"text": "Of toch vijftig."})
    assert (second_window.status_code, "Of toch vijftig." in second_window.content.decode()) == (409, True)
    asker = post.address(ASKER)
    page = soup(client, asker)
    assert "veertig zwaluwuren" in words(page.main)
    assert CONTACT not in str(page)
    assert client.post(asker, {"text": "En het tweede jaar?"}).status_code == 303
    assert "En het tweede jaar?" in words(soup(client, post.address(CONTACT)).main)
    client.post(post.address(CONTACT), {"text": "Dan minder."})
    page = soup(client, post.address(ASKER))
    assert "Dan minder." in words(page.main)
    assert not page.select("textarea"), "one more question, not two"
    assert not client.cookies


def test_only_where_somebody_said_yes_and_it_is_never_shown_who(
    client: Client, method: MethodPage, later: Later
) -> None:
    other, hidden = make_case(), make_method(live=False)
    PageContact(page=other, email=CONTACT).save()
    PageContact(page=hidden, email=CONTACT).confirm()
    link = reverse("relay_ask", args=["m", method.number])
    assert link in client.get(method.url).content.decode()
    assert CONTACT not in client.get(method.url).content.decode() + client.get(link).content.decode()
    assert "vraag-de-organisatie" not in client.get(other.url).content.decode()
    for path in (f"/vraag-de-organisatie/p{other.number}/", f"/vraag-de-organisatie/m{hidden.number}/"):
        assert client.get(path).status_code == 404
    later(days=366)
    assert client.get(link).status_code == 404
    assert "vraag-de-organisatie" not in client.get(method.url).content.decode()


@pytest.mark.usefixtures("kept_pages")
def test_a_kept_page_loses_the_link_when_the_contact_stops(client: Client, method: MethodPage) -> None:
    assert "vraag-de-organisatie" in client.get(method.url).content.decode()
    contact_withdrawn.send(None, page_id=method.pk, email=CONTACT)
    assert "vraag-de-organisatie" not in client.get(method.url).content.decode()


def test_a_contact_is_asked_says_yes_is_asked_again_and_stops(
    client: Client, publisher: Client, post: Post, later: Later
) -> None:
    page = make_case(title="Zo deden wij het")
    sent = {"page": page.pk, "email": CONTACT}
    assert publisher.post(reverse("contacten:add"), sent).status_code == 302
    assert publisher.post(reverse("contacten:add"), sent).status_code == 200, "one contact a page"
    assert CONTACT not in str(list(ModelLogEntry.objects.values()))
    path = post.address(CONTACT)
    client.get(path)
    assert not PageContact.valid().exists(), "a link that is followed says no yes"
    client.post(path, {"ja": "1"})
    assert PageContact.valid().count() == 1
    later(days=340)
    one_turn()
    one_turn()
    assert OutgoingMail.objects.filter(template="relay_contact").count() == 1, "the first is forgotten by now"
    again = post.address(CONTACT)
    assert again != path
    assert subject(post.newest(CONTACT)) == "Mogen collega’s jou vragen blijven stellen?"
    client.post(again, {"ja": "1"})
    later(days=300)
    assert PageContact.valid().count() == 1
    client.get(f"{again}stop/")
    assert PageContact.objects.count() == 1
    client.post(f"{again}stop/", {"ja": "1"})
    assert found(CONTACT) == set()
    assert client.get(again).status_code == 404


def test_without_a_yes_it_is_gone(later: Later) -> None:
    PageContact(page=make_method(), email=CONTACT).save()
    kept = make_method()
    contact_offered.send(None, page_id=kept.pk, email="ander@gemeente.example")
    contact_offered.send(None, page_id=kept.pk, email="nog-een@gemeente.example")
    later(days=8)
    one_turn()
    assert list(PageContact.objects.values_list("email", flat=True)) == ["ander@gemeente.example"]
    assert found(CONTACT) == set()
    later(days=366)
    one_turn()
    assert not PageContact.objects.exists()


def test_a_refusal_and_a_stop_are_told(client: Client, method: MethodPage, post: Post) -> None:
    for rest, contacts in (("weigeren/", 1), ("stop/", 0)):
        ask(client, method, text=f"{QUESTION} {rest}")
        client.post(post.address(ASKER), {"ja": "1"})
        path = post.address(CONTACT)
        client.get(f"{path}{rest}")
        assert RelayedQuestion.objects.filter(status="open").count() == 1
        client.post(f"{path}{rest}", {"ja": "1"})
        assert subject(post.newest(ASKER)) == "Er komt geen antwoord op je vraag"
        assert "komt geen antwoord" in words(soup(client, post.address(ASKER)).main)
        assert client.post(path, {"text": "Toch een antwoord."}).status_code in (404, 409)
        assert PageContact.objects.count() == contacts
    assert found(CONTACT) == set()


def test_one_contact_gets_no_flood(client: Client, method: MethodPage, post: Post, monkeypatch: Any) -> None:
    monkeypatch.setattr(secret_pages, "MOST_A_DAY", 1)
    codes = []
    for number in range(2):
        ask(client, method, text=f"{QUESTION} {number}")
        codes.append(client.post(post.address(ASKER), {"ja": "1"}).status_code)
    assert codes == [200, 429]
    assert OutgoingMail.objects.filter(template="relay_question").count() == 1


def test_the_asker_deletes_everything(client: Client, method: MethodPage, post: Post) -> None:
    ask(client, method)
    path = post.address(ASKER)
    client.post(path, {"ja": "1"})
    answerer = post.address(CONTACT)
    client.post(answerer, {"text": "Veertig zwaluwuren."})
    assert found(ASKER) >= {"feedback_relayedquestion", "core_outgoingmail"}
    client.get(f"{path}verwijderen/")
    assert RelayedQuestion.objects.count() == 1
    assert "Alles is verwijderd" in client.post(f"{path}verwijderen/", {"ja": "1"}).content.decode()
    assert found(ASKER, "kanarie-uren", "zwaluwuren") == set()
    for address in (path, answerer):
        response = client.get(address)
        assert (response.status_code, response.headers["Referrer-Policy"]) == (404, "no-referrer")


@pytest.mark.parametrize(("confirmed", "days"), [(False, 7), (True, 90)])
def test_it_ends_by_itself(client: Client, method: MethodPage, confirmed: bool, days: int, later: Later) -> None:
    ask(client, method)
    if confirmed:
        RelayedQuestion.objects.update(confirmed_at=timezone.now())
    later(days=days - 1)
    one_turn()
    assert RelayedQuestion.objects.count() == 1
    later(days=1.1)
    one_turn()
    assert found(ASKER, "kanarie-uren") == set()
    assert not SecretAddress.objects.filter(kind__in=["relay-vraag", "relay-antwoord"]).exists()


def test_it_is_no_business_of_editors_and_no_page_or_log_holds_it(
    client: Client, method: MethodPage, publisher: Client, administrator: Client, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    ask(client, method)
    assert not OutgoingMail.objects.filter(to="redactie@example.nl").exists()
    for editor in (publisher, administrator):
        assert "kanarie" not in editor.get(reverse("inbox")).content.decode()
    for path in (method.url, "/zoeken/?q=kanarie-uren", "/sitemap.xml", "/methoden/"):
        assert "kanarie-uren kostte" not in client.get(path).content.decode()
    assert "kanarie-uren" not in caplog.text
    assert ASKER not in caplog.text
    assert found("kanarie-uren") == {"feedback_relayedquestion"}
    method.delete()
    assert found(ASKER, CONTACT, "kanarie-uren") == set()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "kort"}, "minstens 10 tekens"),
        ({"text": "x" * 1001}, "hooguit 1.000 tekens"),
        ({"email": ""}, "Vul je e-mailadres in."),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
    ],
)
def test_a_refusal_is_dutch_and_loses_nothing(
    client: Client, method: MethodPage, fields: dict[str, str], said: str
) -> None:
    response = ask(client, method, **fields)
    assert (response.status_code, RelayedQuestion.objects.count()) == (400, 0)
    page = response.content.decode()
    assert said in page
    assert fields.get("text", QUESTION) in page
