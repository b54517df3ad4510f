"""The words of a scan: how far, why there, and whether people must log in. Empty is ‘weten we niet’."""

from __future__ import annotations

from django.db import models

from monitor.scan.formulas import Level

UNKNOWN = ("", "Weten we niet")
LEVELS = [
    (Level.NOT.value, "Niet digitaal"),
    (Level.PARTLY.value, "Deels digitaal"),
    (Level.FULLY.value, "Helemaal digitaal"),
]
LEVEL_LABELS = dict(LEVELS)


class Reason(models.TextChoices):
    """Why a level is the right one for a product."""

    TOO_FEW = "te-weinig", "Te weinig aanvragen"
    PERSON = "mens", "Hier is een mens bij nodig"
    NO_LOGIN = "zonder-inloggen", "Inloggen is hier niet nodig"
    LAW = "wet", "Het moet zo van de wet"


class Login(models.TextChoices):
    """Whether people must log in, and whether that is needed."""

    NEEDED = "nodig", "Ja, en dat is nodig"
    NEEDLESS = "onnodig", "Ja, maar dat is niet nodig"
    OPEN = "zonder", "Nee, en dat is niet nodig"
    MISSING = "ontbreekt", "Nee, maar het zou wel moeten"

    @property
    def is_needed(self) -> bool:
        return self in (Login.NEEDED, Login.MISSING)

    @property
    def is_asked(self) -> bool:
        return self in (Login.NEEDED, Login.NEEDLESS)
