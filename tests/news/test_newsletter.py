"""Subscribing, and what goes out: everybody once, what fits and is public, at a rate, and nothing kept after."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.mail import delivery
from core.mail.delivery import send_due
from core.mail.models import OutgoingMail
from core.mail.rendering import message
from core.models import User
from core.submissions import guard
from news.models import Edition, Subscriber
from news.newsletter import letters, sending
from news.newsletter.letters import path_of
from news.newsletter.models import EditionPage, Rhythm
from news.newsletter.sending import due, go_round, stop_edition
from news.newsletter.subscribing import confirm, forget, stop, subscribe
from news.newsletter.topics import EVIDENCE, topics
from tests.core.mail.conftest import Server, server
from tests.factories.pages import make_listing, make_site
from tests.factories.vocabulary import FamilyFactory, ThemeFactory
from tests.news.factories import make_meeting, make_news, make_publication
from tests.news.test_meetings import rows_with
from tests.reader_forms import ReaderClient

__all__ = ["server"]
pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
ALL = ["nieuws", "publicatie", "bijeenkomst"]


def make_subscriber(number: int = 0, **fields: Any) -> Subscriber:
    """Confirmed two weeks ago, and covered until then."""
    before = timezone.now() - 2 * WEEK
    facts = {"email": f"kanarie{number}@example.nl", "topics": ALL, "confirmed_at": before, "covered_until": before}
    return Subscriber.objects.create(**facts | fields)


def publish_before(page: Any, **span: float) -> Any:
    """As if it was published that long ago; an hour unless said otherwise."""
    moment = timezone.now() - timedelta(**(span or {"hours": 1}))
    type(page).objects.filter(pk=page.pk).update(first_published_at=moment)
    return page


def run() -> Edition:
    go_round()
    return Edition.objects.get(state=Edition.State.SENDING)


def words(letter: OutgoingMail) -> str:
    made = message(letter)
    return str(made.body) if made else ""


def test_every_registered_kind_can_be_chosen() -> None:
    assert {"methode", "praktijkvoorbeeld", *ALL, EVIDENCE} <= set(topics())


@pytest.mark.parametrize(
    ("rhythm", "now", "period", "moment"),
    [
        (Rhythm.WEEKLY, datetime(2026, 11, 30, 12, tzinfo=UTC), "2026-W48", datetime(2026, 11, 24, 8, tzinfo=UTC)),
        (Rhythm.WEEKLY, datetime(2026, 12, 1, 7, 59, tzinfo=UTC), "2026-W48", datetime(2026, 11, 24, 8, tzinfo=UTC)),
        (Rhythm.WEEKLY, datetime(2026, 12, 1, 8, tzinfo=UTC), "2026-W49", datetime(2026, 12, 1, 8, tzinfo=UTC)),
        (Rhythm.WEEKLY, datetime(2027, 3, 30, 7, tzinfo=UTC), "2027-W13", datetime(2027, 3, 30, 7, tzinfo=UTC)),
        (Rhythm.MONTHLY, datetime(2026, 12, 1, 7, tzinfo=UTC), "2026-11", datetime(2026, 11, 1, 8, tzinfo=UTC)),
        (Rhythm.MONTHLY, datetime(2027, 1, 1, 9, tzinfo=UTC), "2027-01", datetime(2027, 1, 1, 8, tzinfo=UTC)),
    ],
)
def test_when_it_goes(rhythm: str, now: datetime, period: str, moment: datetime) -> None:
    assert due(rhythm, now) == (period, moment)


def posted(client: Client, **fields: Any) -> Any:
    token = guard.make_token(f"core.submissions.{Subscriber._meta.label_lower}", "aanmelding")
    data = {"topics": "nieuws", "rhythm": "week", "email": "kanarie@example.nl", "token": token, **fields}
    return client.post("/nieuwsbrief/", data)


def test_subscribe_confirm_change_and_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SOONEST", 0)
    client = ReaderClient()
    answer = posted(client, email="Kanarie@example.nl")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/nieuwsbrief/bedankt/")
    row = Subscriber.objects.get()
    assert (row.email, row.confirmed_at) == ("kanarie@example.nl", None)
    path = path_of(row)
    assert f"{path}bevestig/" in words(OutgoingMail.objects.get())
    assert "knop" in client.get(f"{path}bevestig/").content.decode()
    assert Subscriber.objects.get().confirmed_at is None, "a scanner of mail follows links"
    client.post(f"{path}bevestig/", {"ja": "1"})
    assert Subscriber.objects.get().confirmed_at is not None
    answer = client.post(path, {"topics": "publicatie", "rhythm": "maand"})
    assert "Opgeslagen" in answer.content.decode()
    row = Subscriber.objects.get()
    assert (row.topics, row.rhythm) == (["publicatie"], "maand")
    assert client.post(path, {"rhythm": "maand"}).status_code == 400
    assert client.get(f"{path}iets/").status_code == 404
    client.get(f"{path}stop/")
    assert Subscriber.objects.exists()
    assert "gestopt" in client.post(f"{path}stop/", {"ja": "1"}).content.decode()
    assert rows_with("kanarie@") == []
    assert client.get(path).status_code == 404


def test_the_answer_does_not_tell_who_is_subscribed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "SOONEST", 0)
    make_subscriber(email="kanarie@example.nl")
    known, unknown = posted(ReaderClient()), posted(ReaderClient(), email="zwaluw@example.nl")
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert not known.cookies
    posted(ReaderClient())
    to_known = OutgoingMail.objects.filter(to="kanarie@example.nl")
    assert "al" in words(to_known.get()), "one an hour, and not to confirm again"


@pytest.mark.parametrize("fields", [{"topics": ""}, {"topics": "onbekend"}, {"rhythm": "dag"}, {"email": "x"}])
def test_wrong_input_is_said_beside_the_field(fields: dict[str, str]) -> None:
    answer = posted(ReaderClient(), **fields)
    assert answer.status_code == 400
    assert "form-field-error-message" in answer.content.decode()
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=grens"])
def test_one_click_stops_without_a_question_or_a_cookie(content_type: str) -> None:
    path = path_of(make_subscriber())
    body = "List-Unsubscribe=One-Click"
    if content_type.startswith("multipart"):
        body = '--grens\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--grens--\r\n'
    # A mail program may press twice: the second time is no error either.
    for said in ("Je bent afgemeld.", "Je bent al afgemeld."):
        answer = Client(enforce_csrf_checks=True).post(path, body, content_type=content_type)
        assert (answer.status_code, answer.cookies, answer.text) == (200, {}, said)
        assert not Subscriber.objects.exists()
    assert Client().get(path).status_code == 404


@pytest.mark.parametrize(("parent", "parameter"), [("families", "familie"), ("themas", "thema")])
def test_the_page_of_a_word_leads_here_with_it_chosen(parent: str, parameter: str) -> None:
    word = FamilyFactory(slug="waterschap") if parent == "families" else ThemeFactory(slug="waterschap")
    listing = make_listing(make_listing(make_site().home, "Lijst", parent), "Over dit woord", word.slug)
    page = BeautifulSoup(Client().get(listing.get_url()).content, "html.parser")
    address = f"/nieuwsbrief/?{parameter}=waterschap"
    assert page.select(f"main a[href='{address}']")
    assert page.select(f"main a[href='/bijeenkomsten/kalender.ics?{parameter}=waterschap']")
    form = BeautifulSoup(Client().get(address).content, "html.parser")
    assert form.select("input[value=waterschap][checked]")


def test_who_does_not_confirm_is_forgotten(later: Any) -> None:
    subscribe(email="kanarie@example.nl", topics=ALL, families=[], themes=[], rhythm="week")
    assert forget() == 0
    later(days=8)
    assert forget() == 1
    assert rows_with("kanarie@") == []


def test_everybody_gets_what_fits_and_nothing_when_nothing_does() -> None:
    water, town, theme = FamilyFactory(slug="waterschap"), FamilyFactory(slug="gemeente"), ThemeFactory(slug="inclusie")
    for page in (
        make_news("Voor iedereen"),
        make_publication("Voor waterschappen", families=[water]),
        make_publication("Voor gemeenten", families=[town], themes=[theme]),
        make_meeting("Een dag"),
    ):
        publish_before(page)
    choices: list[dict[str, Any]] = [
        {"families": ["waterschap"]},
        {"topics": ["publicatie"], "families": ["gemeente"], "themes": ["inclusie"]},
        {"topics": ["methode"]},
        {"rhythm": "maand", "confirmed_at": timezone.now()},
        {"confirmed_at": None},
    ]
    for number, choice in enumerate(choices):
        make_subscriber(number, **choice)
    assert run().total == 2
    got = {letter.to: words(letter) for letter in OutgoingMail.objects.all()}
    assert set(got) == {"kanarie0@example.nl", "kanarie1@example.nl"}
    titles = ("Voor iedereen", "Voor waterschappen", "Voor gemeenten", "Een dag")
    assert [title in got["kanarie0@example.nl"] for title in titles] == [True, True, False, True]
    assert [title in got["kanarie1@example.nl"] for title in titles] == [False, False, True, False]
    go_round()
    assert OutgoingMail.objects.count() == 2


def test_what_was_sent_does_not_come_again_and_nothing_is_skipped(later: Any) -> None:
    make_subscriber()
    publish_before(make_news("Eerste"))
    first = run()
    OutgoingMail.objects.update(state=OutgoingMail.State.SENT, context={})
    go_round()
    assert Edition.objects.get(pk=first.pk).state == Edition.State.DONE
    second = publish_before(make_news("Tweede"), minutes=1)  # too fresh for the first run
    assert second.title not in str(first.items)
    later(days=7)
    run()
    text = words(OutgoingMail.objects.get(state="wacht"))
    assert "Tweede" in text
    assert "Eerste" not in text


def test_an_introduction_and_an_order_that_were_made_ready_go_along() -> None:
    make_subscriber()
    publish_before(make_news("Gewoon bericht"))
    ahead = publish_before(make_publication("Eerst dit rapport"))
    edition = Edition(title="Bijzonder", introduction="<p>Welkom <b>allemaal</b>.</p>", is_ready=True)
    edition.first_pages = [EditionPage(page_id=ahead.pk, sort_order=0)]
    edition.save()
    Edition.objects.create(title="Nog niet klaar", is_ready=False)
    assert run().pk == edition.pk
    made = message(OutgoingMail.objects.get())
    assert isinstance(made, EmailMultiAlternatives)
    text = str(made.body)
    assert made.subject == "Bijzonder"
    assert text.index("Welkom allemaal") < text.index("Eerst dit rapport") < text.index("Gewoon bericht")
    assert "<b>allemaal</b>" in str(made.alternatives[0][0])


def test_a_week_without_news_leaves_what_was_made_ready_for_the_next(later: Any) -> None:
    make_subscriber()
    Edition.objects.create(title="Wacht maar", is_ready=True)
    go_round()
    assert OutgoingMail.objects.count() == 0
    later(days=7)
    publish_before(make_news())
    assert run().title == "Wacht maar"


@pytest.mark.parametrize("how", ["unpublished", "expired", "restricted", "deleted", "stopped"])
def test_what_is_not_public_any_more_is_in_no_letter(how: str, server: Server) -> None:
    row = make_subscriber()
    publish_before(make_news("Blijft staan"))
    page = publish_before(make_news("Geheime kanarie"))
    run()
    if how == "unpublished":
        page.unpublish()
    elif how == "expired":
        type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now())
    elif how == "restricted":
        page.view_restrictions.create(restriction_type="login")
    elif how == "deleted":
        page.delete()
    else:
        stop(row)
    send_due()
    sent = b"".join(letter.as_bytes() for letter in server.letters)
    assert b"Geheime" not in sent
    assert (b"Blijft staan" in sent) is (how != "stopped")


def test_nothing_left_to_say_is_no_letter(server: Server) -> None:
    make_subscriber()
    page = publish_before(make_news())
    run()
    page.unpublish()
    send_due()
    assert server.letters == []
    assert OutgoingMail.objects.get().state == "vervallen"
    go_round()
    assert Edition.objects.get().state == Edition.State.DONE


def test_the_headers_of_a_letter(server: Server) -> None:
    row = make_subscriber()
    publish_before(make_news())
    run()
    send_due()
    raw = server.letters[0].as_bytes()
    letter = message_from_bytes(raw)
    [line] = [line for line in raw.splitlines() if line.startswith(b"List-Unsubscribe:")]
    assert line == f"List-Unsubscribe: <https://www.example.nl{path_of(row)}>".encode()
    assert len(line) <= 76
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert letter["List-ID"] == "<nieuwsbrief.www.example.nl>"
    assert letter["Auto-Submitted"] == "auto-generated"
    markup = raw.decode(errors="ignore")
    assert "<script" not in markup
    assert len(raw) < 100_000


def test_equal_choices_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(6):
        make_subscriber(number, topics=["nieuws"] if number % 2 else ALL)
    publish_before(make_news())
    publish_before(make_publication())
    run()
    made: list[Any] = []
    own = letters._made
    monkeypatch.setattr(letters, "_made", lambda *given: made.append(1) or own(*given))
    letters._BODIES.clear()
    for letter in OutgoingMail.objects.all():
        assert words(letter)
    assert len(made) == 2


def test_a_letter_costs_the_same_queries_for_few_and_many_items() -> None:
    make_subscriber()
    publish_before(make_news("Een"))
    run()
    letter = OutgoingMail.objects.get()

    def cost() -> int:
        message(letter)
        with CaptureQueriesContext(connection) as queries:
            message(letter)
        return len(queries)

    few = cost()
    edition = Edition.objects.get()
    for number in range(3):
        page = make_news(f"Nog een {number}")
        edition.items.append({**edition.items[0], "page": page.pk, "title": page.title})
    edition.save()
    assert cost() == few


def test_it_goes_at_a_rate_behind_other_mail(settings: Any) -> None:
    settings.NEWSLETTER_PER_MINUTE = 60
    for number in range(4):
        make_subscriber(number)
    publish_before(make_news())
    start = run().started_at
    moments = OutgoingMail.objects.order_by("due_at").values_list("due_at", flat=True)
    assert start is not None
    assert [round((moment - start).total_seconds()) for moment in moments] == [0, 1, 2, 3]


def test_stopped_halfway_the_rest_comes_with_the_next(later: Any) -> None:
    for number in range(3):
        make_subscriber(number)
    publish_before(make_news("Halverwege"))
    edition = run()
    first = OutgoingMail.objects.order_by("pk").first()
    OutgoingMail.objects.filter(pk=first.pk).update(state=OutgoingMail.State.SENT, context={})  # type: ignore[union-attr]
    assert stop_edition(edition) == 2
    assert stop_edition(edition) == 0
    go_round()
    assert OutgoingMail.objects.filter(state="wacht").count() == 0
    later(days=7)
    run()
    again = OutgoingMail.objects.filter(state="wacht")
    assert sorted(again.values_list("to", flat=True)) == ["kanarie1@example.nl", "kanarie2@example.nl"]
    assert all("Halverwege" in words(letter) for letter in again)


def test_an_address_that_is_refused_twice_in_a_row_is_forgotten(server: Server, later: Any) -> None:
    make_subscriber(0)
    for week in range(2):
        publish_before(make_news(f"Week {week}"))
        run()
        server.replies = ["550 No such user"]
        send_due()
        assert Subscriber.objects.count() == 1
        go_round()
        go_round()
        later(days=7)
    assert not Subscriber.objects.exists()
    assert rows_with("kanarie0@") == []
    assert Edition.objects.order_by("-pk").first().refused == 1  # type: ignore[union-attr]


def test_workers_that_die(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its large sibling is `lab.newsletter_kills`."""

    class KilledError(BaseException):
        pass

    for number in range(60):
        make_subscriber(number, topics=[ALL[number % 3]])
    for page in (make_news(), make_publication(), make_meeting()):
        publish_before(page)
    fatal, calls = {1, 20, 21, 50}, 0
    own = delivery._mark

    def mark(*given: Any) -> None:
        nonlocal calls
        calls += 1
        if calls in fatal:  # between the server's 250 and the mark
            raise KilledError
        own(*given)

    monkeypatch.setattr(delivery, "_mark", mark)
    monkeypatch.setattr(sending, "_AT_ONCE", 25)
    go_round()
    moment = timezone.now() + timedelta(hours=1)
    for _ in range(8):
        try:
            send_due(moment)
        except KilledError:
            go_round()
        moment += timedelta(minutes=6)
    ids = server.ids()
    assert len(set(ids)) == 60
    assert len(ids) == 60 + len(fatal)
    assert set(ids) == set(OutgoingMail.objects.values_list("message_id", flat=True))
    go_round()
    edition = Edition.objects.get()
    assert (edition.state, edition.total, edition.sent) == (Edition.State.DONE, 60, 60)


