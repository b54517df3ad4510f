"""Signing up for a meeting: the last places, the waiting list, letters, calendars, and that nothing stays behind."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, ModelLogEntry, Page

from accounts import history
from core.jobs import one_turn
from core.mail.models import OutgoingMail
from core.mail.rendering import message, text
from core.submissions import guard
from news.meetings import rounds, signing_up
from news.meetings.models import MeetingRegister, SignUp
from news.meetings.signing_up import cancel, forget, sign_up
from news.models import MeetingPage
from tests.calendars import judged
from tests.news.factories import make_meeting
from tests.reader_forms import ReaderClient

pytestmark = pytest.mark.django_db


def join(meeting: MeetingPage, number: int = 0) -> SignUp:
    return sign_up(meeting, name=f"Kanarie {number}", organisation="Volière", email=f"kanarie{number}@example.nl")


def letters() -> list[tuple[str, str]]:
    return [(letter.to, letter.context["what"]) for letter in OutgoingMail.objects.order_by("pk")]


def change(meeting: MeetingPage, **fields: Any) -> MeetingPage:
    page = MeetingPage.objects.get(pk=meeting.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return MeetingPage.objects.get(pk=meeting.pk)


def path_of(letter: OutgoingMail) -> str:
    return str(letter.context["path"])


def posted(meeting: MeetingPage, client: Client, **fields: str) -> Any:
    token = guard.make_token(f"core.submissions.{SignUp._meta.label_lower}", f"bijeenkomst {meeting.pk}")
    data = {"name": "Kanarie", "organisation": "", "email": "kanarie@example.nl", "token": token, **fields}
    return client.post(f"/bijeenkomsten/{meeting.slug}/aanmelden/", data)


def test_forty_for_five_places() -> None:
    meeting = make_meeting(places=5)
    for number in range(40):
        join(meeting, number)
    assert [row.state for row in SignUp.objects.all()] == ["plek"] * 5 + ["wacht"] * 35
    assert MeetingRegister.objects.get().taken == 5


@pytest.mark.only_postgresql
@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL only: several writers at once")
@pytest.mark.django_db(transaction=True)
def test_two_hundred_at_once_for_the_last_places() -> None:
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)  # another test may have emptied all
    if Page.get_first_root_node() is None:
        Page.add_root(title="Root", slug="root")
    meeting = make_meeting(places=5)

    def one(number: int) -> None:
        try:
            join(meeting, number)
        finally:
            connection.close()

    with ThreadPoolExecutor(25) as pool:
        list(pool.map(one, range(200)))
    assert SignUp.objects.filter(state="plek").count() == 5
    assert SignUp.objects.filter(state="wacht").count() == 195
    assert MeetingRegister.objects.get().taken == 5
    assert sorted(what for _, what in letters()) == ["aangemeld"] * 5 + ["wachtlijst"] * 195


def test_who_cancels_gives_the_place_to_who_waits_longest() -> None:
    meeting = make_meeting(places=1)
    first, second, third = (join(meeting, number) for number in range(3))
    cancel(first)
    cancel(first)
    assert [(row.pk, row.state) for row in SignUp.objects.all()] == [(second.pk, "plek"), (third.pk, "wacht")]
    assert letters()[-1] == (second.email, "doorgeschoven")
    assert not OutgoingMail.objects.filter(to=first.email).exists()
    assert MeetingRegister.objects.get().taken == 1


def test_more_places_move_the_waiting_list_up() -> None:
    meeting = make_meeting(places=1)
    for number in range(3):
        join(meeting, number)
    change(meeting, places=2)
    rounds.go_round()
    assert [row.state for row in SignUp.objects.all()] == ["plek", "plek", "wacht"]


def test_the_same_address_twice_is_one_sign_up_with_the_same_answer() -> None:
    meeting, client = make_meeting(), ReaderClient()
    guard_soonest = guard.SOONEST
    guard.SOONEST = 0
    try:
        answers = [posted(meeting, client), posted(meeting, client, email="KANARIE@example.nl")]
    finally:
        guard.SOONEST = guard_soonest
    assert [(one.status_code, one.headers["Location"]) for one in answers] == [
        (303, "/bijeenkomsten/aanmelden/bedankt/")
    ] * 2
    assert SignUp.objects.count() == 1
    assert OutgoingMail.objects.count() == 2  # the first, and once more in an hour
    posted(meeting, client, email="kanarie@example.nl")
    assert OutgoingMail.objects.count() == 2
    assert not any(answer.cookies for answer in answers)


@pytest.mark.parametrize(
    "fields", [{"email": "geen adres"}, {"name": ""}, {"name": "x" * 500}, {"email": "a@b.nl\nx: y"}]
)
def test_wrong_input_is_said_beside_the_field_and_kept(fields: dict[str, str]) -> None:
    meeting = make_meeting()
    answer = posted(meeting, ReaderClient(), organisation="Zeldzame volière", **fields)
    assert answer.status_code == 400
    assert "Zeldzame volière" in answer.content.decode()
    assert "form-field-error-message" in answer.content.decode()
    assert SignUp.objects.count() == 0


def test_nobody_signs_up_for_what_is_over_called_off_or_of_others(client: Client) -> None:
    over = make_meeting("Over", begin=timezone.now() - timedelta(days=1))
    off = make_meeting("Afgelast", state="afgelast")
    others = make_meeting("Anderen", takes_sign_ups=False, places=None)
    draft = make_meeting("Klad", live=False)
    for meeting, status in ((over, 200), (off, 200), (others, 404), (draft, 404)):
        answer = posted(meeting, ReaderClient())
        assert answer.status_code == status
        assert "Meld je aan<" not in client.get(f"/bijeenkomsten/{meeting.slug}/").content.decode()
    assert SignUp.objects.count() == 0


def test_the_letter_has_a_calendar_file_and_the_address_to_join(client: Client) -> None:
    meeting = make_meeting(
        begin=datetime(2031, 7, 1, 7, 30, tzinfo=UTC), join_url="https://online.example/zaal", is_online=True
    )
    join(meeting)
    made = message(OutgoingMail.objects.get())
    assert made is not None
    [(name, content, mimetype)] = made.attachments
    assert (name, mimetype.partition(";")[0]) == ("bijeenkomst.ics", "text/calendar")
    [event] = judged(content if isinstance(content, bytes) else content.encode())
    assert (event.start, event["SEQUENCE"]) == (datetime(2031, 7, 1, 7, 30, tzinfo=UTC), 0)
    assert "https://online.example/zaal" in made.body
    assert "https://online.example/zaal" in event["DESCRIPTION"]
    for public in (meeting.url, "/bijeenkomsten/kalender.ics", f"/bijeenkomsten/{meeting.slug}/kalender.ics"):
        assert "online.example" not in client.get(public).content.decode()
    assert "juli 2031, 09.30" in client.get(meeting.url).content.decode()
    assert "zomertijd, UTC+2" in client.get(meeting.url).content.decode()


def test_changed_and_called_off_reach_calendars_and_everybody(client: Client) -> None:
    meeting = make_meeting(places=1)
    rounds.go_round()
    for number in range(2):
        join(meeting, number)
    OutgoingMail.objects.all().delete()
    change(meeting, gist="Andere woorden")
    rounds.go_round()
    assert letters() == []
    change(meeting, place="Assen", state="gewijzigd", change_note="In Assen.")
    path = f"/bijeenkomsten/{meeting.slug}/kalender.ics"
    [moved] = judged(client.get(path).content)
    assert (moved["SEQUENCE"], str(moved["LOCATION"])) == (1, "Assen"), "also before the worker came by"
    rounds.go_round()
    rounds.go_round()
    assert letters() == [("kanarie0@example.nl", "gewijzigd"), ("kanarie1@example.nl", "gewijzigd")]
    assert "Assen" in text(OutgoingMail.objects.first())  # type: ignore[arg-type]
    change(meeting, state="afgelast")
    rounds.go_round()
    for address in (path, "/bijeenkomsten/kalender.ics"):
        [gone] = judged(client.get(address).content)
        assert (gone.uid, gone["STATUS"], gone["SEQUENCE"]) == (moved.uid, "CANCELLED", 2)
    assert [what for _, what in letters()][-2:] == ["afgelast", "afgelast"]


def test_who_has_a_place_is_reminded_once_two_days_before(later: Any) -> None:
    meeting = make_meeting(places=1)
    for number in range(2):
        join(meeting, number)
    rounds.go_round()
    assert "herinnering" not in {what for _, what in letters()}
    later(days=8, hours=1)
    rounds.go_round()
    rounds.go_round()
    assert [one for one in letters() if one[1] == "herinnering"] == [("kanarie0@example.nl", "herinnering")]


def test_a_reminder_fits_the_day(later: Any) -> None:
    """None to who signed up or moved up two days before; another one for a new day."""
    meeting = make_meeting(places=1, begin=timezone.now() + timedelta(hours=40))
    first, _ = join(meeting, 0), join(meeting, 1)
    cancel(first)
    rounds.go_round()
    assert letters() == [("kanarie1@example.nl", "wachtlijst"), ("kanarie1@example.nl", "doorgeschoven")]
    begin = timezone.now() + timedelta(days=9)
    change(meeting, begin=begin, end=begin + timedelta(hours=1))
    rounds.go_round()
    later(days=8)
    rounds.go_round()
    assert [what for _, what in letters()][2:] == ["gewijzigd", "herinnering"]


def test_a_meeting_is_not_taken_down_before_everybody_was_told(publisher: Client) -> None:
    meeting = make_meeting()
    rounds.go_round()
    join(meeting)
    OutgoingMail.objects.all().delete()
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    ways = [
        reverse("wagtailadmin_pages:delete", args=[meeting.pk]),
        reverse("wagtailadmin_pages:unpublish", args=[meeting.pk]),
        f"{bulk}?id={meeting.pk}",
    ]

    def try_all() -> None:
        for way in ways:
            assert publisher.post(way).url == reverse("wagtailadmin_pages:edit", args=[meeting.pk]), way  # type: ignore[attr-defined]
            assert MeetingPage.objects.get().live

    try_all()
    change(meeting, state="afgelast")
    try_all()  # nobody was told yet
    rounds.go_round()
    try_all()  # the letter did not go yet
    OutgoingMail.objects.update(state=OutgoingMail.State.SENT)
    publisher.post(ways[0])
    assert not MeetingPage.objects.exists()
    assert rows_with("kanarie0@") == []
    assert not apps.get_model("core", "SecretAddress").objects.exists()


def test_change_and_cancel_at_the_secret_address() -> None:
    meeting, client = make_meeting(), ReaderClient()
    row = join(meeting)
    path = path_of(OutgoingMail.objects.get())
    assert "Kanarie 0" in client.get(path).content.decode()
    answer = client.post(path, {"name": "Zwaluw", "organisation": ""})
    assert "Opgeslagen" in answer.content.decode()
    assert SignUp.objects.get().name == "Zwaluw"
    assert client.post(path, {"name": ""}).status_code == 400
    assert client.get(f"{path}iets/").status_code == 404
    client.get(f"{path}afmelden/")
    assert SignUp.objects.filter(pk=row.pk).exists(), "a scanner of mail follows links"
    assert "afgemeld" in client.post(f"{path}afmelden/", {"ja": "1"}).content.decode()
    assert not SignUp.objects.exists()
    assert client.get(path).status_code == 404


def rows_with(word: str) -> list[str]:
    """Every table in which some row holds this word."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            if any(word in str(row).lower() for row in cursor.fetchall()):
                found.append(table)
    return found


