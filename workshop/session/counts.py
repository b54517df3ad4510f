"""How many teams chose a method: the only thing of a session that others ever see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from core.http.cache.kept import by_stamp
from core.http.cache.stamp import note_public_change
from core.http.limits import allow, coarse_sender
from core.published import Action
from workshop.session.models import Card, Choice, TeamCount, Workshop

_FEWEST_PEOPLE = 3
_ROUNDED_TO = 5


@transaction.atomic
def count(workshop: Workshop, request: HttpRequest) -> None:
    """Count a session that was closed: once, of one network once a day, and when three people each chose."""
    people = Choice.objects.filter(participant__workshop=workshop, is_pick=True).values("participant").distinct()
    if people.count() < _FEWEST_PEOPLE:
        return
    if Workshop.objects.filter(pk=workshop.pk, counted_at=None).update(counted_at=timezone.now()) == 0:
        return
    if not allow("workshop counted", 1, timedelta(days=1), sender=coarse_sender(request)):
        return
    chosen = Card.objects.filter(workshop=workshop, kind="methode", choices__is_pick=True).exclude(stays=False)
    numbers = sorted({number for number in chosen.values_list("number", flat=True) if number})
    TeamCount.objects.bulk_create([TeamCount(number=number) for number in numbers], ignore_conflicts=True)
    TeamCount.objects.filter(number__in=numbers).update(teams=F("teams") + 1)


@transaction.atomic
def renew() -> int:
    """Show the counts of now, rounded down to fives; how many methods show another one."""
    rows = [row for row in TeamCount.objects.all() if row.shown != row.teams // _ROUNDED_TO * _ROUNDED_TO]
    for row in rows:
        row.shown = row.teams // _ROUNDED_TO * _ROUNDED_TO
    TeamCount.objects.bulk_update(rows, ["shown"])
    if rows:
        note_public_change()
    return len(rows)


def team_actions(page: Page) -> Iterable[Action]:
    """What the page of a method says of the teams that chose it; nothing below five. At most one query a stamp."""
    if getattr(page, "short_prefix", "") == "m" and (teams := shown().get(page.number)):
        yield Action(f"Door {teams} teams gekozen in een werksessie", reverse("workshop_start"))


@by_stamp
def shown() -> dict[int, int]:
    """How many teams chose each method, as readers may know it."""
    return dict(TeamCount.objects.filter(shown__gt=0).values_list("number", "shown"))
