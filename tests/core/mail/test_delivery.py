"""Letters through a real SMTP server: taken, refused for a while, refused for good, and a worker that dies."""

from __future__ import annotations

import logging
import random
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from core.mail import delivery
from core.mail.delivery import LEASE, forget, send_due
from core.mail.models import OutgoingMail
from core.mail.queue import queue
from tests.core.mail.conftest import Server, free_port

pytestmark = pytest.mark.django_db
KIND, TO = "submissions", "redactie@example.nl"
INBOX = "https://www.example.nl/beheer/binnengekomen/"
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class KilledError(BaseException):
    """The worker is gone, whatever it was doing."""


def queue_letters(count: int = 1) -> None:
    for number in range(count):
        queue(KIND, f"lezer{number}@example.nl" if number else TO, {"inbox": INBOX})


def own(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What we logged; the server of the test logs too."""
    return [record.getMessage() for record in caplog.records if record.name == delivery.logger.name]


def test_a_letter_is_taken_once(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger=delivery.logger.name)
    queue_letters()
    assert (send_due(), send_due()) == (1, 0)
    [letter] = server.letters
    row = OutgoingMail.objects.get()
    assert (letter["To"], letter["Message-ID"]) == (TO, row.message_id)
    assert letter["Subject"] == "Een lezer stuurde iets in"
    assert [part.get_content_type() for part in letter.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    for part in letter.get_payload():
        assert INBOX in part.get_payload(decode=True).decode()  # type: ignore[union-attr]
    assert (row.state, row.attempts) == ("verstuurd", 1)
    assert row.finished_at is not None
    assert own(caplog) == ["mail: 1 of kind submissions done"]


def test_many_letters_go_through_one_connection(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "MOST", 4)
    queue_letters(6)
    assert send_due() == 4
    assert len(server.peers) == 1
    assert [send_due(), send_due()] == [2, 0]
    assert len(set(server.ids())) == 6


def test_refused_for_a_while_is_tried_later_and_later(server: Server) -> None:
    queue_letters()
    moment = timezone.now()
    pauses = []
    server.replies = ["451 Later"] * 99
    while (row := OutgoingMail.objects.get()).state == "wacht":
        moment = max(row.due_at, moment)
        assert send_due(moment - timedelta(seconds=1)) == 0, "not before its time"
        assert send_due(moment) == 0
        after = OutgoingMail.objects.get()
        pauses.append(after.due_at - moment)
        assert after.reply == 451
    assert pauses[:4] == [MINUTE, 10 * MINUTE, HOUR, 6 * HOUR]
    assert row.state == "mislukt"
    assert server.asked == 11
    assert timedelta(hours=40) < moment - row.created_at < timedelta(days=2)


def test_refused_for_a_while_arrives_in_the_end(server: Server) -> None:
    queue_letters()
    server.replies = ["451 Later", "450 Busy"]
    moment = timezone.now()
    assert [send_due(moment), send_due(moment + MINUTE), send_due(moment + 11 * MINUTE)] == [0, 0, 1]
    assert server.ids() == [OutgoingMail.objects.get().message_id]


def test_refused_for_good_is_not_tried_again_and_stops_no_other(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger=delivery.logger.name)
    queue_letters(2)
    server.replies = ["550 No such user"]
    assert send_due() == 1
    refused = OutgoingMail.objects.get(to=TO)
    assert (refused.state, refused.reply) == ("mislukt", 550)
    assert send_due(timezone.now() + timedelta(days=1)) == 0
    assert server.asked == 2
    assert own(caplog)[:1] == ["mail: one of kind submissions not sent: 550"]
    assert not any("@" in line for line in own(caplog))


@pytest.mark.parametrize(("reply", "state"), [("451 Later", "wacht"), ("554 Spam", "mislukt")])
def test_refused_after_the_text_is_the_same(
    server: Server, monkeypatch: pytest.MonkeyPatch, reply: str, state: str
) -> None:
    async def refuse(*_: Any) -> str:
        return reply

    monkeypatch.setattr(server, "handle_DATA", refuse)
    queue_letters()
    assert send_due() == 0
    assert OutgoingMail.objects.get().state == state


def test_no_server_is_tried_again_and_one_attempt_a_turn(server: Server, settings: Any) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, free_port()
    queue_letters(3)
    assert send_due() == 0
    assert sorted(OutgoingMail.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    assert set(OutgoingMail.objects.values_list("state", "reply")) == {("wacht", None)}
    settings.EMAIL_PORT = port
    assert send_due(timezone.now() + MINUTE) == 3
    assert len(set(server.ids())) == 3


def test_a_refused_sender_is_a_mistake_of_ours_and_no_letter_is_lost(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: Any) -> str:
        return "550 Who are you"

    monkeypatch.setattr(server, "handle_MAIL", refuse, raising=False)
    queue_letters()
    assert send_due() == 0
    assert OutgoingMail.objects.get().state == "wacht"


def test_a_letter_that_cannot_be_made_holds_up_no_other(server: Server) -> None:
    queue("no-such-template", TO, {})
    queue_letters()
    assert send_due() == 1
    assert OutgoingMail.objects.get(template="no-such-template").state == "wacht"


@pytest.mark.parametrize("seed", range(5))
def test_a_worker_that_dies_loses_none_and_repeats_only_what_was_in_flight(
    server: Server, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    source, died_after_sending = random.Random(seed), []

    def may_die(name: str) -> None:
        original = getattr(delivery, name)

        def step(letter: OutgoingMail, *rest: Any) -> Any:
            if source.random() < 0.3:
                if name == "_mark":
                    died_after_sending.append(letter.message_id)
                raise KilledError
            return original(letter, *rest)

        monkeypatch.setattr(delivery, name, step)

    may_die("message")
    may_die("_mark")
    queue_letters(8)
    moment = timezone.now()
    for _ in range(60):
        try:
            send_due(moment)
        except KilledError:
            assert OutgoingMail.objects.filter(state="wacht").exists()
        moment += LEASE
    assert set(OutgoingMail.objects.values_list("state", flat=True)) == {"verstuurd"}
    kept = OutgoingMail.objects.values_list("message_id", flat=True)
    assert Counter(server.ids()) == Counter(kept) + Counter(died_after_sending)


def test_a_claimed_letter_is_of_one_worker(server: Server) -> None:
    queue_letters()
    moment = timezone.now()
    assert delivery._claim_next(moment) is not None
    assert delivery._claim_next(moment) is None
    assert send_due(moment + LEASE - timedelta(seconds=1)) == 0
    assert send_due(moment + LEASE) == 1


def test_on_a_local_site_a_letter_is_kept(server: Server, settings: Any) -> None:
    settings.LOCAL = True
    queue_letters()
    assert send_due() == 1
    assert OutgoingMail.objects.get().state == "bewaard"
    assert server.letters == []


def test_letters_are_deleted_after_thirty_days() -> None:
    queue_letters()
    now = timezone.now()
    assert forget(now + timedelta(days=29)) == 0
    assert forget(now + timedelta(days=30, seconds=1)) == 1
