"""The pages with the forms of this room, and the page after one was sent."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse

from contributions.base import periods
from contributions.base.views import ContributionView
from contributions.intake.forms import CaseForm, FiguresForm, MethodForm, TooForm
from contributions.intake.models import CaseContribution, MethodProposal
from contributions.tryouts.pages import TryOutPage
from core.submissions import guard
from core.submissions.views import ThanksView
from core.visibility import public_pages
from methods.models import MethodPage

METHOD, TRY_OUT = "methode", "probeersel"
# The button that shows what the figures would say names it; nothing is sent in.
PREVIEW = "bekijk"


class _FiguresView(ContributionView):
    """A form with figures, which are shown as the site would say them before they are sent."""

    model = CaseContribution
    form_class: ClassVar[type[FiguresForm]]
    method: MethodPage | None = None

    def initial(self) -> dict[str, Any]:
        """What a try-out said beforehand, when the address names a public one."""
        page = self._try_out()
        return self.form_class.initial_of(page) if page else {}

    def fixed_fields(self) -> dict[str, Any]:
        return {"try_out": self._try_out()}

    def _try_out(self) -> TryOutPage | None:
        found: TryOutPage | None
        found = public_pages(TryOutPage.objects.filter(slug=self.request.GET.get(TRY_OUT, ""))).first()
        return found

    def form(self, *args: Any, **kwargs: Any) -> FiguresForm:
        return self.form_class(self.method, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if PREVIEW not in request.POST:
            return super().post(request, **kwargs)
        if refused := guard.refused_body(request):
            return refused
        form = self.form(request.POST)
        form.is_valid()
        # Only what is wrong with the figures matters now; the rest may still be empty.
        own = {name for result in form.results for name in result.names()}  # type: ignore[attr-defined]
        for name in [name for name in form.errors if name not in own]:
            del form.errors[name]
        return self.show(form)

    def show(self, form: forms.Form, *args: Any, **kwargs: Any) -> HttpResponse:
        self.shown = form
        return super().show(form, *args, **kwargs)

    def context(self) -> dict[str, Any]:
        said = getattr(self.shown, "said", []) if self.request.method == "POST" else []
        return super().context() | {"method": self.method, "said": said, "preview": PREVIEW}

    def content_of(self, form: forms.Form) -> dict[str, Any]:
        fields = {field.name for field in CaseContribution._meta.fields}
        typed = {name: value for name, value in super().content_of(form).items() if name in fields}
        return typed | {"results": form.rows, "method": self._method(form)}  # type: ignore[attr-defined]

    def _method(self, form: forms.Form) -> MethodPage | None:
        return self.method


class DidThisTooView(_FiguresView):
    form_class = TooForm
    template_name = "contributions/did_this_too.html"
    title = "Wij deden dit ook"
    noun, nouns = "inzending", "inzendingen"
    free_text = ("differently", "side_effects", "source", "tip")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """:raises Http404: without a method that everyone may read."""
        super().setup(request, *args, **kwargs)
        number = request.GET.get(METHOD, "")
        if not (number.isascii() and number.isdecimal() and len(number) <= 9):
            raise Http404("no such method")
        self.method = public_pages(MethodPage.objects.filter(number=int(number))).first()
        if self.method is None:
            raise Http404("no such method")

    def about(self) -> str:
        return f"methode {self.method.number}"  # type: ignore[union-attr]


class CaseView(_FiguresView):
    form_class = CaseForm
    template_name = "contributions/case.html"
    title = "Praktijkvoorbeeld insturen"
    noun, nouns = "praktijkvoorbeeld", "praktijkvoorbeelden"
    free_text = ("summary", "situation", "approach", "differently", "side_effects", "source", "tip")

    def _method(self, form: forms.Form) -> MethodPage | None:
        return form.chosen_method  # type: ignore[attr-defined,no-any-return]


class MethodView(ContributionView):
    model = MethodProposal
    form_class = MethodForm
    template_name = "contributions/method.html"
    title = "Methode voorstellen"
    noun, nouns = "methode", "methoden"
    free_text = ("title", "gist", "why", "steps", "where_used")


class ThankYouView(ThanksView):
    template_name = "contributions/thanks.html"
    title = "Kijk in je mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "unconfirmed_days": periods.UNCONFIRMED.days}
