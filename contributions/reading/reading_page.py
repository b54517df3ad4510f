"""What stands behind the secret address of a reader: the button to begin, the draft with comments, and how it ended."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from contributions.reading import rounds
from contributions.reading.draft import Draft, Part
from contributions.reading.forms import CommentsForm
from contributions.reading.models import GRACE, Decision, ReadingComment, RoundReader
from core.http.limits import allow
from core.secret_addresses.button_page import button_page
from core.secret_addresses.models import SecretAddress
from core.submissions.guard import Objection, refused_body
from core.submissions.personal_data import personal_details
from core.submissions.views import SEEN

MOST_COMMENTS = 300
_SPAN, _MOST_IN_SPAN = timedelta(minutes=10), 60
_TOO_MANY = "Je schreef al heel veel opmerkingen bij dit concept. Haal er eerst een weg. Wat je nu typte, staat er nog."


def reading_page(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponse:
    found = RoundReader.objects.select_related("round__page").filter(pk=address.subject).first()
    if found is None or rest not in ("", "stop", "naam"):
        return render(request, "404_secret.html", status=404)
    if rest == "stop":
        return _stop(request, found)
    if request.method == "POST" and (refused := refused_body(request)):
        return refused
    if rest == "naam":
        return _take_name_back(request, found)
    return _Reading(request, found).answer()


class _Reading:
    def __init__(self, request: HttpRequest, reader: RoundReader) -> None:
        self.request, self.reader, self.review = request, reader, reader.round

    def answer(self) -> HttpResponse:
        is_sent = self.request.method == "POST"
        if self.review.has_ended and not (is_sent and self.reader.joined_at and self.review.takes_comments):
            return self._closed()
        if self.reader.joined_at is None:
            return self._begin()
        draft = Draft(self.review, self.request)
        if is_sent:
            return self._take_in(draft)
        names = {"name": self.reader.name, "may_be_named": self.reader.may_be_named}
        return self._show(draft, CommentsForm(draft.parts, initial=names))

    def _begin(self) -> HttpResponse:
        if self.request.method == "POST":
            rounds.joined(self.reader)
            return HttpResponseRedirect(self.request.path, status=303)
        return render(
            self.request,
            "contributions/reading/begin.html",
            {"title": "Lees je mee?", "review": self.review, **self._facts()},
        )

    def _take_in(self, draft: Draft) -> HttpResponse:
        form = CommentsForm(draft.parts, self.request.POST)
        if not form.is_valid():
            return self._show(draft, form, status=400)
        written = form.written
        details = personal_details(" ".join(text for _, text in written))
        if not set(details) <= set(self.request.POST.get(SEEN, "").split(", ")):
            return self._show(draft, form, details=details)
        if not allow("reading", _MOST_IN_SPAN, _SPAN, sender=f"reader {self.reader.pk}"):
            return self._show(draft, form, Objection.BUSY.format(nouns="opmerkingen"), status=429)
        if not self._keep(form, written):
            return self._show(draft, form, _TOO_MANY, status=400)
        if self.review.has_ended:
            return self._closed(in_time=len(written))
        return HttpResponseRedirect(f"{self.request.path}?bewaard={len(written)}#bewaard", status=303)

    @transaction.atomic
    def _keep(self, form: CommentsForm, written: list[tuple[Part, str]]) -> bool:
        """Keep what is new; False, and nothing kept, when there are too many. The same text twice is kept once."""
        reader = RoundReader.objects.select_for_update().get(pk=self.reader.pk)
        if taken_back := self.request.POST.get("weg", ""):
            own = reader.comments.filter(decision=Decision.NONE)
            own.filter(pk=taken_back if taken_back.isascii() and taken_back.isdecimal() else 0).delete()
        known = set(reader.comments.values_list("part", "text"))
        new = [(part, text) for part, text in written if (part.key, text) not in known]
        if len(known) + len(new) > MOST_COMMENTS:
            return False
        for part, text in new:
            about = {"part": part.key, "heading": part.heading, "place": part.place}
            ReadingComment.objects.create(reader=reader, text=text, **about)
        reader.name, reader.may_be_named = form.cleaned_data["name"], form.cleaned_data["may_be_named"]
        reader.save(update_fields=["name", "may_be_named"])
        return True

    def _show(
        self,
        draft: Draft,
        form: CommentsForm,
        objection: str = "",
        details: tuple[str, ...] = (),
        status: int = 200,
    ) -> HttpResponse:
        comments = self._comments()
        saved = self.request.GET.get("bewaard", "")
        context = {
            "review": self.review,
            "form": form,
            "objection": objection,
            "details": ", ".join(details),
            "seen": SEEN,
            "saved": saved if saved.isascii() and saved.isdecimal() and len(saved) < 4 else "",
            "own": sum(comment.reader_id == self.reader.pk for found in comments.values() for comment in found),
            "styles": draft.styles,
            "body": draft.html(partial(self._below, form, comments)),
            **self._facts(),
        }
        response = render(self.request, "contributions/reading/draft.html", context, status=status)
        if status == 429:
            response.headers["Retry-After"] = str(int(_SPAN.total_seconds()))
        return response

    def _below(self, form: CommentsForm, comments: dict[str, list[ReadingComment]], part: Part) -> str:
        context = {
            "part": part,
            "field": form.field_of(part),
            "comments": comments[part.key],
            "reader": self.reader,
        }
        return render_to_string("contributions/reading/part.html", context)

    def _comments(self) -> dict[str, list[ReadingComment]]:
        """By part: his own, and those of others where the editor says so. One query."""
        found = ReadingComment.objects.select_related("reader")
        one = {"reader__round": self.review} if self.review.shows_others else {"reader": self.reader}
        by_part: dict[str, list[ReadingComment]] = defaultdict(list)
        for comment in found.filter(**one):
            by_part[comment.part].append(comment)
        return by_part

    def _closed(self, in_time: int = 0) -> HttpResponse:
        """How it ended. What somebody just typed and came too late is shown back, and not kept."""
        is_late = self.request.method == "POST" and not in_time
        typed = CommentsForm([], self.request.POST).typed if is_late else []
        context = {
            "title": "De ronde is gesloten",
            "review": self.review,
            "comments": list(self.reader.comments.all()),
            "in_time": in_time,
            "typed": typed,
            "reader": self.reader,
            **self._facts(),
        }
        return render(self.request, "contributions/reading/closed.html", context, status=410 if typed else 200)

    def _facts(self) -> dict[str, Any]:
        return {"base": self.request.path, "noindex": True, "grace_hours": int(GRACE.total_seconds() // 3600)}


def _stop(request: HttpRequest, reader: RoundReader) -> HttpResponse:
    return button_page(
        request,
        title="Stoppen met meelezen",
        text="We verwijderen je e-mailadres en je naam bij deze ronde. Je krijgt er geen mail meer over en dit adres "
        "werkt niet meer. Wat je al stuurde, bewaart de redactie tot de ronde voorbij is, zonder te weten van wie.",
        button="Stop en verwijder mijn adres",
        act=partial(rounds.stopped, reader),
        done_title="Je leest niet meer mee",
        done_text="Je e-mailadres en je naam zijn verwijderd.",
    )


def _take_name_back(request: HttpRequest, reader: RoundReader) -> HttpResponse:
    return button_page(
        request,
        title="Je naam weghalen",
        text="We verwijderen je naam bij je opmerkingen en bij de pagina. Je telt nog mee in hoeveel mensen meelazen.",
        button="Haal mijn naam weg",
        act=partial(rounds.unnamed, reader),
        done_title="Je naam is weg",
        done_text="Je naam staat nergens meer.",
    )
