"""What happens to a contribution: stored, confirmed, moved by editors, withdrawn, deleted.

Each function is one transaction with its letters and its line in the history; each is safe to repeat.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from contributions.base import contacts, letters, periods
from contributions.base.models import Consent, Contribution, Message, Purpose, State
from core.secret_addresses import addresses
from core.submissions.intake import tell_editors

# The version of the sentences that somebody says yes to; they stand in `contributions/consents.html`.
CONSENT_TEXT = "2026-11"
MOST_MESSAGES = 50


def started(row: Contribution, purposes: Collection[str]) -> None:
    """What belongs to a contribution that was just stored: its consents and the letter that asks to confirm."""
    ends = timezone.now() + periods.UNCONFIRMED
    Consent.objects.bulk_create(
        Consent(contributor=row.person, purpose=purpose, text_version=CONSENT_TEXT, ends_at=ends)
        for purpose in {Purpose.DEALING, *purposes}
    )
    letters.send("confirm", row, days=periods.UNCONFIRMED.days)


@transaction.atomic
def confirm(row: Contribution) -> None:
    """The sender pressed the button in the letter: editors see it from now on."""
    row = _locked(row)
    if row.status != State.UNCONFIRMED or row.person is None:
        return
    now = timezone.now()
    row.person.confirmed_at = now
    row.person.save(update_fields=["confirmed_at"])
    row.person.consents.filter(purpose=Purpose.DEALING).update(ends_at=None)
    row.person.consents.filter(purpose=Purpose.YEAR).update(ends_at=now + periods.YEAR)
    row.person.consents.filter(purpose=Purpose.QUESTIONS).update(ends_at=now + periods.A_YEAR)
    row.status = State.NEW
    row.save(update_fields=["status"])
    letters.send("received", row)
    tell_editors()


@transaction.atomic
def move(row: Contribution, state: str, editor: Any = None, words: str = "", letter: str = "", **more: Any) -> None:
    """Bring it into a state, note who did that, and queue `letter` with `more` as its words."""
    now, wanted = timezone.now(), State(state)
    fresh = _locked(row)
    fresh.status, fresh.answer = wanted, words or fresh.answer
    is_open = wanted in fresh.open_states
    fresh.handled_at, fresh.handled_by = (None, None) if is_open else (fresh.handled_at or now, editor)
    if is_open and editor is not None:
        fresh.taken_by = fresh.taken_by or editor
    if not is_open:
        fresh.content_digest = None
    fresh.save()
    _end_consents(fresh, None if is_open else now + periods.dealing(type(fresh)))
    log(instance=fresh, action="contributions.moved", user=editor, data={"state": str(wanted)})
    if letter:
        letters.send(letter, fresh, **more)
    contacts.offer(fresh)
    row.refresh_from_db()


def _end_consents(row: Contribution, end: Any) -> None:
    """Dealing with it ends; what was not placed has no other purpose left either."""
    if row.person is None:
        return
    consents = row.person.consents.all()
    consents.filter(purpose=Purpose.DEALING).update(ends_at=end)
    if row.status in (State.REFUSED, State.WITHDRAWN):
        consents.exclude(purpose=Purpose.DEALING).update(ends_at=end)


@transaction.atomic
def ask(row: Contribution, question: str, editor: Any) -> None:
    """A question of an editor, by mail and on the status page; the contribution waits for its sender."""
    Message.objects.create(contribution=row.key, text=question, by_editor=editor, is_question=True)
    move(row, State.WAITING, editor, letter="question", question=question)


@transaction.atomic
def add(row: Contribution, text: str) -> bool:
    """What the sender adds on the status page; False when there is no room for more. The same twice is once."""
    messages = Message.objects.filter(contribution=row.key, is_question=False)
    last = messages.last()
    if last is not None and last.text == text:
        return True
    if messages.count() >= MOST_MESSAGES:
        return False
    Message.objects.create(contribution=row.key, text=text)
    if row.status == State.WAITING:
        move(row, State.HANDLING)
    tell_editors()
    return True


@transaction.atomic
def withdraw(row: Contribution) -> None:
    """The sender takes it back. What is placed stays, and editors are asked to take it down."""
    if row.status == State.PLACED:
        add(row, "De inzender vraagt om deze pagina van de site te halen.")
    elif row.status != State.WITHDRAWN:
        move(row, State.WITHDRAWN)


@transaction.atomic
def stop(row: Contribution, purpose: str) -> None:
    """One purpose ends; with the last one the person goes too."""
    if row.person is None:
        return
    row.person.consents.filter(purpose=purpose).delete()
    if purpose == Purpose.QUESTIONS:
        contacts.withdraw(row)
    if not row.person.consents.exists():
        forget_person(row)


@transaction.atomic
def still(row: Contribution) -> None:
    """Colleagues may go on asking questions for another year."""
    if row.person is not None:
        ends = timezone.now() + periods.A_YEAR
        row.person.consents.filter(purpose=Purpose.QUESTIONS).update(ends_at=ends, asked_at=None)
        contacts.offer(row)


@transaction.atomic
def forget_person(row: Contribution) -> None:
    """Delete who sent it in, what was said back and forth and every letter; what was placed stays."""
    letters.take_back(row)
    contacts.withdraw(row)
    Message.objects.filter(contribution=row.key).delete()
    addresses.end(letters.STATUS, row.key)
    person, row.person = row.person, None
    row.answer, row.content_digest = "", None
    row.save()
    if person is not None:
        person.delete()


@transaction.atomic
def delete_everything(row: Contribution) -> None:
    """Delete the person and, unless it was placed, the contribution and the draft that was made of it."""
    forget_person(row)
    if row.status == State.PLACED:
        return
    page = row.page.specific if row.page_id and row.page else None
    history = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(type(row)))
    history.filter(object_id=str(row.pk)).delete()
    row.delete()
    if page is not None and page.first_published_at is None:
        page.delete()


def dossier(row: Contribution) -> dict[str, Any]:
    """Everything that is kept of one contribution, as JSON can hold it."""
    person = row.person
    return {
        "soort": str(row._meta.verbose_name),
        "ingestuurd": row.created_at.isoformat(),
        "stand": row.get_status_display(),
        "organisatie": row.typed_organisation,
        "voorwaarden": {
            "versie": row.licence_version,
            "akkoord": row.licence_at.isoformat() if row.licence_at else None,
        },
        "persoon": person and {"naam": person.name, "e-mailadres": person.email},
        "toestemmingen": [
            {
                "doel": each.get_purpose_display(),
                "versie": each.text_version,
                "gegeven": each.given_at.isoformat(),
                "eindigt": each.ends_at.isoformat() if each.ends_at else None,
            }
            for each in (person.consents.all() if person else ())
        ],
        "inhoud": [{"vraag": label, "antwoord": text} for label, text in row.content()],
        "berichten": [
            {
                "van": "redactie" if each.is_question else "inzender",
                "op": each.created_at.isoformat(),
                "tekst": each.text,
            }
            for each in messages_of(row)
        ],
    }


def messages_of(row: Contribution) -> list[Message]:
    return list(Message.objects.filter(contribution=row.key))


def _locked(row: Contribution) -> Any:
    """The row as it is now, locked: two editors, or a sender and an editor, may be at it."""
    return type(row)._default_manager.select_for_update(of=("self",)).select_related("person").get(pk=row.pk)
