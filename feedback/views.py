"""‘Vraag het de redactie’: a page of its own, with what was searched for in it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core.submissions.views import SubmissionView
from core.text.sanitise import one_line
from feedback.forms import AskForm
from feedback.models import ReaderQuestion
from search.contract import MAX_TEXT
from search.query_string import TEXT


class AskView(SubmissionView):
    model = ReaderQuestion
    form_class = AskForm
    template_name = "search/ask.html"
    title = "Vraag het de redactie"
    noun, nouns = "vraag", "vragen"
    thanks = "ask_thanks"
    free_text = ("text", "asked")

    def initial(self) -> dict[str, Any]:
        return {"asked": one_line(self.request.GET.get(TEXT, ""))[:MAX_TEXT]}

    def context(self) -> dict[str, Any]:
        return {"above": [("Zoeken", reverse("search"))]}
