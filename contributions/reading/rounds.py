"""What happens to a round and its readers: opened, invited, decided on, finished. Each is one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page

from contributions.reading import letters
from contributions.reading.models import Decision, PoolReader, ReadingComment, ReviewRound, RoundReader
from core.http.cache.stamp import note_public_change
from core.mail.models import OutgoingMail
from core.published.reading import ReadAlong
from core.secret_addresses import addresses


@transaction.atomic
def opened(subject: Page | ReadAlong, editor: Any, **fields: Any) -> ReviewRound:
    """A round on the newest draft of this page, or of what is no page."""
    if isinstance(subject, Page):
        latest = subject.get_latest_revision()
        about = {"page": subject, "content": latest.content if latest else subject.specific.serializable_data()}
    else:
        about = {"other": subject, "content": subject.draft_content()}
    review = ReviewRound.objects.create(**about, opened_by=editor, **fields)
    note_public_change()
    log(instance=subject, action="contributions.reading_opened", user=editor)
    return review


@transaction.atomic
def invite(review: ReviewRound, members: Iterable[PoolReader], typed: Iterable[str]) -> int:
    """Ask these to read along; who was asked before is not asked again. How many letters."""
    known = {email.lower() for email in review.readers.values_list("email", flat=True)}
    wanted: dict[str, PoolReader | None] = dict.fromkeys(email.lower() for email in typed)
    wanted.update((member.email.lower(), member) for member in members)
    new = {email: member for email, member in wanted.items() if email not in known}
    for email, member in new.items():
        letters.invite(RoundReader.objects.create(round=review, email=email, member=member))
    return len(new)


@transaction.atomic
def asked_for(review: ReviewRound, email: str) -> None:
    """Somebody wants to read along in an open round: a letter with his address, also when he lost it."""
    if letters.may_write(email):
        reader, _ = RoundReader.objects.get_or_create(round=review, email=email)
        letters.invite(reader, asked=True)


@transaction.atomic
def joined(reader: RoundReader) -> None:
    """The reader pressed the button, so the address is his and he reads along."""
    now = timezone.now()
    RoundReader.objects.filter(pk=reader.pk, joined_at=None).update(joined_at=now)
    if reader.member_id is not None:
        PoolReader.objects.filter(pk=reader.member_id).update(active_at=now)


@transaction.atomic
def stopped(reader: RoundReader) -> None:
    """The address goes, and every letter to it that waits; comments stay as long as the round."""
    _end_address(reader)
    RoundReader.objects.filter(pk=reader.pk).update(email="", member=None, name="", may_be_named=False)
    _names_changed(reader)


@transaction.atomic
def unnamed(reader: RoundReader) -> None:
    """The reader takes the name back that stands at the page."""
    RoundReader.objects.filter(pk=reader.pk).update(name="", may_be_named=False)
    _names_changed(reader)


def _names_changed(reader: RoundReader) -> None:
    if reader.round.finished_at is not None:
        note_public_change()


def _end_address(reader: RoundReader) -> None:
    addresses.end(letters.READER, reader.pk)
    if reader.email:
        OutgoingMail.objects.filter(template="reading/invitation", to=reader.email, state="wacht").delete()


@transaction.atomic
def decided(comment: ReadingComment, version: int, decision: str, answer: str, editor: Any) -> bool:
    """Note a decision; False when another editor decided since this one looked."""
    ours = ReadingComment.objects.filter(pk=comment.pk, version=version)
    return bool(
        ours.update(
            decision=decision,
            answer=answer,
            decided_by=editor if decision else None,
            decided_at=timezone.now() if decision else None,
            version=F("version") + 1,
        )
    )


@transaction.atomic
def extended(review: ReviewRound, ends_at: datetime) -> None:
    ReviewRound.objects.filter(pk=review.pk, finished_at=None).update(ends_at=ends_at)
    note_public_change()


@transaction.atomic
def subject_gone(subject: ReadAlong) -> None:
    """What was read along is deleted, and its rounds with it, as those of a page are."""
    ReviewRound.objects.filter(other_type=ContentType.objects.get_for_model(subject), other_id=subject.pk).delete()


def reason_not_to_finish(review: ReviewRound) -> str:
    """Why a round cannot be finished now, in Dutch; empty when it can."""
    if timezone.now() < review.grace_ends_at:
        return "Afronden kan een dag na het einde: wie nog schreef, mag dat tot dan versturen."
    left = ReadingComment.objects.filter(reader__round=review, decision=Decision.NONE).count()
    if left:
        return f"Er {'is' if left == 1 else 'zijn'} nog {left} opmerking{'' if left == 1 else 'en'} zonder besluit."
    return ""


@transaction.atomic
def finished(review: ReviewRound, editor: Any) -> int:
    """Tell everybody who read along what was done; how many letters. Does nothing the second time."""
    reading = review.readers.filter(joined_at__isnull=False)
    facts = {"finished_at": timezone.now(), "read_along": reading.count()}
    if not ReviewRound.objects.filter(pk=review.pk, finished_at=None).update(**facts):
        return 0
    told = list(reading.exclude(email="").select_related("round"))
    for reader in told:
        letters.done(reader)
    note_public_change()
    log(instance=review.subject, action="contributions.reading_finished", user=editor)
    return len(told)
