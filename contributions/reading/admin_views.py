"""Reading rounds in the admin: open one on a draft, read comments beside it, decide, finish.

Whoever may edit the page, or what else is read along, may do all of it; nobody else sees anything.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied as _denied
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from contributions.reading import rounds
from contributions.reading.admin_forms import DecisionForm, ExtendForm, InviteForm, RoundForm, end_of
from contributions.reading.draft import Draft
from contributions.reading.models import Decision, ReadingComment, ReviewRound
from core.published import kind_of
from core.published.reading import ReadAlong, read_along_models
from core.submissions.personal_data import personal_details

_PAGE_SIZE = 50


def list_of_rounds(request: HttpRequest) -> HttpResponse:
    """Rounds on what this editor may edit, newest first. A fixed number of queries."""
    pages = page_permission_policy.instances_user_has_permission_for(request.user, "change")
    others = [model for model in read_along_models() if model.may_be_changed_by(request.user)]
    own = Q(page__in=pages) | Q(other_type__in=ContentType.objects.get_for_models(*others).values())
    undecided = Count("readers__comments", filter=Q(readers__comments__decision=Decision.NONE), distinct=True)
    counted = (
        ReviewRound.objects.filter(own)
        .select_related("page")
        .prefetch_related(GenericPrefetch("other", [model._default_manager.select_related() for model in others]))
        .annotate(
            reading=Count("readers", filter=Q(readers__joined_at__isnull=False), distinct=True),
            said=Count("readers__comments", distinct=True),
            undecided=undecided,
        )
    )
    shown = Paginator(counted.defer("content").order_by("-opened_at", "-pk"), _PAGE_SIZE).get_page(request.GET.get("p"))
    return render(request, "contributions/reading/admin_list.html", {"rounds": shown})


def open_round(request: HttpRequest, page_id: int) -> HttpResponse:
    page = get_object_or_404(Page, pk=page_id).specific
    if kind_of(page) is None:
        raise Http404("no kind that the site publishes")
    return _open(request, page, ReviewRound.objects.filter(page=page))


def open_round_on(request: HttpRequest, model: str, pk: int) -> HttpResponse:
    """The same for what is no page."""
    found = next((each for each in read_along_models() if each._meta.label_lower == model), None)
    if found is None:
        raise Http404("no such model that can be read along")
    of_type = ReviewRound.objects.filter(other_type=ContentType.objects.get_for_model(found))
    return _open(request, get_object_or_404(found, pk=pk), of_type.filter(other_id=pk))


def _open(request: HttpRequest, subject: Page | ReadAlong, earlier: QuerySet[ReviewRound]) -> HttpResponse:
    if not _may_edit(request.user, subject):
        return _refused(request)
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            review = rounds.opened(subject, request.user, **form.settings)
            count = rounds.invite(review, *form.invited())
        messages.success(request, _invited(count))
        return redirect("reading_admin_round", review.pk)
    context = {"subject": subject, "edit_url": _edit_url(subject), "form": form, "earlier": earlier.defer("content")}
    return render(request, "contributions/reading/admin_open.html", context)


def _may_edit(user: Any, subject: Page | ReadAlong) -> bool:
    if isinstance(subject, Page):
        return bool(subject.permissions_for_user(user).can_edit())
    return subject.may_be_changed_by(user)


def _edit_url(subject: Page | ReadAlong) -> str:
    return reverse("wagtailadmin_pages:edit", args=[subject.pk]) if isinstance(subject, Page) else subject.edit_url


def round_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The comments beside the draft; a POST says in `actie` what to do."""
    review = _own_round(request, pk)
    if review is None:
        return _refused(request)
    act = _ACTIONS.get(request.POST.get("actie", "")) if request.method == "POST" else None
    return act(request, review) if act else _show(request, review, _decisions(review))


