"""‘Waarom staat deze pagina hier?’ in the admin: a question and a page, and what the one does for the other."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.published import kind_of
from core.text.sanitise import one_line
from search.contract import MAX_TEXT, EngineError
from search.explain.explanation import FARTHEST, explain
from search.explain.synonym_preview import FAILED, SAVE
from search.query.page_numbers import numbers_in

_UNKNOWN = "Er is nu geen openbare pagina met dit nummer. Wat niet openbaar is, staat ook niet in zoeken."


class ExplanationForm(forms.Form):
    vraag = forms.CharField(label="Vraag", max_length=MAX_TEXT, help_text="Wat een lezer typt.")
    pagina = forms.CharField(
        label="Pagina", max_length=40, help_text="Het nummer: M31 voor methode 31, P12 voor praktijkvoorbeeld 12."
    )

    def clean_vraag(self) -> str:
        return one_line(self.cleaned_data["vraag"])

    def clean_pagina(self) -> int:
        """The id of the page.

        :raises ValidationError: the same for a number that does not exist as for a page that is not public."""
        named = numbers_in(one_line(self.cleaned_data["pagina"]))
        if not named:
            raise ValidationError("Schrijf een nummer op, zoals M31 of P12.")
        for slug, number in named:
            kind = kind_of(slug)
            found = kind.public().filter(number=number).values_list("pk", flat=True).first() if kind else None
            if found is not None:
                return int(found)
        raise ValidationError(_UNKNOWN)


@require_safe
@permission_required(SAVE, login_url="account_login")
def explanation(request: HttpRequest) -> HttpResponse:
    """The page at `/beheer/waarom-hier/`; the state is the address."""
    form = ExplanationForm(request.GET or None)
    context: dict[str, Any] = {
        "form": form,
        "page_title": "Waarom hier?",
        "header_title": "Waarom staat deze pagina hier?",
        "header_icon": "help",
        "farthest": FARTHEST,
    }
    if form.is_valid():
        try:
            found = explain(form.cleaned_data["vraag"], form.cleaned_data["pagina"])
            context |= {"explanation": found} if found else {"problem": _UNKNOWN}
        except EngineError:
            context["problem"] = FAILED
    return render(request, "search_admin/explanation.html", context)
