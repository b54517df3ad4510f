"""Sign up, change, cancel, and move up from the waiting list. Every step is one transaction with its letter."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from core.http.cache.stamp import note_public_change
from core.jobs import retention
from core.mail.queue import queue, withdraw
from core.secret_addresses import addresses
from news.meetings.models import MeetingRegister, SignUp
from news.meetings.versions import register_of
from news.pages.meeting import MeetingPage

ADDRESS = "aanmelding"
MAIL = "news/meeting"
KEPT_FOR = timedelta(days=30)
REMIND_BEFORE = timedelta(days=2)
_AGAIN = timedelta(hours=1)


def sign_up(meeting: MeetingPage, *, name: str, organisation: str, email: str) -> SignUp:
    """The sign-up of this address: a new one with a place while there is one, or the one that was there."""
    register_of(meeting)
    try:
        with transaction.atomic():
            row = SignUp.objects.create(meeting=meeting, name=name, organisation=organisation, email=email.lower())
            waiting = meeting.sign_ups.filter(state=SignUp.State.WAITING, pk__lt=row.pk)
            if not waiting.exists() and _take_place(meeting):
                row.state, row.reminded = SignUp.State.PLACE, is_near(meeting)
                row.save(update_fields=["state", "reminded"])
            write(row, "aangemeld" if row.has_place else "wachtlijst")
            return row
    except IntegrityError:
        row = SignUp.objects.get(meeting=meeting, email=email.lower())
        write(row, "aangemeld" if row.has_place else "wachtlijst", again=True)
        return row


def cancel(sign_up: SignUp) -> None:
    """Forget who signed up, and give the place to who waits longest. Safe to repeat."""
    with transaction.atomic():
        row = SignUp.objects.filter(pk=sign_up.pk).first()
        if row is None or not SignUp.objects.filter(pk=row.pk).delete()[0]:
            return
        if row.has_place:
            _give_place_back(row.meeting_id)
        move_up(MeetingPage.objects.get(pk=row.meeting_id))


def move_up(meeting: MeetingPage) -> int:
    """Give free places to who waits, in the order in which they came; how many."""
    moved = 0
    if meeting.is_cancelled or meeting.begin <= timezone.now():
        return moved
    while (first := meeting.sign_ups.filter(state=SignUp.State.WAITING).order_by("pk").first()) is not None:
        with transaction.atomic():
            if not _take_place(meeting):
                break
            waiting = SignUp.objects.filter(pk=first.pk, state=SignUp.State.WAITING)
            if waiting.update(state=SignUp.State.PLACE, reminded=is_near(meeting)):
                write(first, "doorgeschoven")
                moved += 1
            else:
                _give_place_back(meeting.pk)
    return moved


def is_near(meeting: MeetingPage) -> bool:
    """Whether it begins so soon that who gets a place now needs no reminder."""
    return bool(meeting.begin <= timezone.now() + REMIND_BEFORE)


def write(row: SignUp, what: str, *, again: bool = False) -> None:
    """Queue a letter with a secret address of its own; `again` is one that was asked for before, once an hour."""
    ends = row.meeting.closes_at + KEPT_FOR
    if again and addresses.of(f"{ADDRESS} mail", row.pk):
        return
    if again:
        addresses.make(f"{ADDRESS} mail", row.pk, timezone.now() + _AGAIN)
    path = addresses.make(ADDRESS, row.pk, ends)
    queue(MAIL, row.email, {"sign_up": row.pk, "what": what, "path": path}, batch=row.batch)


def forget(now: datetime | None = None) -> int:
    """Delete who came to meetings of more than 30 days ago, with every letter and address; how many."""
    old = MeetingPage.objects.filter(end__lte=(now or timezone.now()) - KEPT_FOR)
    rows = list(SignUp.objects.filter(meeting__in=old))
    with transaction.atomic():
        SignUp.objects.filter(pk__in=[row.pk for row in rows]).delete()
        MeetingRegister.objects.filter(meeting__in=old).update(taken=0)
    return len(rows)


retention.declare(
    "meeting-sign-ups",
    what="Je naam, organisatie en e-mailadres als je je aanmeldt voor een bijeenkomst",
    until="Tot je je afmeldt, en hooguit tot 30 dagen na de bijeenkomst.",
    forget=forget,
)


def forget_letters(row: SignUp) -> None:
    """Withdraw every letter to somebody who is gone, and end the addresses in them."""
    withdraw(row.batch)
    for kind in (ADDRESS, f"{ADDRESS} mail"):
        addresses.end(kind, row.pk)


def _take_place(meeting: MeetingPage) -> bool:
    """One statement, so that of all who come at once as many get a place as there are."""
    free = MeetingRegister.objects.filter(meeting=meeting.pk, taken__lt=meeting.places or 0)
    taken = free.update(taken=F("taken") + 1) == 1
    if taken:
        note_public_change()
    return taken


def _give_place_back(meeting_id: int) -> None:
    MeetingRegister.objects.filter(meeting=meeting_id, taken__gt=0).update(taken=F("taken") - 1)
    note_public_change()