def draft_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft of the round as readers see it, for the frame beside the comments."""
    review = _own_round(request, pk)
    if review is None:
        return _refused(request)
    if not review.content:
        raise Http404("the draft of this round is not kept any more")
    draft = Draft(review, request)
    request.is_preview = True  # type: ignore[attr-defined]  # our own page may frame it
    body = draft.html(lambda part: f'<span id="deel-{part.key}"></span>')
    return render(request, "contributions/reading/admin_draft.html", {"body": body, "styles": draft.styles})


def _refused(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = _denied(request)
    return response


def _own_round(request: HttpRequest, pk: int) -> ReviewRound | None:
    review = get_object_or_404(ReviewRound.objects.select_related("page"), pk=pk)
    return review if _may_edit(request.user, review.subject) else None


def _comments(review: ReviewRound) -> list[ReadingComment]:
    found = ReadingComment.objects.filter(reader__round=review).select_related("reader", "decided_by")
    return list(found)


def _decisions(review: ReviewRound, data: Any = None) -> list[DecisionForm]:
    return [DecisionForm(comment, data) for comment in _comments(review)]


def _show(request: HttpRequest, review: ReviewRound, decisions: list[DecisionForm], **more: Any) -> HttpResponse:
    readers = list(review.readers.all())
    by_reader = {reader.pk: place for place, reader in enumerate(readers, start=1)}
    for form in decisions:
        form.who = by_reader[form.comment.reader_id]  # type: ignore[attr-defined]
        form.details = ", ".join(personal_details(form.comment.text))  # type: ignore[attr-defined]
    context = {
        "review": review,
        "edit_url": _edit_url(review.subject),
        "decisions": decisions,
        "readers": readers,
        "reading": sum(reader.joined_at is not None for reader in readers),
        "undecided": sum(not form.comment.decision for form in decisions),
        "not_yet": rounds.reason_not_to_finish(review) if review.finished_at is None else "",
        "invite": InviteForm(),
        "extend": ExtendForm(initial={"last_day": timezone.localdate(review.last_day)}),
        **more,
    }
    bad = any(form.errors for form in (*decisions, *(each for each in more.values() if isinstance(each, forms.Form))))
    return render(request, "contributions/reading/admin_round.html", context, status=400 if bad else 200)


def _decide(request: HttpRequest, review: ReviewRound) -> HttpResponse:
    """Keep what this editor changed. What a colleague changed meanwhile is shown first; nothing typed is lost."""
    shown, wrong, kept = [], False, 0
    for comment in _comments(review):
        form = DecisionForm(comment, request.POST)
        if form.add_prefix("version") not in request.POST or not form.is_touched:
            shown.append(DecisionForm(comment))
        elif not form.is_valid():
            shown.append(form)
            wrong = True
        elif rounds.decided(
            comment,
            form.cleaned_data["version"],
            form.cleaned_data["decision"],
            form.cleaned_data["answer"],
            request.user,
        ):
            kept += 1
            shown.append(DecisionForm(ReadingComment.objects.select_related("reader", "decided_by").get(pk=comment.pk)))
        else:
            shown.append(form.again())
            wrong = True
    if wrong:
        messages.error(request, "Niet alles is bewaard. Kijk bij de opmerkingen met een melding.")
        return _show(request, review, shown)
    messages.success(request, "1 besluit bewaard." if kept == 1 else f"{kept} besluiten bewaard.")
    return redirect("reading_admin_round", review.pk)


def _invite(request: HttpRequest, review: ReviewRound) -> HttpResponse:
    form = InviteForm(request.POST)
    if review.has_ended:
        messages.error(request, "De ronde is gesloten. Verleng haar eerst.")
    elif not form.is_valid():
        return _show(request, review, _decisions(review), invite=form)
    else:
        messages.success(request, _invited(rounds.invite(review, *form.invited())))
    return redirect("reading_admin_round", review.pk)


def _extend(request: HttpRequest, review: ReviewRound) -> HttpResponse:
    form = ExtendForm(request.POST)
    if not form.is_valid():
        return _show(request, review, _decisions(review), extend=form)
    rounds.extended(review, end_of(form.cleaned_data["last_day"]))
    return redirect("reading_admin_round", review.pk)


def _close(request: HttpRequest, review: ReviewRound) -> HttpResponse:
    if not review.has_ended:
        rounds.extended(review, timezone.now())
        messages.success(request, "De ronde is gesloten. Wie nog schrijft, mag dat tot morgen dit uur versturen.")
    return redirect("reading_admin_round", review.pk)


def _finish(request: HttpRequest, review: ReviewRound) -> HttpResponse:
    if reason := rounds.reason_not_to_finish(review):
        messages.error(request, reason)
    else:
        count = rounds.finished(review, request.user)
        messages.success(
            request, f"De ronde is afgerond. {count} {'lezer krijgt' if count == 1 else 'lezers krijgen'} mail."
        )
    return redirect("reading_admin_round", review.pk)


def _invited(count: int) -> str:
    return f"{count} {'uitnodiging gaat' if count == 1 else 'uitnodigingen gaan'} per mail weg."


_ACTIONS: dict[str, Any] = {
    "besluiten": _decide,
    "uitnodigen": _invite,
    "verlengen": _extend,
    "sluiten": _close,
    "afronden": _finish,
}
