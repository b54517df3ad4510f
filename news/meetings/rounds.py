"""What is done for meetings by the clock: tell what changed, fill free places, remind two days before."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from core.visibility import public_pages
from news.meetings.models import MeetingRegister, SignUp
from news.meetings.signing_up import is_near, move_up, write
from news.meetings.versions import digest_of
from news.pages.meeting import MeetingPage


def go_round() -> int:
    """One round over the public meetings that are not over; how many letters and registers it made."""
    done = 0
    upcoming = public_pages(MeetingPage.objects.filter(end__gte=timezone.now())).select_related("register")
    for meeting in upcoming.order_by("begin", "pk"):
        register = getattr(meeting, "register", None)
        if register is None:
            MeetingRegister.objects.get_or_create(meeting=meeting, defaults={"digest": digest_of(meeting)})
            done += 1
            continue
        done += _tell_changes(meeting, register)
        if meeting.takes_sign_ups:
            done += move_up(meeting) + _remind(meeting)
    return done


@transaction.atomic
def _tell_changes(meeting: MeetingPage, register: MeetingRegister) -> int:
    now = digest_of(meeting)
    if register.digest == now:
        return 0
    known = MeetingRegister.objects.filter(pk=register.pk, digest=register.digest)
    if not known.update(digest=now, sequence=F("sequence") + 1):
        return 0  # another worker told it
    if not is_near(meeting):  # a new day is reminded of again
        meeting.sign_ups.update(reminded=False)
    rows = list(meeting.sign_ups.select_related("meeting"))
    for row in rows:
        write(row, "afgelast" if meeting.is_cancelled else "gewijzigd")
    return len(rows) + 1


def _remind(meeting: MeetingPage) -> int:
    if meeting.is_cancelled or not is_near(meeting) or meeting.begin <= timezone.now():
        return 0
    done = 0
    for row in meeting.sign_ups.filter(state=SignUp.State.PLACE, reminded=False).select_related("meeting"):
        with transaction.atomic():
            if SignUp.objects.filter(pk=row.pk, reminded=False).update(reminded=True):
                write(row, "herinnering")
                done += 1
    return done
