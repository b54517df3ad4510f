"""What a method asks of an organisation, in four bands that are never added up: money, knowledge, people and time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db.models import TextChoices

from methods.choices import Cost, Expertise, People, Time


class Band(NamedTuple):
    """One band of one aspect. `slug` is its value in an address, `meaning` one sentence for a reader."""

    choice: TextChoices
    slug: str
    meaning: str

    @property
    def label(self) -> str:
        return str(self.choice.label)


class Aspect(NamedTuple):
    """One of the four. `slug` is the parameter in an address, `field` where a method keeps its band."""

    slug: str
    label: str
    question: str
    field: str
    bands: Mapping[str, Band]


def _aspect(slug: str, label: str, question: str, field: str, *bands: tuple[TextChoices, str, str]) -> Aspect:
    return Aspect(slug, label, question, field, {str(band[0].value): Band(*band) for band in bands})


MONEY = _aspect(
    *("geld", "Geld", "Kost het geld?", "effort_cost"),
    (Cost.NONE, "geen", "Het kost alleen uren van collega's."),
    (Cost.LOW, "weinig", "Het past in een lopend budget, zoals drukwerk of een licentie."),
    (Cost.MEDIUM, "eigen-budget", "Je vraagt vooraf een bedrag aan, bijvoorbeeld voor een bouwer."),
    (Cost.HIGH, "investering", "Bestuur of directie beslist erover."),
)
KNOWLEDGE = _aspect(
    *("kennis", "Kennis", "Welke kennis is nodig?", "effort_expertise"),
    (Expertise.NONE, "geen", "Een collega kan het met de stappen op de pagina."),
    (Expertise.SOME, "ervaring", "Iemand die dit eerder deed, doet mee."),
    (Expertise.SPECIALIST, "specialist", "Iemand van het vak doet het werk, zoals een bouwer of onderzoeker."),
)
PEOPLE = _aspect(
    *("mensen", "Mensen", "Wie heb je nodig?", "effort_people"),
    (People.ONE, "een", "Eén collega kan het, naast ander werk."),
    (People.TEAM, "team", "Een paar collega's die elkaar makkelijk vinden."),
    (People.DEPARTMENTS, "afdelingen", "Ook andere afdelingen maken tijd vrij, zoals ICT of de balie."),
    (People.ORGANISATION, "organisatie", "Iedereen krijgt ermee te maken, en de leiding staat erachter."),
)
TIME = _aspect(
    *("tijd", "Tijd", "Hoeveel tijd kost het?", "effort_time"),
    (Time.DAYS, "dagen", "Van begin tot eind binnen een week of twee."),
    (Time.WEEKS, "weken", "Van begin tot eind binnen drie maanden."),
    (Time.MONTHS, "maanden", "Van begin tot eind binnen een half jaar."),
    (Time.LONGER, "lang", "Plan het als een project."),
)
ASPECTS = (TIME, PEOPLE, MONEY, KNOWLEDGE)


def bands_of(method: Any) -> list[tuple[Aspect, Band]]:
    """The bands an editor filled in; a draft may miss some. Editorial estimates, no source."""
    given = ((aspect, aspect.bands.get(getattr(method, aspect.field))) for aspect in ASPECTS)
    return [(aspect, band) for aspect, band in given if band]
