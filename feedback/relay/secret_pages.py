"""The secret pages of a relayed question: of the contact who says yes, of who asks, and of who answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from core.http.limits import allow
from core.secret_addresses.button_page import button_page
from core.secret_addresses.models import SecretAddress
from core.submissions.guard import refused_body
from core.submissions.personal_data import personal_details
from core.submissions.views import SEEN
from feedback.relay.forms import LONGEST_ANSWER, reply_form
from feedback.relay.letters import tell_asker, tell_contact
from feedback.relay.models import LONGEST, PageContact, RelayedQuestion

# Questions that one contact gets in a day.
MOST_A_DAY = 10
_BUSY = "Deze organisatie kreeg vandaag al veel vragen. Je vraag staat er nog. Verstuur haar morgen."


def contact_page(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponse:
    """May readers ask you? And the way to stop."""
    contact = PageContact.objects.select_related("page").filter(pk=address.subject).first()
    if contact is None or rest not in ("", "stop"):
        return _gone(request)
    if rest == "stop":
        return _stop(request, contact)
    return button_page(
        request,
        title="Mogen collega’s jou vragen stellen?",
        text=f"Het gaat over ‘{contact.page.title}’. Een vraag krijg je per mail, met een geheim adres waar je "
        "antwoordt. Je e-mailadres ziet niemand. Je ja geldt een jaar; daarna vragen we het opnieuw. Elke mail heeft "
        "een knop om een vraag niet te beantwoorden of om te stoppen.",
        button="Ja, collega’s mogen mij vragen stellen",
        act=contact.confirm,
        done_title="Collega’s mogen jou vragen stellen",
        done_text="Op de pagina staat nu ‘Vraag het deze organisatie’. Over een jaar vragen we of dat zo blijft.",
    )


def asker_page(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponse:
    """Confirm, read the answer, ask once more, delete everything."""
    question = _question(address)
    if question is None or rest not in ("", "verwijderen"):
        return _gone(request)
    if rest == "verwijderen":
        return button_page(
            request,
            title="Je vraag verwijderen",
            text="We verwijderen je vraag, het antwoord en je e-mailadres. Dat kun je niet terugdraaien.",
            button="Verwijder alles",
            act=lambda: _delete(question),
            done_title="Alles is verwijderd",
            done_text="Je vraag, het antwoord en je e-mailadres zijn weg. Dit adres werkt niet meer.",
        )
    if question.confirmed_at is None:
        return _confirm(request, question)
    form = reply_form("Je vervolgvraag", LONGEST, request.POST or None)
    if request.method == "POST":
        return _written(request, question, "asker", form, _ask_more)
    return _show(request, question, "asker", form if question.may_ask_more else None)


def answer_page(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponse:
    """Answer, refuse, or stop being asked."""
    question = _question(address)
    if question is None or rest not in ("", "weigeren", "stop") or (rest == "stop" and question.contact is None):
        return _gone(request)
    if rest == "weigeren":
        return button_page(
            request,
            title="Deze vraag niet beantwoorden",
            text="Wie de vraag stelde, krijgt bericht dat er geen antwoord komt. Een reden hoef je niet te geven.",
            button="Ik beantwoord deze vraag niet",
            act=lambda: _refuse(question),
            done_title="Je beantwoordt deze vraag niet",
            done_text="We hebben dat laten weten. Je hoeft niets meer te doen.",
        )
    if rest == "stop" and question.contact is not None:
        return _stop(request, question.contact)
    form = reply_form("Je antwoord", LONGEST_ANSWER, request.POST or None)
    if request.method == "POST":
        return _written(request, question, "answerer", form, _answer)
    return _show(request, question, "answerer", form if question.waits_for_answer else None)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "404_secret.html", status=404)


def _question(address: SecretAddress) -> RelayedQuestion | None:
    return RelayedQuestion.objects.select_related("page", "contact").filter(pk=address.subject).first()


def _stop(request: HttpRequest, contact: PageContact) -> HttpResponse:
    return button_page(
        request,
        title="Geen vragen meer krijgen",
        text="We verwijderen je e-mailadres. Vragen die nog openstaan, krijgen geen antwoord.",
        button="Stop, en verwijder mijn adres",
        act=lambda: _stop_asking(contact),
        done_title="Je krijgt geen vragen meer",
        done_text="Je e-mailadres is verwijderd.",
    )


def _confirm(request: HttpRequest, question: RelayedQuestion) -> HttpResponse:
    if request.method == "POST" and not allow(f"relay contact {question.contact_id}", MOST_A_DAY, timedelta(days=1)):
        context = {"title": "Verstuur je vraag morgen", "text": _BUSY, "canonical_path": request.path}
        return render(request, "submissions/button_page.html", context, status=429)
    return button_page(
        request,
        title="Verstuur je vraag",
        text=f"Je vraag over ‘{question.page.title}’: {question.text}",
        button="Verstuur mijn vraag",
        act=lambda: _send(question),
        done_title="Je vraag is verstuurd",
        done_text="Je krijgt een mail als er antwoord is. De organisatie ziet je e-mailadres niet.",
    )


def _written(
    request: HttpRequest, question: RelayedQuestion, role: str, form: Any, act: Callable[[RelayedQuestion, str], bool]
) -> HttpResponse:
    """Keep what was written, or show it again; also when somebody was first in another window."""
    if refused := refused_body(request):
        return refused
    if not form.is_valid():
        return _show(request, question, role, form, status=400)
    details = personal_details(form.cleaned_data["text"])
    if not set(details) <= set(request.POST.get(SEEN, "").split(", ")):
        return _show(request, question, role, form, details=details)
    text = form.cleaned_data["text"]
    if act(question, text) or text in (question.answer, question.follow_up, question.follow_up_answer):
        return HttpResponseRedirect(request.path, status=303)
    return _show(request, question, role, None, unsent=text, status=409)


def _show(
    request: HttpRequest,
    question: RelayedQuestion,
    role: str,
    form: Any,
    *,
    details: tuple[str, ...] = (),
    unsent: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "title": "Je vraag en het antwoord" if role == "asker" else "Een vraag van een collega",
        "canonical_path": request.path,
        "noindex": True,
        "question": question,
        "role": role,
        "form": form,
        "details": ", ".join(details),
        "seen": SEEN,
        "unsent": unsent,
        "is_refused": question.status == question.Status.CLOSED,
    }
    return render(request, "feedback/relay.html", context, status=status)


@transaction.atomic
def _send(question: RelayedQuestion) -> None:
    """Once, however often the button is pressed."""
    unsent = RelayedQuestion.objects.filter(pk=question.pk, confirmed_at=None)
    if unsent.update(confirmed_at=timezone.now()):
        tell_contact(question)


@transaction.atomic
def _answer(question: RelayedQuestion, text: str) -> bool:
    field = "follow_up_answer" if question.follow_up else "answer"
    waiting = {"status": question.Status.OPEN, "confirmed_at__isnull": False, "contact__isnull": False, field: ""}
    is_changed = _change(question, waiting, status=question.Status.ANSWERED, **{field: text})
    if is_changed:
        tell_asker(question)
    return is_changed


@transaction.atomic
def _ask_more(question: RelayedQuestion, text: str) -> bool:
    answered = {"status": question.Status.ANSWERED, "follow_up": "", "contact__isnull": False}
    is_changed = _change(question, answered, status=question.Status.OPEN, follow_up=text)
    if is_changed:
        tell_contact(question)
    return is_changed


@transaction.atomic
def _refuse(question: RelayedQuestion) -> None:
    if _change(question, {"status": question.Status.OPEN}, status=question.Status.CLOSED):
        tell_asker(question)


def _change(question: RelayedQuestion, expected: dict[str, Any], **fields: Any) -> bool:
    """Only from this state, so that a second press and a second window change nothing."""
    changed = RelayedQuestion.objects.filter(pk=question.pk, **expected).update(**fields)
    question.refresh_from_db()
    return bool(changed)


@transaction.atomic
def _stop_asking(contact: PageContact) -> None:
    """Tell who waits for an answer that none will come."""
    for question in contact.questions.filter(confirmed_at__isnull=False).select_related("page"):
        _refuse(question)
    PageContact.objects.filter(pk=contact.pk).delete()


def _delete(question: RelayedQuestion) -> None:
    RelayedQuestion.objects.filter(pk=question.pk).delete()
