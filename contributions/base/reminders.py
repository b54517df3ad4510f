"""The letters that come by themselves: after a year, once; and each year whether colleagues may still ask questions."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from contributions.base import letters, lifecycle, periods
from contributions.base.drafts import models
from contributions.base.models import Consent, Contribution, Purpose, State


def send_due() -> int:
    """Queue what is due; how many letters. Each is noted in the transaction that queues it, so it goes once."""
    return sum(_send_for(model) for model in models())


def _send_for(model: type[Contribution]) -> int:
    now, name = timezone.now(), model._meta.model_name
    own = Consent.objects.filter(**{f"contributor__{name}__status": State.PLACED}, asked_at=None)
    year = own.filter(purpose=Purpose.YEAR, given_at__lte=now - periods.A_YEAR)
    questions = own.filter(purpose=Purpose.QUESTIONS, ends_at__lte=now + periods.ASKED_BEFORE)
    done = sum(_ask(model, consent.pk, "year") for consent in year)
    for consent in questions:
        done += _ask(model, consent.pk, "still")
    _end_of_pages(model)
    return done


@transaction.atomic
def _ask(model: type[Contribution], consent: int, letter: str) -> bool:
    """Whether the letter was queued: not when another worker did it first."""
    if not Consent.objects.filter(pk=consent, asked_at=None).update(asked_at=timezone.now()):
        return False
    row = model._default_manager.select_related("person").get(person__consents=consent)
    letters.send(letter, row)
    return True


def _end_of_pages(model: type[Contribution]) -> None:
    """Questions of colleagues end with the page they are about."""
    gone = model._default_manager.filter(status=State.PLACED, person__consents__purpose=Purpose.QUESTIONS)
    for row in gone.exclude(page__live=True).select_related("person"):
        lifecycle.stop(row, Purpose.QUESTIONS)
