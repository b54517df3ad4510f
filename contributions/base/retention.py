"""What is kept of a contribution ends in time; the privacy page says the same."""

from __future__ import annotations

from functools import partial

from django.db import models, transaction
from django.utils import timezone

from contributions.base import lifecycle, periods
from contributions.base.models import OPEN_STATES, Consent, Contribution, State
from core.jobs import retention


def declare(model: type[Contribution], what: str) -> None:
    """Have what is kept of these forgotten in time; `what` they are in Dutch: ‘Een methode die je voorstelt’."""
    days, why = periods.dealing(model).days, periods.reason(model)
    until = (
        f"Je naam en e-mailadres, en wat je schreef: tot {days} dagen nadat je bericht kreeg wat we ermee deden"
        f"{f' ({why})' if why else ''}. Bevestig je het niet, dan {periods.UNCONFIRMED.days} dagen. Wat op de site is "
        "geplaatst, blijft daar, zonder je naam en adres. Zei je ja op ‘vraag mij over een jaar’, dan je adres 13 "
        "maanden; op ‘collega’s mogen mij vragen stellen’, dan zolang de pagina er is en je dat elk jaar bevestigt."
    )
    name = f"contributions-{model._meta.model_name}"
    retention.declare(name, what=what, until=until, forget=partial(forget, model))


@transaction.atomic
def forget(model: type[Contribution]) -> int:
    """End what has ended: consents, then persons without one, then contributions that were never placed."""
    now, rows = timezone.now(), model._default_manager
    own = {f"contributor__{model._meta.model_name}__isnull": False}
    ended, _ = Consent.objects.filter(ends_at__lte=now, **own).delete()
    done = ended
    for row in rows.filter(person__isnull=False, person__consents__isnull=True).select_related("person", "page"):
        if row.status == State.PLACED:
            lifecycle.forget_person(row)
        else:
            lifecycle.delete_everything(row)
        done += 1
    # Whoever deleted himself in time left a row without a person; one that is open for long has no one to ask.
    closed = models.Q(person=None) & ~models.Q(status__in=[*OPEN_STATES, State.PLACED])
    orphan = models.Q(person=None, status=State.PLACED, page=None)
    old = closed & models.Q(handled_at__lte=now - periods.dealing(model))
    for row in rows.filter(old | (orphan & models.Q(handled_at__lte=now - periods.A_YEAR))):
        lifecycle.delete_everything(row) if row.status != State.PLACED else row.delete()
        done += 1
    return done
