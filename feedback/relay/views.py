"""The form ‘Vraag het deze organisatie’, and the link to it on pages with somebody to ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from django import forms
from django.db.models import Min
from django.http import Http404, HttpRequest
from django.urls import reverse
from wagtail.models import Page

from core.http.cache.kept import by_stamp
from core.http.cache.validity import changes_at
from core.published import Action
from core.submissions import intake
from core.submissions.intake import Outcome
from core.submissions.models import Submission
from core.submissions.views import SubmissionView
from feedback.numbered_pages import numbered_page
from feedback.relay.forms import RelayForm
from feedback.relay.letters import ask_to_confirm
from feedback.relay.models import QUESTION_KEPT, UNCONFIRMED_KEPT, PageContact, RelayedQuestion

TITLE = "Vraag het deze organisatie"


class AskOrganisationView(SubmissionView):
    model = RelayedQuestion
    form_class = RelayForm
    template_name = "feedback/relay_ask.html"
    title = TITLE
    noun, nouns = "vraag", "vragen"
    thanks = "relay_thanks"

    def setup(self, request: HttpRequest, prefix: str, number: int, **kwargs: Any) -> None:  # type: ignore[override]
        """:raises Http404: when not everyone may read the page, or nobody said yes to questions about it."""
        super().setup(request, prefix=prefix, number=number, **kwargs)
        self._page = numbered_page(prefix, number)
        contact = PageContact.valid().filter(page_id=self._page.pk).first()
        if contact is None:
            raise Http404("nobody to ask")
        self._contact = contact

    def about(self) -> str:
        return str(self._page.short_url)

    def fixed_fields(self) -> dict[str, Any]:
        return {"page_id": self._page.pk, "contact": self._contact}

    def keep(self, row: Submission, form: forms.Form) -> Outcome:
        """The asker is asked to confirm, in the transaction in which the question is kept; editors are told nothing."""
        return intake.keep(row, partial(ask_to_confirm, row))  # type: ignore[arg-type]

    def context(self) -> dict[str, Any]:
        return {
            "about": self._page,
            "days": QUESTION_KEPT.days,
            "unconfirmed_days": UNCONFIRMED_KEPT.days,
            "above": [(self._page.title, self._page.get_url() or "")],
        }


def ask_link(page: Page) -> Iterable[Action]:
    """The link on a page with a contact. No query but one per public state."""
    if getattr(page, "number", None) and page.pk in _pages_with_contact():
        yield Action(TITLE, reverse("relay_ask", args=[page.short_prefix, page.number]))


def _next_end() -> datetime | None:
    found: datetime | None = PageContact.valid().aggregate(first=Min("ends_at"))["first"]
    return found


@by_stamp
def _pages_with_contact() -> frozenset[int]:
    changes_at(_next_end)
    return frozenset(PageContact.valid().values_list("page_id", flat=True))
