"""Bands and kinds of a method, with the words a reader sees."""

from __future__ import annotations

from django.db import models


class Time(models.TextChoices):
    DAYS = "days", "Enkele dagen"
    WEEKS = "weeks", "Enkele weken"
    MONTHS = "months", "Enkele maanden"
    LONGER = "longer", "Langer dan een half jaar"


class People(models.TextChoices):
    ONE = "one", "Eén persoon"
    TEAM = "team", "Een klein team"
    DEPARTMENTS = "departments", "Mensen uit meer afdelingen"
    ORGANISATION = "organisation", "De hele organisatie"


class Cost(models.TextChoices):
    NONE = "none", "Geen extra geld"
    LOW = "low", "Weinig geld"
    MEDIUM = "medium", "Eigen budget"
    HIGH = "high", "Investering met besluit"


class Expertise(models.TextChoices):
    NONE = "none", "Geen bijzondere kennis"
    SOME = "some", "Iemand met ervaring"
    SPECIALIST = "specialist", "Een specialist"


class Instrument(models.TextChoices):
    """The four ways to steer channel use."""

    COMMUNICATION = "communication", "Communicatie"
    PRODUCT = "product", "Beter product"
    BENEFIT = "benefit", "Voordeel"
    RESTRICTION = "restriction", "Beperking"


class RelationKind(models.TextChoices):
    BEFORE = "before", "Doe eerst"
    AFTER = "after", "Doe daarna"
    TOGETHER = "together", "Doe samen met"
    INSTEAD = "instead", "Of doe in plaats hiervan"

    @property
    def inverse(self) -> RelationKind:
        """How the other method sees the same relation."""
        swaps = {RelationKind.BEFORE: RelationKind.AFTER, RelationKind.AFTER: RelationKind.BEFORE}
        return swaps.get(self, self)
