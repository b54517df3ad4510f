"""What is counted in a series, and how heavy an objection weighs."""

from __future__ import annotations

from django.db import models


class Counted(models.TextChoices):
    """Only series that count the same kind of thing may stand beside each other."""

    CONTACTS = "contacten", "Contacten"
    VISITS = "bezoeken", "Bezoeken en inlogmomenten"
    ACCOUNTS = "accounts", "Accounts en berichten"
    USERS = "gebruikers", "Deel van de mensen dat iets doet"
    DIGITAL = "digitaal-deel", "Deel van de aanvragen dat digitaal is gedaan"
    SUPPLY = "aanbod", "Aanbod: wat digitaal kan"
    OPINION = "oordeel", "Oordeel van mensen"


class Weight(models.TextChoices):
    SUSPECTED = "vermoeden", "Vermoeden, niet bevestigd"
    PARTLY = "deels", "Deels gesteund"
    CONFIRMED = "bevestigd", "Bevestigd"
