"""‘Meelezen’: the page with open rounds and the form of the pool, the form of an open round, the page of a member."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from contributions.reading import pool, rounds
from contributions.reading.forms import AddressForm, PoolForm, WishesForm
from contributions.reading.models import PoolReader, ReviewRound
from contributions.reading.retention import POOL_UNCONFIRMED
from core.secret_addresses.button_page import button_page
from core.secret_addresses.models import SecretAddress
from core.submissions.guard import refused_body
from core.submissions.views import LetterView, ThanksView


def open_rounds() -> list[ReviewRound]:
    """Rounds that anyone may read along in now. A query, and one for each model that is no page."""
    running = ReviewRound.objects.filter(is_open=True, finished_at=None, ends_at__gt=timezone.now())
    return list(running.select_related("page").prefetch_related("other").order_by("ends_at", "pk"))


class PoolView(LetterView):
    model = PoolReader
    noun, nouns = "aanmelding", "aanmeldingen"
    thanks = "reading_thanks"
    form_class = PoolForm
    template_name = "contributions/reading/pool.html"
    title = "Meelezen met een concept"

    def context(self) -> dict[str, Any]:
        return {
            "above": [("Meedoen", "/meedoen/")],
            "rounds": open_rounds(),
            "unconfirmed_days": POOL_UNCONFIRMED.days,
        }

    def write(self, form: forms.Form) -> None:
        pool.wants_to_read(form.cleaned_data)


class OpenRoundView(LetterView):
    model = ReviewRound
    noun, nouns = "aanmelding", "aanmeldingen"
    thanks = "reading_thanks"
    form_class = AddressForm
    template_name = "contributions/reading/open_round.html"
    title = "Meelezen"

    def setup(self, request: HttpRequest, pk: int, **kwargs: Any) -> None:  # type: ignore[override]
        """:raises Http404: when it is not open to anyone, or not any more."""
        super().setup(request, pk=pk, **kwargs)
        found = next((review for review in open_rounds() if review.pk == pk), None)
        if found is None:
            raise Http404("no such open round")
        self.review = found

    def about(self) -> str:
        return f"meeleesronde {self.review.pk}"

    def context(self) -> dict[str, Any]:
        above = [("Meedoen", "/meedoen/"), ("Meelezen", reverse("reading"))]
        return {"review": self.review, "above": above, "title": f"Lees mee met {self.review.name_in_mail}"}

    def write(self, form: forms.Form) -> None:
        rounds.asked_for(self.review, form.cleaned_data["email"].lower())


class ReadingThanksView(ThanksView):
    template_name = "contributions/reading/thanks.html"
    title = "Kijk in je mail"


def member_page(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponse:
    """Behind the secret address of somebody in the pool: confirm, change, leave."""
    member = PoolReader.objects.filter(pk=address.subject).first()
    if member is None or rest not in ("", "weg"):
        return render(request, "404_secret.html", status=404)
    if rest == "weg":
        return button_page(
            request,
            title="Stoppen als meelezer",
            text="We verwijderen je e-mailadres en wat je koos. Je krijgt geen uitnodigingen meer.",
            button="Haal me uit de lijst",
            act=partial(pool.left, member),
            done_title="Je bent geen meelezer meer",
            done_text="Je e-mailadres is verwijderd. Je kunt je altijd opnieuw aanmelden.",
        )
    if member.confirmed_at is None:
        return button_page(
            request,
            title="Wil je meelezen?",
            text="Druk op de knop. Dan weten we dat dit adres van jou is, en nodigen we je uit als er een concept is "
            "dat bij je past.",
            button="Ja, ik wil meelezen",
            act=partial(pool.confirmed, member),
            done_title="Je bent meelezer",
            done_text="Bedankt. Je krijgt een mail als er een concept is dat bij je past. In elke mail staat hoe je "
            "stopt.",
        )
    return _wishes(request, member)


def _wishes(request: HttpRequest, member: PoolReader) -> HttpResponse:
    chosen = {
        "families": list(member.families.values_list("slug", flat=True)),
        "themes": list(member.themes.values_list("slug", flat=True)),
    }
    form, is_saved = WishesForm(initial=chosen), False
    if request.method == "POST":
        if refused := refused_body(request):
            return refused
        form = WishesForm(request.POST)
        is_saved = form.is_valid()
        if is_saved:
            pool.set_wishes(member, form.cleaned_data)
    context = {"title": "Wat je meeleest", "form": form, "is_saved": is_saved, "canonical_path": "/", "noindex": True}
    return render(request, "contributions/reading/wishes.html", context, status=400 if form.errors else 200)
