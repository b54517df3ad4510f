"""`/meedoen/`: every way to take part, and what happens after."""

from __future__ import annotations

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.views.decorators.http import require_safe

from contributions.base import periods
from contributions.base.duration import days_to_answer

_INTRODUCTION = (
    "Deze site is zo goed als wat organisaties erop delen. Vijf minuten is vaak genoeg. ‘Het hielp niet’ is net zo "
    "welkom als ‘het hielp’."
)


class Way(NamedTuple):
    """A way to take part: the path of its form, what it is called, who it is for and how long it takes.

    `begins_at` is where somebody begins who has to choose something first.
    """

    path: str
    title: str
    text: str
    minutes: str
    begins_at: str = ""


_WAYS = (
    Way(
        "/meedoen/wij-deden-dit-ook/",
        "Wij deden dit ook",
        "Je gebruikte een methode van deze site. Zoek haar op en zeg daar wat er veranderde, ook als dat niets was.",
        "Vijf minuten",
        begins_at="/zoeken/?soort=methode",
    ),
    Way(
        "/meedoen/praktijkvoorbeeld/",
        "Praktijkvoorbeeld insturen",
        "Je deed iets om dienstverlening beter te maken, met of zonder een methode van deze site.",
        "Een kwartier",
    ),
    Way(
        "/meedoen/methode/",
        "Methode voorstellen",
        "Je kent een aanpak die hier nog niet staat: nuttig, minstens één keer gebruikt, en in stappen uit te leggen.",
        "Een kwartier",
    ),
    Way(
        "/meedoen/probeersel/",
        "Wij gaan dit proberen",
        "Je gaat een methode proberen. Je zegt vooraf wanneer het gelukt is, en wij herinneren je aan het meten.",
        "Vijf minuten",
    ),
    Way(
        "/meedoen/hulp/",
        "Hulp bieden of zoeken",
        "Je organisatie kan anderen ergens bij helpen, of zoekt zelf hulp. Eén regel op de pagina van je organisatie.",
        "Twee minuten",
    ),
    Way(
        "/meedoen/meelezen/",
        "Meelezen",
        "Je leest een concept van een methode, praktijkvoorbeeld of agenda en zegt wat beter kan.",
        "Zoveel als je wilt",
    ),
    Way(
        "/vraag-de-redactie/",
        "Vraag het de redactie",
        "Je zoekt iets en vindt het niet, of je ziet iets dat niet klopt.",
        "Twee minuten",
    ),
)


def ways() -> list[Way]:
    """The ways that are there: whose address is a form of ours, not one that no page has."""
    return [way for way in _WAYS if resolve(way.path).url_name != "wagtail_serve"]


def sitemap_paths() -> list[str]:
    return [reverse("take_part")]


@require_safe
def take_part(request: HttpRequest) -> HttpResponse:
    context = {
        "title": "Meedoen",
        "introduction": _INTRODUCTION,
        "description": _INTRODUCTION,
        "canonical_path": reverse("take_part"),
        "ways": ways(),
        "dealing_days": periods.DEALING.days,
        "privacy_path": "/privacy/",
        "days_to_answer": days_to_answer(),
        "unconfirmed_days": periods.UNCONFIRMED.days,
    }
    return render(request, "contributions/take_part.html", context)
