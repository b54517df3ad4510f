"""Try out a group of synonyms before it is saved: what a question finds without it and with it. Changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.text.sanitise import one_line
from search.contract import MAX_TEXT, Answer, EngineError, Hit, Question
from search.curation.synonyms import SynonymGroup, check_line, saved_groups
from search.dutch.questions import analyse_question
from search.dutch.synonyms import Thesaurus, parse_group
from search.service import ask

# A whole group, in the address of the form of a new one.
GROUP = "groep"
SAVE = "search.add_synonymgroup"
FAILED = "De zoekindex geeft nu geen antwoord. Probeer het straks opnieuw."


class TrialForm(forms.Form):
    vraag = forms.CharField(label="Vraag", max_length=MAX_TEXT, help_text="Wat een lezer typt.")
    woorden = forms.CharField(
        label="Synoniemen om te proberen",
        max_length=1000,
        required=False,
        validators=[check_line],
        help_text="Bijvoorbeeld ‘loketje = balie’. Er wordt niets bewaard.",
    )

    def clean_vraag(self) -> str:
        return one_line(self.cleaned_data["vraag"])


@dataclass(frozen=True)
class Found:
    """A page in the first ten; `before` is its place (from 1) without the new group, None when it was not there."""

    hit: Hit
    before: int | None


@dataclass(frozen=True)
class Trial:
    """The first ten without and with the group that is tried."""

    without: Answer
    with_group: Answer

    @property
    def rows(self) -> list[Found]:
        places = {hit.page_id: place for place, hit in enumerate(self.without.hits, start=1)}
        return [Found(hit, places.get(hit.page_id)) for hit in self.with_group.hits]


def try_out(text: str, line: str) -> Trial:
    """Ask with the synonyms as saved and with `line` beside them.

    :raises EngineError: when the engine fails.
    """
    question, asked, groups = Question(text), analyse_question(text), saved_groups()
    without = ask(question, asked, Thesaurus(groups))
    return Trial(without, ask(question, asked, Thesaurus([*groups, parse_group(line)])) if line else without)


@require_safe
@permission_required(SAVE, login_url="account_login")
def trial(request: HttpRequest) -> HttpResponse:
    """The page at `/beheer/zoekproef/`; the state is the address."""
    form = TrialForm(request.GET or None)
    context: dict[str, Any] = {
        "form": form,
        "page_title": "Zoekproef",
        "header_title": "Zoekproef",
        "header_icon": "view",
    }
    if form.is_valid():
        line = form.cleaned_data["woorden"]
        try:
            context["trial"] = try_out(form.cleaned_data["vraag"], line)
        except EngineError:
            context["problem"] = FAILED
        name = SynonymGroup.snippet_viewset.get_url_name("add")  # type: ignore[attr-defined]
        context["save_url"] = f"{reverse(name)}?{urlencode({GROUP: line})}" if line else ""
    return render(request, "search_admin/trial.html", context)