def test_the_archive_and_its_feed_show_what_is_public(client: Client) -> None:
    make_subscriber()
    publish_before(make_news("Open kanarie"))
    secret = publish_before(make_news("Geheime kanarie"))
    edition = run()
    secret.unpublish()
    Edition.objects.create(title="Nog geheim", is_ready=True)
    page = client.get(reverse("newsletter_edition", args=[edition.pk])).content.decode()
    assert "Open kanarie" in page
    assert "Geheime kanarie" not in page
    for path in ("/nieuwsbrief/archief/", "/nieuwsbrief/archief/atom.xml"):
        content = client.get(path).content.decode()
        assert f"/nieuwsbrief/archief/{edition.pk}/" in content
        assert "Nog geheim" not in content
    assert client.get("/nieuwsbrief/archief/?pagina=9").status_code == 404
    assert client.get("/nieuwsbrief/archief/999/").status_code == 404


def test_editors_see_a_choice_send_a_test_and_stop_it(publisher: Client, writer: Client) -> None:
    edition = Edition.objects.create(title="Proefrun", introduction="<p>Dag.</p>")
    publish_before(make_news("Vers nieuws"))
    path = reverse("newsletter_preview", args=[edition.pk])
    assert "Vers nieuws" in publisher.get(path).content.decode()
    assert "niets nieuws" in publisher.get(path, {"topics": "bijeenkomst", "rhythm": "week"}).content.decode()
    publisher.post(path)
    assert not OutgoingMail.objects.exists(), "an account without an address"
    User.objects.update(email="redactie@example.nl")
    publisher.post(path)
    letter = OutgoingMail.objects.get()
    assert "Vers nieuws" in words(letter)
    assert message(letter).subject == "Proef: Proefrun"  # type: ignore[union-attr]
    make_subscriber()
    Edition.objects.filter(pk=edition.pk).update(is_ready=True)
    running = run()
    overview = reverse("newsletter_overview")
    assert "Proefrun" in publisher.get(overview).content.decode()
    assert publisher.get(reverse("nieuwsbrieven:add")).status_code == 200
    publisher.post(reverse("newsletter_stop", args=[running.pk]))
    assert Edition.objects.get(pk=running.pk).state == Edition.State.STOPPED
    assert publisher.get(reverse("nieuwsbrieven:edit", args=[running.pk])).status_code in (302, 404)
    assert writer.get(overview).status_code in (302, 403)


def test_no_address_in_the_log(caplog: pytest.LogCaptureFixture, server: Server) -> None:
    caplog.set_level(logging.INFO)
    row = make_subscriber()
    confirm(row)
    publish_before(make_news())
    run()
    server.replies = ["550 No"]
    send_due()
    own = [record.getMessage() for record in caplog.records if not record.name.startswith("mail.log")]
    assert not any("kanarie0" in line for line in own)
    assert str(row) == f"Abonnee {row.pk}"
