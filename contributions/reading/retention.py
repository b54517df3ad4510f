"""What is kept of readers ends in time; the privacy page says the same."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from contributions.reading import letters, pool
from contributions.reading.models import PoolReader, ReadingComment, ReviewRound
from core.jobs import retention
from core.mail.models import OutgoingMail
from core.secret_addresses import addresses

POOL_UNCONFIRMED = timedelta(days=7)
POOL_KEPT = timedelta(days=730)
# After a round is finished; and after its end when nobody finishes it.
KEPT, LONGEST_KEPT = timedelta(days=90), timedelta(days=180)


@transaction.atomic
def forget() -> int:
    """Delete what may not be kept of readers; how many rows. Who may be named keeps the name and the way to take it
    back."""
    now, done = timezone.now(), 0
    stale = Q(confirmed_at=None, created_at__lte=now - POOL_UNCONFIRMED) | Q(active_at__lte=now - POOL_KEPT)
    for member in PoolReader.objects.filter(stale):
        pool.left(member)
        done += 1
    over = ReviewRound.objects.exclude(content={}).filter(
        Q(finished_at__lte=now - KEPT) | Q(ends_at__lte=now - LONGEST_KEPT)
    )
    for review in over:
        done += _forget_round(review)
    return done


def _forget_round(review: ReviewRound) -> int:
    deleted, _ = ReadingComment.objects.filter(reader__round=review).delete()
    named = Q(may_be_named=True) & ~Q(name="") if review.finished_at else Q(pk__in=[])
    nameless = review.readers.exclude(named)
    addresses.end(letters.READER, *nameless.values_list("pk", flat=True))
    emails = list(review.readers.exclude(email="").values_list("email", flat=True))
    OutgoingMail.objects.filter(template__startswith="reading/", to__in=emails).delete()
    deleted += nameless.delete()[0]
    review.readers.update(email="", member=None)
    ReviewRound.objects.filter(pk=review.pk).update(
        content={}, questions="", finished_at=review.finished_at or timezone.now()
    )
    return deleted


retention.declare(
    "reading",
    what="Dat je wilt meelezen, en wat je over een concept zegt",
    until=(
        f"Je adres als meelezer tot je stopt, en hooguit twee jaar nadat je het bevestigde of voor het laatst meelas; "
        f"zonder bevestiging {POOL_UNCONFIRMED.days} dagen. Wat je over een concept schreef, met je adres, tot "
        f"{KEPT.days} dagen na de ronde, en altijd hooguit {LONGEST_KEPT.days}. Mag je naam bij de pagina staan, dan "
        "tot je hem terugneemt."
    ),
    forget=forget,
)
