"""The status page of a contribution at its secret address: state, add, withdraw, delete. GET changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from contributions.base import lifecycle, names
from contributions.base.forms import long_text
from contributions.base.models import Contribution, Purpose, State, find
from core.http.limits import allow
from core.secret_addresses.button_page import button_page
from core.secret_addresses.models import SecretAddress
from core.submissions.guard import refused_body
from core.submissions.personal_data import personal_details
from core.submissions.views import SEEN

# A room may answer for more paths behind the address: gets the request, the contribution and the path.
More = Callable[[HttpRequest, Contribution, str], HttpResponseBase | None]
_MORE: list[More] = []
_MOST_A_DAY = 30


def extend(view: More) -> None:
    """Have a room answer for paths behind the address of its contributions; it gives None for what is not its own."""
    if view not in _MORE:
        _MORE.append(view)


class AddForm(forms.Form):
    text = long_text(
        "Vul je inzending aan, of geef antwoord",
        4000,
        required=True,
        error_messages={"required": "Schrijf op wat je wilt toevoegen."},
    )


def status_page(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponseBase:
    """All of it. Anything unknown behind the address is a 404 of the site."""
    row = find(address.subject)
    if row is None:
        return render(request, "404_secret.html", status=404)
    for more in _MORE:
        if (answer := more(request, row, rest)) is not None:
            return answer
    if rest == "":
        return _show(request, row, AddForm())
    if rest == "vul-aan":
        return _add(request, row)
    if rest == "gegevens.json":
        response = JsonResponse(lifecycle.dossier(row), json_dumps_params={"ensure_ascii": False, "indent": 2})
        response.headers["Content-Disposition"] = 'attachment; filename="mijn-inzending.json"'
        return response
    words = _BUTTONS.get(rest)
    if words is None:
        return render(request, "404_secret.html", status=404)
    act, facts = words
    return button_page(request, act=partial(act, row), **facts)


def _show(
    request: HttpRequest, row: Contribution, form: forms.Form, details: tuple[str, ...] = (), status: int = 200
) -> HttpResponse:
    person = row.person
    consents = list(person.consents.all()) if person else []
    context = {
        "title": "Je inzending",
        "canonical_path": "/meedoen/",
        "noindex": True,
        "row": row,
        "person": person,
        "consents": consents,
        "messages_of_row": lifecycle.messages_of(row),
        "form": form,
        "details": ", ".join(details),
        "seen": SEEN,
        "base": request.path[: 4 + 26 - 1] + "/",
        "is_unconfirmed": row.status == State.UNCONFIRMED,
        "is_placed": row.status == State.PLACED,
        "placed": row.page.specific if row.page and row.page.live else None,
    }
    return render(request, "contributions/status.html", context, status=status)


def _add(request: HttpRequest, row: Contribution) -> HttpResponse:
    if request.method != "POST":
        return HttpResponseRedirect("../")
    if refused := refused_body(request):
        return refused
    form = AddForm(request.POST)
    if row.status == State.UNCONFIRMED or not form.is_valid():
        return _show(request, row, form, status=400)
    text = form.cleaned_data["text"]
    details = personal_details(text)
    if not set(details) <= set(request.POST.get(SEEN, "").split(", ")):
        return _show(request, row, form, details)
    if not allow(f"bijdrage {row.key}", _MOST_A_DAY, timedelta(days=1)) or not lifecycle.add(row, text):
        form.add_error("text", "Je hebt vandaag al veel toegevoegd. Je tekst staat er nog. Probeer het morgen opnieuw.")
        return _show(request, row, form, status=429)
    return HttpResponseRedirect("../#berichten", status=303)


def _button(title: str, text: str, button: str, done_title: str, done_text: str) -> dict[str, Any]:
    return {"title": title, "text": text, "button": button, "done_title": done_title, "done_text": done_text}


_BUTTONS: dict[str, tuple[Callable[[Contribution], None], dict[str, Any]]] = {
    "bevestig": (
        lifecycle.confirm,
        _button(
            "Bevestig je inzending",
            "Druk op de knop. Dan weten we dat dit e-mailadres van jou is, en gaat de redactie ermee aan de slag.",
            "Ja, dit is van mij",
            "Bedankt, je inzending is bevestigd",
            "De redactie leest wat je stuurde. Je krijgt een mail als er iets verandert.",
        ),
    ),
    "intrekken": (
        lifecycle.withdraw,
        _button(
            "Je inzending intrekken",
            "Staat je inzending nog niet op de site, dan komt ze er ook niet. Staat ze er al, dan vraag je de redactie "
            "om de pagina weg te halen.",
            "Trek mijn inzending in",
            "Je inzending is ingetrokken",
            "Stond ze al op de site? Dan kijkt de redactie ernaar en krijg je bericht.",
        ),
    ),
    "verwijderen": (
        lifecycle.delete_everything,
        _button(
            "Alles verwijderen",
            "We verwijderen je naam, je e-mailadres, de berichten en de mails. Staat je inzending nog niet op de site, "
            "dan verwijderen we haar ook. Wat al op de site staat, blijft staan, zonder iets van jou. Deze pagina "
            "werkt daarna niet meer.",
            "Verwijder alles",
            "Alles van jou is verwijderd",
            "We hebben niets meer waarmee we je kunnen bereiken.",
        ),
    ),
    "naam": (
        names.withdraw,
        _button(
            "De naam van je organisatie weghalen",
            "Druk op de knop, dan staat op de site meteen ‘een gemeente’ of een ander woord voor jullie soort "
            "organisatie. De redactie kijkt daarna of de naam nog ergens in de tekst staat.",
            "Haal de naam weg",
            "De naam staat niet meer op de site",
            "De redactie kijkt de tekst nog na.",
        ),
    ),
    "vragen": (
        lifecycle.still,
        _button(
            "Mogen collega’s je vragen blijven stellen?",
            "Druk op de knop, dan blijft dat nog een jaar zo. Doe je niets, dan stopt het vanzelf.",
            "Ja, nog een jaar",
            "Dat blijft nog een jaar zo",
            "Over een jaar vragen we het opnieuw.",
        ),
    ),
    "stop-vragen": (
        partial(lifecycle.stop, purpose=Purpose.QUESTIONS),
        _button(
            "Geen vragen van collega’s meer",
            "Druk op de knop, dan kan niemand je meer via de site een vraag stellen.",
            "Stop met vragen",
            "Je krijgt geen vragen meer",
            "Wat je instuurde, blijft zoals het was.",
        ),
    ),
    "stop-jaar": (
        partial(lifecycle.stop, purpose=Purpose.YEAR),
        _button(
            "Geen vraag na een jaar",
            "Druk op de knop, dan vragen we je niet meer hoe het gaat.",
            "Vraag het mij niet",
            "We vragen het je niet",
            "Wat je instuurde, blijft zoals het was.",
        ),
    ),
}
