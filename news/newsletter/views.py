"""Subscribe to the newsletter; confirm, change and stop at the secret address from every letter; the archive."""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.http.feeds import MOST_ENTRIES, FeedEntry, feed_response, tag_uri
from core.http.pagination import paginate
from core.http.query_filters import page_number, page_url
from core.secret_addresses.button_page import button_page, is_one_click
from core.secret_addresses.models import SecretAddress
from core.submissions.guard import refused_body
from core.submissions.views import LetterView
from core.text.extraction import plain
from news.newsletter.forms import ChoiceForm, SubscribeForm
from news.newsletter.models import Edition, Subscriber
from news.newsletter.subscribing import confirm, stop, subscribe
from news.newsletter.topics import in_groups, still_public

_PAGE_SIZE = 20
_ARCHIVE = "Eerdere nieuwsbrieven"


class SubscribeView(LetterView):
    model = Subscriber
    form_class = SubscribeForm
    template_name = "news/subscribe.html"
    title = "Nieuwsbrief"
    noun, nouns = "aanmelding", "aanmeldingen"
    thanks = "newsletter_asked"

    def initial(self) -> dict[str, Any]:
        """What an address asks for, such as `?familie=waterschap`."""
        data = self.request.GET
        return {"families": data.getlist("familie"), "themes": data.getlist("thema"), "topics": data.getlist("soort")}

    def write(self, form: forms.Form) -> None:
        subscribe(**form.cleaned_data)


def own_subscription(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponseBase:
    """:raises Http404: for an address that leads to nobody, or anything unknown below it."""
    row = get_object_or_404(Subscriber, pk=address.subject)
    if is_one_click(request):
        stop(row)
        return HttpResponse("Je bent afgemeld.", content_type="text/plain; charset=utf-8")
    pages = {"": _change_page, "bevestig": _confirm_page, "stop": _stop_page}
    if rest not in pages:
        raise Http404("nothing there")
    return pages[rest](request, row)


def _confirm_page(request: HttpRequest, row: Subscriber) -> HttpResponse:
    return button_page(
        request,
        title="Bevestig je nieuwsbrief",
        text="Druk op de knop, dan sturen we je voortaan mail over wat je koos. Stoppen kan met elke mail.",
        button="Ja, stuur mij de nieuwsbrief",
        act=partial(confirm, row),
        done_title="Je krijgt de nieuwsbrief",
        done_text="De eerste mail komt zodra er iets nieuws is dat bij je keuze past. Je hoeft niets meer te doen.",
    )


def _stop_page(request: HttpRequest, row: Subscriber) -> HttpResponse:
    return button_page(
        request,
        title="Stop met de nieuwsbrief",
        text="Druk op de knop, dan verwijderen we je adres en je keuze meteen.",
        button="Stop en verwijder mijn adres",
        act=partial(stop, row),
        done_title="Je bent gestopt",
        done_text="We hebben je adres verwijderd. Je krijgt geen nieuwsbrief meer.",
    )


def _change_page(request: HttpRequest, row: Subscriber) -> HttpResponse:
    if request.method == "POST" and (refused := refused_body(request)):
        return refused
    form = ChoiceForm(request.POST if request.method == "POST" else None, initial=vars(row))
    saved = form.is_bound and form.is_valid()
    if saved:
        Subscriber.objects.filter(pk=row.pk).update(**form.cleaned_data)
    context = {
        "title": "Je nieuwsbrief",
        "form": form,
        "saved": saved,
        "row": row,
        "canonical_path": request.path,
        "noindex": True,
    }
    return render(request, "news/own_subscription.html", context, status=400 if form.errors else 200)


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """What went out, newest first; 404 past the end."""
    path, editions = reverse("newsletter_archive"), Edition.published()
    pages = paginate(page_number(request.GET), editions.count(), _PAGE_SIZE, partial(page_url, path))
    first = (pages.number - 1) * _PAGE_SIZE
    context = {
        "title": _ARCHIVE,
        "canonical_path": page_url(path, pages.number),
        "editions": editions.defer("items")[first : first + _PAGE_SIZE],
        "pagination": pages,
        "feed_url": reverse("newsletter_feed"),
        "above": [("Nieuwsbrief", reverse("newsletter"))],
    }
    return render(request, "news/archive.html", context, status=404 if pages.past_end else 200)


@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """One edition with everything it could hold, as far as it is public now.

    :raises Http404: when it never went out.
    """
    found = get_object_or_404(Edition.published().select_related("picture"), pk=number)
    first = list(found.first_pages.values_list("page_id", flat=True))
    context = {
        "title": found.subject,
        "canonical_path": request.path,
        "edition": found,
        "groups": in_groups(still_public(found.items), first),
        "above": [("Nieuwsbrief", reverse("newsletter")), (_ARCHIVE, reverse("newsletter_archive"))],
    }
    return render(request, "news/edition.html", context)


@require_safe
def archive_feed(request: HttpRequest) -> HttpResponseBase:
    entries = [
        FeedEntry(
            identity=tag_uri(f"nieuwsbrief/{each.pk}"),
            path=reverse("newsletter_edition", args=[each.pk]),
            title=each.subject,
            text=plain(each.introduction),
            updated=each.started_at,
        )
        for each in Edition.published().defer("items")[:MOST_ENTRIES]
    ]
    return feed_response(request, title=_ARCHIVE, path=reverse("newsletter_archive"), entries=entries)
