"""The forms of a try-out, and the links to them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.urls import reverse
from wagtail.models import Page

from contributions.base.views import ContributionView
from contributions.tryouts.forms import JoinForm, TryOutForm
from contributions.tryouts.models import Joining, TryOut
from contributions.tryouts.pages import TryOutPage, TryOutState
from core.published import Action
from core.visibility import public_pages
from methods.models import MethodPage
from vocabulary.models import Indicator

METHOD = "methode"
# Fields of the form that an address may fill in, by their parameter.
_CHOSEN = {"family": "familie", "indicator": "indicator"}


class TryOutView(ContributionView):
    model = TryOut
    form_class = TryOutForm
    template_name = "contributions/try_out_form.html"
    title = "Wij gaan dit proberen"
    noun, nouns = "proef", "proeven"
    free_text = ("text", "start_value", "success")

    def initial(self) -> dict[str, Any]:
        asked = self.request.GET
        chosen = {name: asked.get(parameter, "")[:80] for name, parameter in _CHOSEN.items()}
        return chosen | {"method": asked.get(METHOD, "")[:9]}

    def content_of(self, form: forms.Form) -> dict[str, Any]:
        typed = super().content_of(form)
        return typed | {
            "method": MethodPage.objects.filter(number=int(typed["method"])).first(),
            "indicator": Indicator.objects.filter(slug=typed["indicator"]).first(),
        }


class JoinView(ContributionView):
    model = Joining
    form_class = JoinForm
    template_name = "contributions/join_form.html"
    title = "Wij doen mee"
    noun, nouns = "aanmelding", "aanmeldingen"

    def setup(self, request: HttpRequest, slug: str, **kwargs: Any) -> None:  # type: ignore[override]
        """:raises Http404: when not everyone may read the try-out, or it ended."""
        super().setup(request, slug=slug, **kwargs)
        found = public_pages(TryOutPage.objects.filter(slug=slug, state=TryOutState.RUNNING)).first()
        if found is None:
            raise Http404("no such try-out")
        self.try_out: TryOutPage = found

    def about(self) -> str:
        return f"probeersel {self.try_out.pk}"

    def fixed_fields(self) -> dict[str, Any]:
        return {"try_out": self.try_out}

    def context(self) -> dict[str, Any]:
        return super().context() | {"try_out": self.try_out}


def offered(page: Page) -> Iterable[Action]:
    """On a method: try it; on a try-out that runs: join it. No query."""
    if isinstance(page, MethodPage) and page.number:
        yield Action("Wij gaan dit proberen", f"{reverse('try_out')}?{METHOD}={page.number}")
    if isinstance(page, TryOutPage) and page.is_running:
        yield Action("Wij doen mee", reverse("join_try_out", args=[page.slug]))
