"""The letters of a relayed question. Each holds a secret address and a way to stop; none names a person."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.mail import examples
from core.mail.models import OutgoingMail
from core.mail.queue import queue
from core.secret_addresses import addresses
from feedback.relay.models import REMINDED_BEFORE, PageContact, RelayedQuestion

CONTACT, ASKER, ANSWERER = "relay-contact", "relay-vraag", "relay-antwoord"
_TEMPLATES = "relay_"


def ask_contact(contact: PageContact) -> None:
    """May readers ask you? Of a new contact, and of one whose year is nearly over."""
    address = addresses.full(addresses.make(CONTACT, contact.pk))
    is_again = contact.confirmed_at is not None
    queue("relay_contact", contact.email, {**_about(contact.page), "address": address, "is_again": is_again})


def ask_to_confirm(question: RelayedQuestion) -> None:
    address = addresses.full(addresses.make(ASKER, question.pk, question.ends_at))
    queue("relay_confirm", question.email, {**_about(question.page), "address": address, "question": question.pk})


def tell_contact(question: RelayedQuestion) -> None:
    """The question, or the one after the answer, to who answers it."""
    if question.contact is None:
        return
    address = addresses.full(addresses.make(ANSWERER, question.pk, question.ends_at))
    context = {
        **_about(question.page),
        "address": address,
        "question": question.pk,
        "text": question.follow_up or question.text,
        "is_follow_up": bool(question.follow_up),
    }
    queue("relay_question", question.contact.email, context)


def tell_asker(question: RelayedQuestion) -> None:
    """There is an answer, or there will be none."""
    address = addresses.full(addresses.make(ASKER, question.pk, question.ends_at))
    is_refused = question.status == question.Status.CLOSED
    context = {**_about(question.page), "address": address, "question": question.pk, "is_refused": is_refused}
    queue("relay_answer", question.email, context)


def take_back(to: str, question: int | None = None) -> None:
    """Delete what is queued or was sent to this address; with a question only what is about that one, or empty."""
    letters = OutgoingMail.objects.filter(template__startswith=_TEMPLATES, to=to)
    if question is not None:
        letters = letters.filter(Q(context={}) | Q(context__question=question))
    letters.delete()


def remind_contacts() -> int:
    """Ask those whose year is nearly over whether they still want to be asked; how many."""
    due = PageContact.valid().filter(
        ends_at__lte=timezone.now() + REMINDED_BEFORE, reminded_at=None, asked_elsewhere=False
    )
    done = 0
    for contact in due.select_related("page"):
        with transaction.atomic():
            # Only this column: a new stamp of the public pages is not needed.
            if PageContact.objects.filter(pk=contact.pk, reminded_at=None).update(reminded_at=timezone.now()):
                ask_contact(contact)
                done += 1
    return done


def show_examples() -> None:
    """Show editors each of these letters."""
    for template, label in _LETTERS.items():
        examples.add(template, label, _EXAMPLE)


_LETTERS = {
    "relay_contact": "Mogen collega’s jou vragen stellen?",
    "relay_confirm": "Bevestig je vraag aan een organisatie",
    "relay_question": "Een vraag van een collega",
    "relay_answer": "Er is antwoord",
}
_EXAMPLE = {
    "page_title": "Minder gemiste afspraken bij een gemeente",
    "page_url": addresses.full("/praktijk/"),
    "address": addresses.full("/s/voorbeeld/"),
    "text": "Wie belde bij jullie de mensen op, en hoeveel tijd kostte dat?",
    "is_again": False,
    "is_follow_up": False,
    "is_refused": False,
}


def _about(page: Any) -> dict[str, str]:
    return {"page_title": page.title, "page_url": addresses.full(page.get_url() or "/")}
