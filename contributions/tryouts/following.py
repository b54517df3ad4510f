"""From what was sent in to a page, and on: reminders at the date of measuring, the end, and what the sender can say."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from contributions.base import letters, lifecycle, periods
from contributions.base.forms import long_text
from contributions.base.models import Consent, Contribution, Purpose, State
from contributions.tryouts.models import Joining, TryOut
from contributions.tryouts.pages import SILENT_AFTER, TryOutPage, TryOutState
from core.secret_addresses import addresses
from core.secret_addresses.button_page import button_page
from core.submissions.guard import refused_body
from core.text.sanitise import one_line
from core.visibility import public_pages

# At the planned date of measuring, and twice after.
REMINDED_AFTER = (timedelta(0), timedelta(days=30), timedelta(days=90))


def try_out_file(row: TryOut) -> dict[str, Any]:
    """As a content file of the page would hold it. No organisation: who it is, is read from the contribution."""
    family = row.organisation.family if row.organisation else row.family
    method = row.method
    return {
        "title": f"Proef: {method.title[:1].lower()}{method.title[1:]}"[:255] if method else "Proef",
        **({"method": str(method.number)} if method else {}),
        **({"indicator": row.indicator.slug} if row.indicator else {}),
        **({"family": family.slug} if family else {}),
        "what": row.text,
        "start_value": one_line(row.start_value),
        "design": row.design,
        "success": one_line(row.success),
        "measure_on": row.measure_on.isoformat(),
    }


def place_of_joining(row: Joining) -> tuple[str, str]:
    """The page of the try-out, as long as it is public."""
    page = row.try_out
    return page.title, (page.get_url() or "") if page.live else ""


def follow() -> int:
    """The daily work: remind, say of what nothing was heard, and let addresses end; how much was done."""
    return _remind() + _fall_silent() + _end_consents()


def _remind() -> int:
    running = public_pages(TryOutPage.objects.filter(state=TryOutState.RUNNING)).values("pk")
    rows = TryOut.objects.filter(status=State.PLACED, page_id__in=running, person__isnull=False)
    done = 0
    for number, after in enumerate(REMINDED_AFTER):
        due = rows.filter(reminders=number, measure_on__lte=timezone.localdate() - after)
        for row in due.select_related("person", "page", "method"):
            done += _send_reminder(row)
    return done


@transaction.atomic
def _send_reminder(row: TryOut) -> int:
    """Once, also when two workers are at it: whoever counts it sends it."""
    counted = TryOut.objects.filter(pk=row.pk, reminders=row.reminders)
    if not counted.update(reminders=F("reminders") + 1, reminded_on=timezone.localdate()):
        return 0
    words = {"page_title": row.page.title, "case_url": _case_form(row)} if row.page else {}
    letters.send("try_out", row, is_last=row.reminders + 1 == len(REMINDED_AFTER), **words)
    return 1


def _case_form(row: TryOut) -> str:
    """The form that makes a case of it, with its method filled in."""
    page = row.page.slug if row.page else ""
    if row.method is None:
        return addresses.full(f"{reverse('contribute_case')}?probeersel={page}")
    return addresses.full(f"{reverse('did_this_too')}?methode={row.method.number}&probeersel={page}")


def _fall_silent() -> int:
    """Half a year after the planned date of measuring nothing more was heard, and that is shown."""
    long_ago = timezone.localdate() - SILENT_AFTER
    found = TryOutPage.objects.live().filter(state=TryOutState.RUNNING, measure_on__lte=long_ago)
    for page in found:
        page.end(TryOutState.SILENT)
    return len(found)


def _end_consents() -> int:
    """The address of who tries something is kept until the try-out ended; then as long as that of others."""
    done = 0
    for model, page in ((TryOut, "page"), (Joining, "try_out")):
        ids = {str(state): set(_with_page(model, page, state)) for state in (True, False)}
        dealing = Consent.objects.filter(purpose=Purpose.DEALING)
        name = f"contributor__{model._meta.model_name}__in"
        done += dealing.filter(**{name: ids["True"]}, ends_at__isnull=False).update(ends_at=None)
        end = timezone.now() + periods.DEALING
        done += dealing.filter(**{name: ids["False"]}, ends_at=None).update(ends_at=end)
    return done


def _with_page(model: Any, page: str, is_running: bool) -> Any:
    running = TryOutPage.objects.live().filter(state=TryOutState.RUNNING).values("pk")
    placed = model.objects.filter(status=State.PLACED)
    where = {f"{page}_id__in": running}
    return (placed.filter(**where) if is_running else placed.exclude(**where)).values_list("pk", flat=True)


class StopForm(forms.Form):
    text = long_text(
        "Waarom zijn jullie gestopt? Maak de zin af: gestopt, want …",
        280,
        required=True,
        error_messages={"required": "Schrijf op waarom jullie stopten. Ook dat helpt anderen."},
    )


def sender_pages(request: HttpRequest, row: Contribution, rest: str) -> HttpResponseBase | None:
    """What the sender of a try-out can do behind the secret address: say that it stopped, or stop the reminders."""
    if not isinstance(row, TryOut) or row.status != State.PLACED or rest not in ("gestopt", "niet-herinneren"):
        return None
    if rest == "gestopt":
        return _stopped(request, row)
    return button_page(
        request,
        title="Geen herinneringen meer",
        text="We vragen je dan niet meer hoe het ging. Een half jaar na de dag waarop jullie zouden meten, staat op de "
        "site dat we niets meer hoorden.",
        button="Herinner mij niet meer",
        act=partial(_no_reminders, row),
        done_title="Je krijgt geen herinneringen meer",
        done_text="Je kunt op de pagina van je inzending altijd nog zeggen hoe het ging.",
    )


def _no_reminders(row: TryOut) -> None:
    TryOut.objects.filter(pk=row.pk).update(reminders=len(REMINDED_AFTER))


def _stopped(request: HttpRequest, row: TryOut) -> HttpResponse:
    """The reason is public only after an editor looked at it, so it becomes a draft."""
    form = StopForm(request.POST if request.method == "POST" else None)
    context = {
        "title": "Wij zijn gestopt",
        "canonical_path": "/meedoen/",
        "noindex": True,
        "form": form,
        "row": row,
        "is_done": False,
    }
    if request.method == "POST":
        if refused := refused_body(request):
            return refused
        if form.is_valid():
            _keep_reason(row, one_line(form.cleaned_data["text"]))
            context["is_done"] = True
    return render(request, "contributions/stopped.html", context, status=400 if form.errors else 200)


@transaction.atomic
def _keep_reason(row: TryOut, reason: str) -> None:
    page = TryOutPage.objects.filter(pk=row.page_id).first()
    if page is None or not lifecycle.add(row, f"Gestopt, want {reason}"):
        return
    draft: Any = page.get_latest_revision_as_object()
    if draft.is_running:
        draft.state, draft.reason, draft.ended_on = TryOutState.STOPPED, reason, timezone.localdate()
        draft.save_revision(clean=False)
    _no_reminders(row)
