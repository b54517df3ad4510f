"""A letter shares the transaction of its cause; many causes in a short time make one letter."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from core.mail.delivery import send_due
from core.mail.models import OutgoingMail
from core.mail.queue import queue
from core.mail.rendering import html, text

pytestmark = pytest.mark.django_db
KIND, TO = "submissions", "redactie@example.nl"
QUARTER = timedelta(minutes=15)


class ChangedMindError(Exception):
    pass


def queue_together() -> None:
    queue(KIND, TO, {"inbox": "https://www.example.nl/beheer/"}, at_most_every=QUARTER)


def test_what_is_rolled_back_is_not_sent() -> None:
    with pytest.raises(ChangedMindError), transaction.atomic():
        queue(KIND, TO, {})
        raise ChangedMindError
    assert send_due() == 0


def test_at_most_one_letter_in_a_span_with_the_number_in_it() -> None:
    now = timezone.now()
    queue_together()
    queue_together()
    assert send_due(now + timedelta(seconds=1)) == 1
    assert mail.outbox[0].subject == "Lezers stuurden 2 berichten in"
    for _ in range(40):
        queue_together()
    assert send_due(now + timedelta(minutes=14)) == 0
    assert send_due(now + timedelta(minutes=16)) == 1
    assert mail.outbox[1].subject == "Lezers stuurden 40 berichten in"
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == 2


def test_a_letter_that_is_being_sent_takes_no_more_causes() -> None:
    queue_together()
    OutgoingMail.objects.update(bundle=None, attempts=1)
    queue_together()
    assert sorted(OutgoingMail.objects.values_list("count", flat=True)) == [1, 1]


def test_after_a_quiet_time_a_letter_goes_at_once() -> None:
    queue_together()
    OutgoingMail.objects.update(bundle=None, state="verstuurd", finished_at=timezone.now() - QUARTER)
    queue_together()
    assert send_due() == 1


def test_plain_text_is_not_escaped_and_html_is() -> None:
    queue(KIND, TO, {"inbox": "https://www.example.nl/?a=1&b=<2>"})
    letter = OutgoingMail.objects.get()
    assert "?a=1&b=<2>" in text(letter)
    assert "?a=1&amp;b=&lt;2&gt;" in html(letter)
