"""The plan as a file: a sheet, and a calendar with a whole day for each action that has a date."""

from __future__ import annotations

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from core.http.calendar import CONTENT_TYPE, Event, calendar_file
from core.http.exports import Column, csv_parts, download
from workshop.plan.models import PlanAction
from workshop.session.models import Workshop

COLUMNS: tuple[Column[PlanAction], ...] = (
    Column("actie", "Wat het team gaat doen", lambda action: action.what),
    Column("wie", "Wie het trekt", lambda action: action.owner),
    Column("kaart", "Bij welke kaart het hoort", lambda action: action.card.name if action.card else ""),
    Column("klaar_op", "Wanneer het klaar is", lambda action: action.due.isoformat() if action.due else ""),
    Column("eerst_cijfer", "Welk cijfer het team eerst bekijkt", lambda action: action.figure),
    Column("stand", "Hoe het ervoor staat", lambda action: action.get_state_display()),
    Column("reden", "Waarom het niet doorgaat", lambda action: action.reason),
)


def sheet(workshop: Workshop) -> HttpResponseBase:
    return download(csv_parts(COLUMNS, workshop.actions.select_related("card")), "plan.csv", is_short=True)


def calendar(workshop: Workshop) -> HttpResponse:
    """Actions without a date are left out; one that is dropped is cancelled. The number of changes is the sequence."""
    events = [
        Event(
            uid=f"plan-{action.pk}-{workshop.created_at:%Y%m%d%H%M%S}@optimaaldigitaal",
            start=action.due,
            end=action.due,
            title=f"{action.what} ({action.owner})" if action.owner else action.what,
            changed=action.changed_at,
            sequence=action.version,
            text=f"Eerst bekijken: {action.figure}" if action.figure else "",
            is_cancelled=action.state == PlanAction.State.DROPPED,
        )
        for action in workshop.actions.all()
        if action.due
    ]
    name = "plan.ics"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(calendar_file(workshop.title, events), content_type=CONTENT_TYPE, headers=headers)
