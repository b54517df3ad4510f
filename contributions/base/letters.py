"""The letters about a contribution: `templates/mail/contributions/`. Each leads to the status page."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from contributions.base.models import Contribution
from core.mail import examples
from core.mail.models import OutgoingMail
from core.mail.queue import queue, withdraw
from core.secret_addresses import addresses

FOLDER = "contributions"
# The kind of secret address of a status page.
STATUS = "bijdrage"
# Letters that come by themselves, and what stands behind their address to get no more of them.
STOPS = {"year": "stop-jaar/", "still": "stop-vragen/", "try_out": "niet-herinneren/"}


def status_path(row: Contribution) -> str:
    """A new secret path to the status page of this contribution."""
    return addresses.make(STATUS, row.key)


def send(letter: str, row: Contribution, **words: Any) -> None:
    """Queue a letter to the sender; nothing when that person is gone. Call it in the transaction of its cause."""
    if row.person is None:
        return
    address = addresses.full(status_path(row))
    about = {"about": row.title_for_sender(), "name": row.person.name, "address": address}
    queue(f"{FOLDER}/{letter}", row.person.email, about | words, batch=row.key)


def take_back(row: Contribution) -> None:
    """Delete every letter about it, sent or not."""
    withdraw(row.key)
    if row.person is not None:
        # Those that were queued before letters named what they are about.
        older = OutgoingMail.objects.filter(template__startswith=f"{FOLDER}/", batch="")
        older.filter(to=row.person.email).delete()


def show_examples() -> None:
    """Show editors each letter of this room."""
    for template, label in LETTERS.items():
        examples.add(template, label, _EXAMPLE)


# By template: what a letter is about.
LETTERS = {
    f"{FOLDER}/confirm": "Bevestig je inzending",
    f"{FOLDER}/received": "Ontvangen",
    f"{FOLDER}/question": "Vraag van de redactie",
    f"{FOLDER}/placed": "Geplaatst",
    f"{FOLDER}/not_placed": "Niet geplaatst",
    f"{FOLDER}/year": "Na een jaar",
    f"{FOLDER}/still": "Nog een jaar vragen van collega’s",
    f"{FOLDER}/try_out": "Hoe ging de proef?",
    "reading/pool": "Aanmelding als meelezer",
    "reading/invitation": "Uitnodiging om mee te lezen",
    "reading/done": "Wat er met opmerkingen is gedaan",
}
_EXAMPLE = {
    "about": "Wij deden dit ook: bel mensen vlak voor hun afspraak",
    "name": "Voorbeeld",
    "address": f"{settings.SITE_URL}/s/voorbeeld/",
    "question": "Over welke maanden gaan deze cijfers?",
    "reason": "De cijfers gaan over een proef die nog loopt. Stuur ze gerust opnieuw als de proef klaar is.",
    "page_title": "Minder gemiste afspraken bij een gemeente",
    "page_url": f"{settings.SITE_URL}/praktijk/",
    "method_title": "Bel mensen vlak voor hun afspraak",
    "method_url": f"{settings.SITE_URL}/methoden/",
    "days": 7,
    "shown_as": "een gemeente",
    "keeps": 90,
    "case_url": f"{settings.SITE_URL}/meedoen/praktijkvoorbeeld/",
    "is_last": False,
    "what": "de methode ‘Bel mensen vlak voor hun afspraak’",
    "until": "31 maart",
    "invitation": "We horen vooral graag of de stappen kloppen.",
    "comments": 3,
    "taken": 2,
}
