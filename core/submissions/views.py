"""The page with a form for readers: shown, taken in, refused without losing a word. No cookie."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import TemplateView

from core.http.guards.request_guards import is_from_here
from core.http.limits import allow, coarse_sender
from core.submissions import guard, intake
from core.submissions.guard import Objection
from core.submissions.intake import Outcome
from core.submissions.models import ADDRESS_KEPT, Submission
from core.submissions.personal_data import personal_details

# Of one form: all processes together, and one network.
SPAN = timedelta(minutes=10)
MOST_IN_ALL = 120
MOST_OF_A_NETWORK = 10
# The button that sends what was pointed out as a personal detail names it, so that another detail is pointed out too.
SEEN = "gezien"
# A page of ours that hands over what it knows names it: the form is shown with that in it, and nothing is sent in. By
# POST, so that no word of it stands in an address.
HANDED_OVER = "vooraf"


def busy(request: HttpRequest, name: str) -> Objection | None:
    """Count one of this form, unless its network, or all networks together, sent enough for now: then which."""
    if not allow(name, MOST_OF_A_NETWORK, SPAN, sender=coarse_sender(request)):
        return Objection.BUSY_NETWORK
    return None if allow(name, MOST_IN_ALL, SPAN) else Objection.BUSY


# No cookie, so no CSRF cookie: `guard` checks where the form comes from and when it was opened.
@method_decorator((csrf_exempt, never_cache), name="dispatch")
class SubmissionView(View):
    """One kind of form. A subclass says what it makes and what stands around it.

    `noun` and `nouns` name what is sent, `thanks` is the address to go to after. `free_text` are the fields in which
    personal details are pointed out before they are sent.
    """

    http_method_names = ["get", "head", "post"]
    model: ClassVar[type[Any]]
    form_class: ClassVar[type[forms.Form]]
    template_name: ClassVar[str]
    title: ClassVar[str]
    noun: ClassVar[str]
    nouns: ClassVar[str]
    thanks: ClassVar[str]
    free_text: ClassVar[tuple[str, ...]] = ("text",)

    def about(self) -> str:
        """What this form is about, so that its token serves for nothing else."""
        return self.noun

    def form(self, *args: Any, **kwargs: Any) -> forms.Form:
        return self.form_class(*args, **kwargs)

    def initial(self) -> dict[str, Any]:
        return {}

    def fixed_fields(self) -> dict[str, Any]:
        """Fields of the model that are not typed."""
        return {}

    def context(self) -> dict[str, Any]:
        return {}

    def make(self, form: forms.Form) -> Submission:
        """The row that a valid form comes to, not stored yet."""
        row: Submission = self.model(**form.cleaned_data, **self.fixed_fields())
        return row

    def keep(self, row: Submission, form: forms.Form) -> Outcome:
        return intake.keep(row)

    def get(self, request: HttpRequest, **_: Any) -> HttpResponse:
        return self.show(self.form(initial=self.initial()))

    def post(self, request: HttpRequest, **_: Any) -> HttpResponse:
        if refused := guard.refused_body(request):
            return refused
        if HANDED_OVER in request.POST and is_from_here(request):
            return self.show(self.form(initial=self.initial() | request.POST.dict()))
        form = self.form(request.POST)
        objection = guard.objection(request, self._salt, self.about())
        if not form.is_valid() and objection is Objection.TOO_SOON:
            objection = None  # there is enough to mend already
        if not form.is_valid() or objection:
            return self.show(form, objection, status=400)
        return self.take_in(form)

    @property
    def _salt(self) -> str:
        return f"core.submissions.{self.model._meta.label_lower}"

    def take_in(self, form: forms.Form) -> HttpResponse:
        row = self.make(form)
        intake.mark(row, self.about(), form.cleaned_data, self.request.POST.get(guard.TOKEN, ""))
        found = intake.outcome(row)
        if found is Outcome.NEW:
            details = personal_details(" ".join(str(form.cleaned_data[name]) for name in self.free_text))
            if not set(details) <= set(self.request.POST.get(SEEN, "").split(", ")):
                return self.show(form, details=details)
            if busy := self._busy():
                return self.show(form, busy, status=429)
            found = self.keep(row, form)
        if found is Outcome.USED:
            return self.show(form, Objection.USED, status=400)
        return self._thank()

    def _thank(self) -> HttpResponse:
        return HttpResponseRedirect(reverse(self.thanks), status=303)

    def _busy(self) -> Objection | None:
        return busy(self.request, f"submissions {self.model._meta.label_lower}")

    def show(
        self,
        form: forms.Form,
        objection: Objection | None = None,
        details: tuple[str, ...] = (),
        status: int = 200,
    ) -> HttpResponse:
        """The form with everything typed in it."""
        context = {
            "title": self.title,
            "canonical_path": self.request.path,
            "noindex": True,
            "form": form,
            "token": guard.token_of(self.request, self._salt, self.about(), objection),
            "objection": objection.format(noun=self.noun, nouns=self.nouns) if objection else "",
            "details": ", ".join(details),
            "seen": SEEN,
            "trap": guard.HONEYPOT,
            "days": ADDRESS_KEPT.days,
            **self.context(),
        }
        response = render(self.request, self.template_name, context, status=status)
        if status == 429:
            response.headers["Retry-After"] = str(int(SPAN.total_seconds()))
        return response


class LetterView(SubmissionView):
    """A form that only leads to a letter: the page says the same whether the address was known or not."""

    free_text = ()

    def take_in(self, form: forms.Form) -> HttpResponse:
        if busy := self._busy():
            return self.show(form, busy, status=429)
        self.write(form)
        return self._thank()

    def write(self, form: forms.Form) -> None:
        """Keep what was filled in and queue the letter."""
        raise NotImplementedError


class ThanksView(TemplateView):
    """The page after a form was sent; give it `template_name` and `title`."""

    http_method_names = ["get", "head"]
    title = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = {"title": self.title, "canonical_path": self.request.path, "noindex": True, "days": ADDRESS_KEPT.days}
        return {**super().get_context_data(**kwargs), **facts}
