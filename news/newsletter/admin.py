"""The editors' side: make an edition ready, see what a choice would get, send a test to oneself, stop a run."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.views.generic import CreateView, DeleteView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from core.mail.models import OutgoingMail
from core.mail.queue import queue
from core.mail.rendering import html
from news.newsletter.forms import ChoiceForm
from news.newsletter.letters import TEST
from news.newsletter.models import Edition, Rhythm
from news.newsletter.sending import progress, stop_edition, subscribers
from news.newsletter.topics import Item, collect, fitting, topics

MAY = "news.change_edition"
_SHOWN = 12
_SPANS = {Rhythm.WEEKLY: timedelta(days=7), Rhythm.MONTHLY: timedelta(days=31)}


class _Prepared:
    """:raises Http404: for an edition that went already."""

    def get_object(self, queryset: Any = None) -> Edition:
        edition: Edition = super().get_object(queryset) if queryset else super().get_object()  # type: ignore[misc]
        if edition.state != Edition.State.PREPARED:
            raise Http404("it went already")
        return edition


class _ThenPreview:
    """Who saved sees what it looks like."""

    object: Edition

    def get_success_url(self) -> str:
        return reverse("newsletter_preview", args=[self.object.pk])


class _AddPrepared(_ThenPreview, CreateView):  # type: ignore[misc]
    pass


class _EditPrepared(_Prepared, _ThenPreview, EditView):  # type: ignore[misc]
    pass


class _DeletePrepared(_Prepared, DeleteView):  # type: ignore[misc]
    pass


class EditionViewSet(ModelViewSet):  # type: ignore[misc]
    """Editions that did not go yet; what went cannot be changed any more."""

    model = Edition
    name = "nieuwsbrieven"
    icon = "mail"
    menu_label = "Klaarzetten"
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    add_view_class = _AddPrepared
    edit_view_class = _EditPrepared
    delete_view_class = _DeletePrepared
    panels = [
        FieldPanel("rhythm"),
        FieldPanel("title"),
        FieldPanel("introduction"),
        FieldPanel("picture"),
        InlinePanel("first_pages", heading="Bovenaan", label="Pagina", panels=[FieldPanel("page")]),
        FieldPanel("is_ready", help_text="De eerstvolgende keer dat er iets nieuws is, gaat dit mee."),
    ]
    list_display = ["__str__", Column("get_rhythm_display", label="Voor wie"), BooleanColumn("is_ready", label="Klaar")]

    def get_queryset(self, request: Any) -> QuerySet[Edition]:
        prepared: QuerySet[Edition] = Edition.objects.filter(state=Edition.State.PREPARED)
        return prepared


@require_admin_access
@permission_required(MAY, raise_exception=True)
def overview(request: HttpRequest) -> HttpResponse:
    """What is made ready, what is on its way with how far it is, and what went."""
    gone = list(Edition.objects.exclude(state=Edition.State.PREPARED).defer("items")[:_SHOWN])
    waiting = OutgoingMail.State.WAITING
    rows = [(each, progress(each)[waiting] if each.state == Edition.State.SENDING else 0) for each in gone]
    counts = [(label, subscribers(value).count()) for value, label in Rhythm.choices]
    ready = Edition.objects.filter(state=Edition.State.PREPARED)
    context = {"rows": rows, "counts": counts, "ready": ready, "list_url": reverse("nieuwsbrieven:index")}
    return render(request, "news/admin/newsletter.html", context)


@require_POST
@require_admin_access
@permission_required(MAY, raise_exception=True)
def stop_now(request: HttpRequest, edition: int) -> HttpResponseBase:
    withdrawn = stop_edition(get_object_or_404(Edition, pk=edition))
    messages.success(request, f"Gestopt. {withdrawn} mails gaan niet meer; wat erin stond, komt in de volgende.")
    return redirect("newsletter_overview")


@require_admin_access
@permission_required(MAY, raise_exception=True)
def preview(request: HttpRequest, edition: int) -> HttpResponseBase:
    """What a choice would get now; POST sends that to the editor's own address."""
    found = get_object_or_404(Edition, pk=edition, state=Edition.State.PREPARED)
    everything = {"topics": list(topics()), "rhythm": found.rhythm}
    form = ChoiceForm(request.GET or None, initial=everything)
    choice = form.cleaned_data if form.is_valid() else {} if form.is_bound else everything
    items = _items(found, choice) if choice else []
    if request.method == "POST":
        return _send_test(request, found, items)
    context = {"edition": found, "form": form, "count": len(items), "letter": _shown(found, items) if items else ""}
    return render(request, "news/admin/preview.html", context)


def _items(edition: Edition, choice: dict[str, Any]) -> list[Item]:
    now = timezone.now()
    since = now - _SPANS[Rhythm(edition.rhythm)]
    families, themes = choice.get("families", ()), choice.get("themes", ())
    return fitting(collect(since, now), choice["topics"], families, themes, since)


def _shown(edition: Edition, items: list[Item]) -> str:
    return html(OutgoingMail(template=TEST, context={"edition": edition.pk, "items": items}))


def _send_test(request: HttpRequest, edition: Edition, items: list[Item]) -> HttpResponseBase:
    email = getattr(request.user, "email", "")
    if not email:
        messages.error(request, "Je account heeft geen e-mailadres. Vul dat eerst in.")
    elif not items:
        messages.error(request, "Er is niets nieuws dat bij deze keuze past, dus er is niets te versturen.")
    else:
        queue(TEST, email, {"edition": edition.pk, "items": items})
        messages.success(request, "De proefmail is onderweg naar je eigen adres.")
    return redirect(request.get_full_path())


class NewsletterMenuItem(MenuItem):
    """Shown to whoever makes the newsletter."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(MAY))


def menu_item() -> NewsletterMenuItem:
    return NewsletterMenuItem("Nieuwsbrief", reverse("newsletter_overview"), icon_name="mail", order=311)
