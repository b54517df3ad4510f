"""What only the facilitator may do."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from core.secret_addresses import addresses
from workshop.plan.reminders import ask_to_confirm
from workshop.session import counts, making
from workshop.session.acts import card_of, number
from workshop.session.forms import CardsForm, DetailsForm, NameForm, ReminderForm
from workshop.session.models import Participant, Workshop
from workshop.session.problems import GONE, Problem
from workshop.session.rounds import Round

_WRONG = "Er klopt nog iets niet."

Act = Callable[[HttpRequest, Workshop], str]


@transaction.atomic
def go_to_round(request: HttpRequest, workshop: Workshop) -> str:
    """Go on, or back. At the end the session is closed and counted; going back opens it again."""
    wanted = request.POST.get("ronde", "")
    if wanted not in workshop.rounds:
        raise Problem("Deze ronde doen jullie niet.", status=400)
    closed = timezone.now() if wanted == Round.END else None
    Workshop.objects.filter(pk=workshop.pk).update(round=wanted, closed_at=closed)
    making.changed(workshop)
    if closed:
        counts.count(workshop, request)
    return "#ronde"


def joining(request: HttpRequest, workshop: Workshop) -> str:
    """Open or shut joining."""
    if request.POST.get("open") == "ja":
        making.open_joining(workshop)
    else:
        Workshop.objects.filter(pk=workshop.pk).update(joining_open=False)
    making.changed(workshop)
    return "#deelnemers"


def details(request: HttpRequest, workshop: Workshop) -> str:
    form = DetailsForm(request.POST)
    if not form.is_valid():
        raise Problem(_WRONG, status=400, form=form)
    Workshop.objects.filter(pk=workshop.pk).update(**form.cleaned_data)
    making.changed(workshop)
    return "#gegevens"


def add_cards(request: HttpRequest, workshop: Workshop) -> str:
    form = CardsForm(request.POST)
    if not form.is_valid():
        raise Problem(_WRONG, status=400, form=form)
    if len(form.cards) > making.MOST_CARDS - workshop.cards.count():
        form.add_error("own", f"Zo worden het meer dan {making.MOST_CARDS} kaarten. Haal er eerst een paar weg.")
        raise Problem(_WRONG, status=400, form=form)
    with transaction.atomic():
        making.add_cards(workshop, form.cards)
        making.changed(workshop)
    return "#kaarten"


@transaction.atomic
def remove_card(request: HttpRequest, workshop: Workshop) -> str:
    card_of(workshop, request.POST).delete()
    making.changed(workshop)
    return "#kaarten"


@transaction.atomic
def rename(request: HttpRequest, workshop: Workshop) -> str:
    form = NameForm(request.POST)
    if not form.is_valid():
        raise Problem("Deze naam is te lang.", status=400)
    Participant.objects.filter(pk=_person(request, workshop, "wie").pk).update(name=form.cleaned_data["name"])
    making.changed(workshop)
    return "#deelnemers"


def merge(request: HttpRequest, workshop: Workshop) -> str:
    """One person joined twice."""
    former, stays = _person(request, workshop, "wie"), _person(request, workshop, "met")
    if former.pk == stays.pk:
        raise Problem("Kies twee verschillende deelnemers.", status=400)
    making.merge(workshop, former, stays)
    return "#deelnemers"


@transaction.atomic
def remove_person(request: HttpRequest, workshop: Workshop) -> str:
    person = _person(request, workshop, "wie")
    addresses.end(making.PARTICIPANT, person.pk)
    person.delete()
    making.changed(workshop)
    return "#deelnemers"


def open_screen(request: HttpRequest, workshop: Workshop) -> str:
    return f"{addresses.make(making.SCREEN, workshop.pk)}scherm/"


def make_plan_address(request: HttpRequest, workshop: Workshop) -> str:
    return f"{addresses.make(making.PLAN, workshop.pk)}?nieuw=1"


def reminder(request: HttpRequest, workshop: Workshop) -> str:
    """Keep the address and the day; an address that is not confirmed yet gets a letter that asks so."""
    form = ReminderForm(request.POST)
    if not form.is_valid():
        raise Problem(_WRONG, status=400, form=form)
    if (day := form.cleaned_data["remind_on"]) and day <= timezone.localdate():
        form.add_error("remind_on", "Kies een dag die nog komt.")
        raise Problem(_WRONG, status=400, form=form)
    if not ask_to_confirm(request, workshop, form.cleaned_data["email"], day):
        raise Problem("Er zijn net veel mails gevraagd.", "Probeer het over een uur opnieuw.", status=429, form=form)
    return "?gemaild=1#herinnering"


@transaction.atomic
def no_reminder(request: HttpRequest, workshop: Workshop) -> str:
    addresses.end(making.MAIL, workshop.pk)
    Workshop.objects.filter(pk=workshop.pk).update(
        email="", email_asked_at=None, email_confirmed_at=None, remind_on=None, reminded_at=None
    )
    return "#herinnering"


def _person(request: HttpRequest, workshop: Workshop, name: str) -> Participant:
    found = workshop.participants.filter(pk=number(request.POST, name)).first()
    if found is None:
        raise Problem(GONE)
    return found


ACTS: dict[str, Act] = {
    "ronde": go_to_round,
    "meedoen": joining,
    "gegevens": details,
    "kaarten": add_cards,
    "kaart-weg": remove_card,
    "noemen": rename,
    "samenvoegen": merge,
    "deelnemer-weg": remove_person,
    "scherm": open_screen,
    "plan-adres": make_plan_address,
    "mail": reminder,
    "geen-mail": no_reminder,
}