@pytest.mark.parametrize("ends", ["cancelled", "forgotten"])
def test_nothing_of_a_person_stays_in_any_table(ends: str, later: Any) -> None:
    meeting = make_meeting()
    row = sign_up(meeting, name="Zeldzaamnaam", organisation="Zeldzaamhuis", email="zeldzaam@example.nl")
    assert rows_with("zeldzaam") != []
    if ends == "cancelled":
        cancel(row)
    else:
        assert forget(meeting.end + timedelta(days=29)) == 0
        assert forget(meeting.end + timedelta(days=31)) == 1
    assert rows_with("zeldzaam") == []
    assert not apps.get_model("core", "SecretAddress").objects.exists()


def test_what_is_unpublished_before_it_is_sent_is_in_no_letter(monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = make_meeting("Geheimdag")
    join(meeting)
    meeting.unpublish()
    assert message(OutgoingMail.objects.get()) is None


def test_the_organisers_list_and_its_file_ask_again_who_it_is(publisher: Client, writer: Client) -> None:
    meeting = make_meeting()
    join(meeting)
    path = reverse("meeting_sign_ups_of", args=[meeting.pk])
    assert writer.get(path).status_code in (302, 403)
    assert "kanarie0@example.nl" in publisher.get(path).content.decode()
    file = publisher.post(path)
    assert "kanarie0@example.nl" in file.content.decode()
    assert file.headers["Content-Disposition"] == 'attachment; filename="aanmeldingen.csv"'
    assert ModelLogEntry.objects.filter(action=history.EXPORTED).count() == 1
    session = publisher.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 16 * 60}]
    session.save()
    for ask in (publisher.get, publisher.post):
        assert ask(path).url.startswith("/toegang/opnieuw/")


