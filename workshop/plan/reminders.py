"""Ask the facilitator how it went, on the day he chose, at an address he confirmed. No letter holds a typed word."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

from core.http.limits import allow, coarse_sender
from core.mail.queue import queue
from core.secret_addresses import addresses
from core.secret_addresses.button_page import button_page
from core.secret_addresses.models import SecretAddress
from workshop.plan import asking
from workshop.session.making import MAIL, PLAN
from workshop.session.models import Workshop

CONFIRM_WITHIN = timedelta(days=7)
_SPAN, _MOST_OF_A_NETWORK, _MOST_IN_ALL = timedelta(hours=1), 5, 100
_MOST_METHODS = 3


@transaction.atomic
def ask_to_confirm(request: HttpRequest, workshop: Workshop, email: str, day: date | None) -> bool:
    """Keep address and day, and write a letter when the address is another one; False when too many were asked for."""
    is_known = workshop.email == email and workshop.email_confirmed_at is not None
    values = {"email": email, "remind_on": day, "reminded_at": None}
    if is_known:
        Workshop.objects.filter(pk=workshop.pk).update(**values)
        return True
    if not allow("workshop mail", _MOST_OF_A_NETWORK, _SPAN, sender=coarse_sender(request)):
        return False
    if not allow("workshop mail", _MOST_IN_ALL, _SPAN):
        return False
    now = timezone.now()
    addresses.end(MAIL, workshop.pk)
    Workshop.objects.filter(pk=workshop.pk).update(**values, email_asked_at=now, email_confirmed_at=None)
    path = addresses.make(MAIL, workshop.pk, now + CONFIRM_WITHIN)
    queue("workshop_confirm", email, {"address": addresses.full(path)})
    return True


def confirm_page(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponseBase:
    """The button behind the link in the letter."""

    def confirm() -> None:
        rows = Workshop.objects.filter(pk=address.subject, email_confirmed_at=None).exclude(email="")
        rows.update(email_confirmed_at=timezone.now())

    return button_page(
        request,
        title="Klopt je e-mailadres?",
        text="Dan krijg je op de dag die je koos één mail met de vraag hoe het ging, en een maand voordat we de "
        "werksessie verwijderen een bericht. Meer niet.",
        button="Ja, dit is mijn adres",
        act=confirm,
        done_title="Je e-mailadres is bevestigd",
        done_text="Je krijgt een mail op de dag die je koos.",
    )


def remind() -> int:
    """Write the letters of today; how many."""
    due = Workshop.objects.filter(
        remind_on__lte=timezone.localdate(), reminded_at=None, email_confirmed_at__isnull=False
    )
    return sum(_remind(workshop) for workshop in due)


@transaction.atomic
def _remind(workshop: Workshop) -> bool:
    rows = Workshop.objects.filter(pk=workshop.pk, reminded_at=None)
    if rows.update(reminded_at=timezone.now()) == 0:
        return False
    plan = addresses.full(addresses.make(PLAN, workshop.pk))
    actions = asking.asked_after(workshop.actions.select_related("card"))[:_MOST_METHODS]
    asked = [(f"methode {each.card.number}", f"{plan}{asking.PATH}/{each.pk}/") for each in actions if each.card]
    queue("workshop_reminder", workshop.email, {"plan": plan, "methods": asked})
    return True
