"""Add, change and take away actions, in the session and in the plan. Raises a `Problem` with the typed words in it."""

from __future__ import annotations

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from workshop.plan.forms import ActionForm
from workshop.plan.models import PlanAction
from workshop.session.acts import number
from workshop.session.making import changed
from workshop.session.models import Workshop
from workshop.session.problems import GONE, Problem
from workshop.session.shared import change

MOST_ACTIONS = 50


def save(workshop: Workshop, data: QueryDict) -> str:
    """Add an action, or change the one that is named, when it still is as this person saw it."""
    pk = number(data, "actie")
    form = ActionForm(list(workshop.cards.all()), data, auto_id=f"actie-{pk}-%s" if pk else "nieuw-%s")
    if not form.is_valid():
        raise Problem("Er klopt nog iets niet in de actie.", status=400, form=form, row=pk)
    return f"?actie={_change(workshop, pk, form, number(data, 'versie')) if pk else _add(workshop, form)}#acties"


def remove(workshop: Workshop, data: QueryDict) -> str:
    """Take an action away, when nobody changed it since; one that is gone already is no trouble."""
    rows = workshop.actions.filter(pk=number(data, "actie"))
    if rows.filter(version=number(data, "versie")).delete()[0]:
        changed(workshop)
    elif rows.exists():
        raise Problem("Iemand veranderde deze actie net.", "Kijk of ze echt weg kan, en haal haar dan weg.")
    return "#acties"


@transaction.atomic
def _add(workshop: Workshop, form: ActionForm) -> int:
    Workshop.objects.select_for_update().get(pk=workshop.pk)
    same = workshop.actions.filter(**form.values).first()  # a button pressed twice
    if same is not None:
        return int(same.pk)
    if workshop.actions.count() >= MOST_ACTIONS:
        raise Problem(f"Een plan heeft hooguit {MOST_ACTIONS} acties.", status=400, form=form, row=0)
    action = PlanAction.objects.create(workshop=workshop, **form.values)
    changed(workshop)
    return int(action.pk)


def _change(workshop: Workshop, pk: int, form: ActionForm, version: int) -> int:
    rows = PlanAction.objects.filter(pk=pk)
    if change(rows, workshop, version, changed_at=timezone.now(), **form.values):
        return pk
    now = rows.filter(workshop=workshop).first()
    if now is None:
        form.auto_id = "nieuw-%s"
        raise Problem(GONE, "Wat je typte, staat hieronder. Bewaar het als nieuwe actie.", form=form, row=0)
    if all(getattr(now, name) == value for name, value in form.values.items()):
        return pk
    raise Problem(
        "Iemand was je net voor bij deze actie.",
        f"Daar staat nu: ‘{now.what}’, {now.owner or 'nog niemand'}. Wat jij typte, staat hieronder. "
        "Overleg, en bewaar opnieuw als dat beter is.",
        form=form,
        row=pk,
    )
