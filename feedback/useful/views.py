"""The small pages behind ‘Was dit nuttig?’: a button that counts, and a line for who missed something. No cookie."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core.submissions import guard
from core.submissions.guard import Objection
from core.submissions.views import SubmissionView
from feedback.numbered_pages import numbered_page
from feedback.useful.counting import take_in
from feedback.useful.forms import RemarkForm
from feedback.useful.models import UsefulRemark

_SALT = "feedback.useful"
_BUSY = "Er kwamen vandaag al veel antwoorden over deze pagina vanaf jouw netwerk. Dit antwoord telt niet mee."


# As `SubmissionView`: no cookie, so no CSRF cookie.
@method_decorator((csrf_exempt, never_cache), name="dispatch")
class UsefulView(View):
    """One answer to one page: the question on GET, counted on POST."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, prefix: str, number: int, answer: str) -> HttpResponse:
        return self._show(numbered_page(prefix, number), answer)

    def post(self, request: HttpRequest, prefix: str, number: int, answer: str) -> HttpResponse:
        if refused := guard.refused_body(request):
            return refused
        page = numbered_page(prefix, number)
        about = f"{page.short_url} {answer}"
        objection = guard.objection(request, _SALT, about)
        # One button is pressed in a second, and with script the form is opened at the click.
        if objection not in (None, Objection.TOO_SOON):
            return self._show(page, answer, str(objection).format(noun="antwoord", nouns="antwoorden"), status=400)
        token = request.POST.get(guard.TOKEN, "")
        if not take_in(request, page.pk, is_useful=answer == "ja", token=token):
            return self._show(page, answer, _BUSY, status=429)
        after = reverse("useful_thanks") if answer == "ja" else reverse("useful_remark", args=[prefix, number])
        return HttpResponseRedirect(after, status=303)

    def _show(self, page: Any, answer: str, objection: str = "", status: int = 200) -> HttpResponse:
        other = "nee" if answer == "ja" else "ja"
        context = {
            "title": "Was dit nuttig?",
            "canonical_path": self.request.path,
            "noindex": True,
            "about": page,
            "is_useful": answer == "ja",
            "button": "Ja, dit was nuttig" if answer == "ja" else "Nee, dit was niet nuttig",
            "other_url": reverse("useful", args=[page.short_prefix, page.number, other]),
            "token": guard.make_token(_SALT, f"{page.short_url} {answer}"),
            "trap": guard.HONEYPOT,
            "objection": objection,
            "above": [(page.title, page.get_url() or "")],
        }
        return render(self.request, "feedback/useful.html", context, status=status)


class RemarkView(SubmissionView):
    model = UsefulRemark
    form_class = RemarkForm
    template_name = "feedback/useful_remark.html"
    title = "Bedankt. Wat miste je?"
    noun, nouns = "opmerking", "opmerkingen"
    thanks = "useful_thanks"

    def setup(self, request: HttpRequest, prefix: str, number: int, **kwargs: Any) -> None:  # type: ignore[override]
        super().setup(request, prefix=prefix, number=number, **kwargs)
        self._page = numbered_page(prefix, number)

    def about(self) -> str:
        return str(self._page.short_url)

    def fixed_fields(self) -> dict[str, Any]:
        return {"page_id": self._page.pk}

    def context(self) -> dict[str, Any]:
        return {"about": self._page, "above": [(self._page.title, self._page.get_url() or "")]}
