"""The runs: at its rhythm, to everybody whose choice something fits, at a rate, and nobody twice.

Queueing a letter and noting up to when its subscriber is covered is one transaction, so a worker that dies leaves
either both or neither. From there `core.mail` sends at least once, with the same Message-ID at a second try.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Min, QuerySet
from django.utils import timezone

from core.http.cache.stamp import note_public_change
from core.mail.models import OutgoingMail
from news.newsletter.letters import EDITION
from news.newsletter.models import Edition, Rhythm, Subscriber
from news.newsletter.subscribing import stop
from news.newsletter.topics import collect, fitting

# Tuesday for a week, the first day for a month, at nine.
_WEEKDAY, _HOUR = 1, time(9)
# What a transaction that is still going on will publish, comes with the next run instead of never.
SETTLED = timedelta(minutes=5)
_AT_ONCE = 500
_REFUSALS = 2
_SENDING = Edition.State.SENDING


def go_round() -> int:
    """Begin what is due, queue what is not queued, and count what was sent; how much it did."""
    done = sum(_begin(rhythm) for rhythm in Rhythm.values)
    for edition in Edition.objects.filter(state=_SENDING):
        done += queue_letters(edition) + _count(edition)
    return done


def due(rhythm: str, now: datetime) -> tuple[str, datetime]:
    """The newest period of this rhythm that has begun by now, and the moment it did."""
    local = timezone.localtime(now)
    if rhythm == Rhythm.WEEKLY:
        day = local.date() - timedelta(days=(local.weekday() - _WEEKDAY) % 7)
        moment = timezone.make_aware(datetime.combine(day, _HOUR))
        moment = moment if moment <= now else timezone.make_aware(datetime.combine(day - timedelta(days=7), _HOUR))
        year, week, _ = moment.isocalendar()
        return f"{year}-W{week:02}", moment
    moment = timezone.make_aware(datetime.combine(local.date().replace(day=1), _HOUR))
    if moment > now:
        before = local.date().replace(day=1) - timedelta(days=1)
        moment = timezone.make_aware(datetime.combine(before.replace(day=1), _HOUR))
    return f"{moment:%Y-%m}", moment


def subscribers(rhythm: str) -> QuerySet[Subscriber]:
    return Subscriber.objects.filter(rhythm=rhythm, confirmed_at__isnull=False)


def _begin(rhythm: str) -> int:
    """What editors made ready becomes the edition of the period; with nothing new it waits for the next."""
    period, moment = due(rhythm, timezone.now())
    if Edition.objects.filter(rhythm=rhythm, period=period).exists():
        return 0
    until = timezone.now() - SETTLED
    waiting = subscribers(rhythm).filter(confirmed_at__lte=moment)
    since = waiting.aggregate(first=Min("covered_until"))["first"]
    if since is None:
        return 0
    items = collect(since, until) if since < until else []
    try:
        with transaction.atomic():
            ready = Edition.objects.filter(rhythm=rhythm, state=Edition.State.PREPARED, is_ready=True).order_by("pk")
            edition = (ready.first() if items else None) or Edition(rhythm=rhythm)
            edition.period, edition.until, edition.items = period, until, items
            edition.started_at = timezone.now()
            edition.state = _SENDING if items else Edition.State.DONE
            edition.save()
    except IntegrityError:  # another worker was first
        return 0
    return 1


def queue_letters(edition: Edition) -> int:
    """Queue a letter to everybody with something that fits, some hundreds in each transaction; how many."""
    queued = 0
    while True:
        with transaction.atomic():
            rows = list(subscribers(edition.rhythm).filter(covered_until__lt=edition.until).order_by("pk")[:_AT_ONCE])
            if not rows:
                return queued
            queued += _queue_some(edition, rows)


def _queue_some(edition: Edition, rows: list[Subscriber]) -> int:
    keys = [row.pk for row in rows]
    ours = Subscriber.objects.filter(pk__in=keys, covered_until__lt=edition.until)
    if ours.update(covered_until=edition.until) != len(rows):
        raise RuntimeError("another worker queues this edition too")
    Edition.objects.filter(pk=edition.pk).select_for_update().first()
    before = Edition.objects.values_list("total", flat=True).get(pk=edition.pk)
    start, step = edition.started_at or timezone.now(), timedelta(minutes=1) / settings.NEWSLETTER_PER_MINUTE
    letters: list[OutgoingMail] = []
    for row in rows:
        if fitting(edition.items, row.topics, row.families, row.themes, row.covered_until or start):
            context = {"edition": edition.pk, "subscriber": row.pk, "since": _iso(row.covered_until)}
            moment = start + step * (before + len(letters))
            letters.append(
                OutgoingMail(template=EDITION, to=row.email, context=context, batch=edition.batch, due_at=moment)
            )
    OutgoingMail.objects.bulk_create(letters)
    Edition.objects.filter(pk=edition.pk).update(total=F("total") + len(letters))
    if letters and not before:
        note_public_change()  # the archive shows it from its first letter on
    return len(letters)


def _iso(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def progress(edition: Edition) -> Counter[str]:
    """How many letters are in which state."""
    rows = OutgoingMail.objects.filter(batch=edition.batch).values_list("state", flat=True)
    return Counter(rows)


def _count(edition: Edition) -> int:
    """Stop what was refused twice; the edition is done when no letter waits any more."""
    refused = _count_refused(edition)
    states = progress(edition)
    finished = not states[OutgoingMail.State.WAITING]
    Edition.objects.filter(pk=edition.pk, state=_SENDING).update(
        sent=states[OutgoingMail.State.SENT] + states[OutgoingMail.State.KEPT],
        refused=F("refused") + refused,
        **({"state": Edition.State.DONE, "finished_at": timezone.now()} if finished else {}),
    )
    return refused + finished


def _count_refused(edition: Edition) -> int:
    """How many more letters were refused for good. Stop an address at the second in a row; each letter counts once."""
    letters = OutgoingMail.objects.filter(batch=edition.batch)
    refused = letters.filter(state=OutgoingMail.State.FAILED, reply__gte=500)
    found = 0
    for pk, to in refused.values_list("pk", "to"):
        counted = Subscriber.objects.filter(email=to, last_counted__lt=pk)
        if counted.update(refusals=F("refusals") + 1, last_counted=pk):
            found += 1
            for row in Subscriber.objects.filter(email=to, refusals__gte=_REFUSALS):
                stop(row)
    taken = letters.filter(state=OutgoingMail.State.SENT).values("to")
    Subscriber.objects.filter(refusals__gt=0, email__in=taken).update(refusals=0)
    return found


@transaction.atomic
def stop_edition(edition: Edition) -> int:
    """Send no more of it: letters that wait are withdrawn, and what they said comes with the next; how many."""
    if not Edition.objects.filter(pk=edition.pk, state=_SENDING).update(
        state=Edition.State.STOPPED, finished_at=timezone.now()
    ):
        return 0
    waiting = OutgoingMail.objects.filter(batch=edition.batch, state=OutgoingMail.State.WAITING)
    by_since: dict[str, list[int]] = {}
    for context in waiting.values_list("context", flat=True):
        by_since.setdefault(context["since"], []).append(context["subscriber"])
    for since, keys in by_since.items():
        for start in range(0, len(keys), _AT_ONCE):
            Subscriber.objects.filter(pk__in=keys[start : start + _AT_ONCE]).update(
                covered_until=datetime.fromisoformat(since)
            )
    states = progress(edition)
    Edition.objects.filter(pk=edition.pk).update(sent=states[OutgoingMail.State.SENT])
    return int(waiting.delete()[0])