def test_what_is_not_public_is_in_no_feed_calendar_or_list(client: Client) -> None:
    make_meeting("Geheime kladdag", live=False)
    expired, private = make_meeting("Verlopen dag"), make_meeting("Besloten dag")
    MeetingPage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    private.view_restrictions.create(restriction_type="login")
    make_meeting("Open dag")
    one_turn()
    for path in ("/bijeenkomsten/kalender.ics", "/bijeenkomsten/", "/bijeenkomsten/atom.xml"):
        content = client.get(path).content.decode()
        assert "Open dag" in content
        assert not [word for word in ("Geheime", "Verlopen", "Besloten") if word in content], path


def test_the_feed_costs_the_same_for_two_and_twenty(client: Client) -> None:
    def cost() -> int:
        client.get("/bijeenkomsten/kalender.ics")
        with CaptureQueriesContext(connection) as queries:
            client.get("/bijeenkomsten/kalender.ics")
        return len(queries)

    make_meeting("Dag 1")
    make_meeting("Dag 2")
    few = cost()
    for number in range(3, 7):
        make_meeting(f"Dag {number}")
    assert cost() == few


def test_the_worker_does_it(later: Any) -> None:
    make_meeting()
    one_turn()
    assert MeetingRegister.objects.count() == 1
    assert timedelta(days=30) == signing_up.KEPT_FOR
