"""Kinds and shapes of a result, with the words an editor and a reader see."""

from __future__ import annotations

from django.db import models

from evidence import Direction as EvidenceDirection


class CaseKind(models.TextChoices):
    MEASUREMENT = "measurement", "Praktijkvoorbeeld met meting"
    BACKGROUND = "background", "Achtergrond: telt nergens voor mee"


class Contrast(models.TextChoices):
    """What is compared with what."""

    BEFORE_AFTER = "before-after", "Voor en na"
    WITHOUT_WITH = "without-with", "Zonder en met"
    VERSUS = "versus", "Twee aanpakken tegenover elkaar"
    NONE = "none", "Niets om mee te vergelijken"


class Shape(models.TextChoices):
    """The honest shapes: exactly what the source gives, nothing made up beside it."""

    COUNTS = "counts", "Aantallen van een totaal (120 van 800)"
    SHARE = "share", "Twee percentages, totalen niet bekend"
    VALUE = "value", "Twee waarden (aantal, tijd, geld)"
    POINTS = "points", "Alleen het verschil in procentpunten"
    RELATIVE = "relative", "Alleen een relatieve verandering"
    RANGE = "range", "Een bandbreedte (50 tot 70% minder)"
    TEXT = "text", "Alleen in woorden"
    SINGLE = "single", "Eén losse meting"
    SERIES = "series", "Een reeks metingen"
    CONTEXT = "context", "Cijfers ter achtergrond"


class Qualifier(models.TextChoices):
    """The word the source puts before its figure."""

    OVER = "over", "ruim"
    NEARLY = "nearly", "bijna"
    ABOUT = "about", "circa"


class Outcome(models.TextChoices):
    """What the words of a source say of the indicator, for a result without a figure."""

    ROSE = "rose", "ging omhoog"
    SAME = "same", "bleef gelijk"
    FELL = "fell", "ging omlaag"
    MIXED = "mixed", "wisselend"


class Relation(models.TextChoices):
    """What differed between the two sides, seen from one method. The values are those of `evidence.Relation`."""

    ALONE = "alone", "Alleen deze methode"
    BUNDLE = "bundle", "Deze methode samen met iets anders"
    VERSUS = "versus", "Twee aanpakken tegenover elkaar"
    UNKNOWN = "unknown", "De bron zegt niet wat er verschilde"


# What says something about the method by itself or with others; a head to head is shown beside it.
COUNTING = (Relation.ALONE, Relation.BUNDLE)
SHOWN_AT_METHOD = (*COUNTING, Relation.VERSUS)


class Arm(models.TextChoices):
    """Which side of a head to head a method is."""

    FIRST = "first", "De eerste kant (zonder, voor)"
    SECOND = "second", "De tweede kant (met, na)"


class Design(models.TextChoices):
    """How it was measured. The code is English, the slug in an address is Dutch."""

    BEFORE_AFTER = "before_after", "Voor en na, geen vergelijking"
    WITH_TREND = "with_trend", "Voor en na, naast een trend"
    COMPARISON = "comparison", "Met een groep ter vergelijking"
    STAGGERED = "staggered", "In stappen ingevoerd"
    RANDOMISED = "randomised", "Door loting verdeeld"


DESIGN_SLUGS: dict[str, str] = {
    Design.BEFORE_AFTER: "voor-na",
    Design.WITH_TREND: "met-trend",
    Design.COMPARISON: "vergelijking",
    Design.STAGGERED: "gefaseerd",
    Design.RANDOMISED: "loting",
}


class ReportedBy(models.TextChoices):
    DOER = "doer", "De organisatie zelf"
    PRESS = "press", "Pers of kennisbank"
    RESEARCH = "research", "Onderzoek"


class Direction(models.TextChoices):
    """Whether the change is better, as the indicator says. Computed, never typed. The values are addresses.

    `BUNDLE` is only said of a method: whatever was measured, it was never tested by itself.
    """

    BETTER = "beter", "Beter"
    NO_CHANGE = "geen-verschil", "Geen duidelijke verandering"
    MIXED = "wisselend", "Wisselend"
    WORSE = "slechter", "Slechter"
    BUNDLE = "alleen-samen", "Alleen samen met iets anders"
    UNKNOWN = "nog-niet-te-zeggen", "Nog niet te zeggen"


class Cause(models.TextChoices):
    """Why what is said of a method changed."""

    FIRST = "eerste", "eerste berekening"
    NEW = "nieuw", "nieuw resultaat"
    CORRECTION = "correctie", "correctie"
    WITHDRAWN = "ingetrokken", "resultaat ingetrokken"
    RULE = "rekenregel", "nieuwe rekenregel"
    TIME = "tijd", "tijd: een meting werd ouder dan de regel toelaat"


_DIRECTIONS = {
    EvidenceDirection.BETTER: Direction.BETTER,
    EvidenceDirection.NO_CLEAR_CHANGE: Direction.NO_CHANGE,
    EvidenceDirection.MIXED: Direction.MIXED,
    EvidenceDirection.WORSE: Direction.WORSE,
    EvidenceDirection.NO_RESULT: Direction.UNKNOWN,
}


def direction_of(direction: EvidenceDirection) -> Direction:
    """The direction as the site writes it in words and addresses."""
    return _DIRECTIONS[direction]
