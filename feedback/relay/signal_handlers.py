"""Who becomes a contact is asked; what is left of a question or contact goes with it; what others say of contacts."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.models import Page

from core.secret_addresses import addresses
from core.signals.contacts import contact_offered, contact_withdrawn
from feedback.relay.letters import ANSWERER, ASKER, CONTACT, ask_contact, take_back
from feedback.relay.models import PageContact, RelayedQuestion


@receiver(post_delete, sender=RelayedQuestion, dispatch_uid="feedback.relay.question")
def question_deleted(instance: RelayedQuestion, **_: Any) -> None:
    for kind in (ASKER, ANSWERER):
        addresses.end(kind, instance.pk)
    take_back(instance.email, instance.pk)
    if instance.contact_id and (contact := PageContact.objects.filter(pk=instance.contact_id).first()):
        take_back(contact.email, instance.pk)


@receiver(post_save, sender=PageContact, dispatch_uid="feedback.relay.contact_made")
def contact_made(instance: PageContact, created: bool, raw: bool = False, **_: Any) -> None:
    """Who was put there by an editor is asked by mail first."""
    if created and not raw and instance.confirmed_at is None:
        ask_contact(instance)


@receiver(post_delete, sender=PageContact, dispatch_uid="feedback.relay.contact")
def contact_deleted(instance: PageContact, **_: Any) -> None:
    addresses.end(CONTACT, instance.pk)
    take_back(instance.email)


@receiver(contact_offered, dispatch_uid="feedback.relay.offered")
def offered(page_id: int, email: str, **_: Any) -> None:
    """Somebody whose address is confirmed said yes, also again; a contact that an editor put there stays."""
    page = Page.objects.get(pk=page_id).specific
    if not getattr(page, "number", None):  # nobody can ask about it
        return
    contact = PageContact.objects.filter(page_id=page_id).first()
    if contact is None or (contact.asked_elsewhere and contact.email == email):
        (contact or PageContact(page_id=page_id, email=email, asked_elsewhere=True)).confirm()


@receiver(contact_withdrawn, dispatch_uid="feedback.relay.withdrawn")
def withdrawn(page_id: int, email: str, **_: Any) -> None:
    PageContact.objects.filter(page_id=page_id, email=email).delete()
