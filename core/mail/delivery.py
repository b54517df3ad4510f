"""Send the letters that are due: at least once each, and a second time only what was in flight when a worker died.

A letter is claimed by moving its next moment ahead in one conditional UPDATE (SQLite knows no `select_for_update`),
which is committed before it is sent. A worker that dies before the mark leaves a letter that is due again after
`LEASE`, with the same Message-ID.
"""

from __future__ import annotations

import logging
import smtplib
import time
from collections import Counter
from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.jobs import retention
from core.mail.models import OutgoingMail
from core.mail.rendering import message

# Longer than a server may take over one letter.
LEASE = timedelta(minutes=5)
# In one turn, whichever comes first: the worker that sends has other work too. The rest waits for the next turn.
MOST = 100
LONGEST_TURN = 10.0
KEPT_FOR = timedelta(days=30)
# After each attempt; the last is more than 43 hours after the first, and one of 6 hours more would be past two days.
_PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    *(timedelta(hours=6) for _ in range(7)),
)
_WAITING = OutgoingMail.State.WAITING

logger = logging.getLogger(__name__)


def send_due(now: datetime | None = None) -> int:
    """Send what is due at `now`; how many letters the server took. Must not be called in a transaction."""
    done: Counter[str] = Counter()
    connection: BaseEmailBackend = get_connection()
    ends = time.monotonic() + LONGEST_TURN
    try:
        for _ in range(MOST):
            letter = _claim_next(now) if time.monotonic() < ends else None
            if letter is None:
                break
            if settings.LOCAL:
                _mark(letter, OutgoingMail.State.KEPT, now)
            else:
                try:
                    if (made := message(letter)) is None:
                        _mark(letter, OutgoingMail.State.DROPPED, now)
                        continue
                    connection.open()
                    connection.send_messages([made])
                except Exception as error:
                    _close(connection)
                    _put_back(letter, error, now)
                    if _is_out_of_reach(error):
                        break
                    continue
                _mark(letter, OutgoingMail.State.SENT, now)
            done[letter.template] += 1
    finally:
        _close(connection)
    for template, count in sorted(done.items()):
        logger.info("mail: %s of kind %s done", count, template)
    return done.total()


def forget(now: datetime | None = None) -> int:
    """Delete letters of more than 30 days ago, sent or not; how many."""
    deleted, _ = OutgoingMail.objects.filter(created_at__lte=(now or timezone.now()) - KEPT_FOR).delete()
    return deleted


retention.declare("outgoing-mail", what="Een mail die de site je stuurt", until="Hooguit 30 dagen.", forget=forget)


def _claim_next(now: datetime | None) -> OutgoingMail | None:
    """The letter that waited longest and is now ours; None when nothing is due."""
    moment = now or timezone.now()
    due = OutgoingMail.objects.filter(state=_WAITING, due_at__lte=moment)
    while (pk := due.order_by("due_at", "pk").values_list("pk", flat=True).first()) is not None:
        with transaction.atomic(durable=True):
            ours = due.filter(pk=pk).update(due_at=moment + LEASE, attempts=F("attempts") + 1, bundle=None)
        if ours:
            return OutgoingMail.objects.get(pk=pk)
    return None


def _mark(letter: OutgoingMail, state: str, now: datetime | None) -> None:
    changes: dict[str, object] = {"state": state, "reply": None, "finished_at": now or timezone.now()}
    if state in (OutgoingMail.State.SENT, OutgoingMail.State.DROPPED):
        changes["context"] = {}  # what a letter said, a secret address among it, is of who got it
    OutgoingMail.objects.filter(pk=letter.pk).update(**changes)


def _put_back(letter: OutgoingMail, error: Exception, now: datetime | None) -> None:
    """Try again later, or never: the address was refused for good, or it went on for two days."""
    code, moment = _refusal(error), now or timezone.now()
    changes: dict[str, object] = {"reply": code}
    if (code or 0) >= 500 or letter.attempts > len(_PAUSES):
        changes |= {"state": OutgoingMail.State.FAILED, "finished_at": moment, "context": {}}
    else:
        changes["due_at"] = moment + _PAUSES[letter.attempts - 1]
    # Not when the lease ran out and another worker has the letter by now.
    OutgoingMail.objects.filter(pk=letter.pk, state=_WAITING, attempts=letter.attempts).update(**changes)
    logger.warning("mail: one of kind %s not sent: %s", letter.template, code or type(error).__name__)


def _refusal(error: Exception) -> int | None:
    """The code with which the server refused this letter; None for trouble that is not about it.

    Python raises the same for 4xx and 5xx. A refused sender or password is a mistake of ours and is tried again.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return int(next(iter(error.recipients.values()))[0])
    return int(error.smtp_code) if isinstance(error, smtplib.SMTPDataError) else None


def _is_out_of_reach(error: Exception) -> bool:
    """True when the server cannot be reached, so other letters would fail too. An `SMTPException` is an `OSError`."""
    return isinstance(error, OSError) and _refusal(error) is None


def _close(connection: BaseEmailBackend) -> None:
    with suppress(OSError):
        connection.close()
