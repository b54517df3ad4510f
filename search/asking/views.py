"""‘Vraag het de redactie’: a page of its own, with what was searched for in it. No cookie."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from core.form_guard import TOKEN, TRAP
from core.handled import ADDRESS_KEPT
from core.plain_text import one_line
from search.asking import form as asking
from search.asking.form import AskForm
from search.asking.models import LONGEST, ReaderQuestion
from search.asking.telling import tell_editors
from search.contract import MAX_TEXT
from search.parameters import TEXT

_ABOUT = "vraag"
_TITLE = "Vraag het de redactie"


# No cookie, so no CSRF cookie: the guard checks where the form comes from and when it was opened.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """The form, and taking it in."""
    guard = asking.GUARD
    if request.method != "POST":
        started = AskForm(initial={"asked": one_line(request.GET.get(TEXT, ""))[:MAX_TEXT]})
        return _show(request, started, guard.make_token(_ABOUT))
    form = AskForm(request.POST)
    objection = guard.objection(request, _ABOUT)
    if not form.is_valid() and objection == guard.objections.too_soon:
        objection = ""  # there is enough to mend already
    if not form.is_valid() or objection:
        # Who was too quick keeps the moment the form was opened; otherwise it would be too soon for ever.
        keeps_token = objection in ("", guard.objections.too_soon)
        token = request.POST.get(TOKEN, "") if keeps_token else guard.make_token(_ABOUT)
        return _show(request, form, token, objection, status=400)
    if not _is_known(form):
        if not asking.QUESTIONS.allows():
            return _show(request, form, guard.make_token(_ABOUT), asking.TOO_MANY, status=429)
        ReaderQuestion.objects.create(**form.cleaned_data)
        transaction.on_commit(tell_editors, robust=True)
    return HttpResponseRedirect(reverse("ask_thanks"), status=303)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    context = {"title": "Bedankt voor je vraag", "canonical_path": request.path, "noindex": True}
    return render(request, "search/ask_thanks.html", {**context, "days": ADDRESS_KEPT.days})


def _show(request: HttpRequest, form: AskForm, token: str, objection: str = "", status: int = 200) -> HttpResponse:
    context = {
        "title": _TITLE,
        "canonical_path": request.path,
        "noindex": True,
        "form": form,
        "token": token,
        "objection": objection,
        "trap": TRAP,
        "longest": LONGEST,
        "days": ADDRESS_KEPT.days,
        "above": [("Zoeken", reverse("search"))],
    }
    return render(request, "search/ask.html", context, status=status)


def _is_known(form: AskForm) -> bool:
    """The same question came in a moment ago: a second press on the button, or a page loaded again."""
    since = timezone.now() - timedelta(hours=1)
    return ReaderQuestion.objects.filter(created_at__gte=since, **form.cleaned_data).exists()
