"""Fill in the forms of the evidence on the site of this process, and hold every answer against what was filled in."""

from __future__ import annotations

import html
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs

from django.conf import settings
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse

from benchmarks.drawn_inputs import CORRECTION, FILTERS, START, DrawnInput, Places, draw_inputs
from benchmarks.expected_results import Expected, read_expected
from benchmarks.markup import problems
from cases.models import CorrectionReport
from core.plain_text import one_line
from home.evidence_pages import guard
from search.parameters import page_asked

_FIELD = re.compile(r'id="begin-([^"]+)" name="start"[^>]*? value="([^"]*)"[^>]*?>')
_REFUSED_SHARE = re.compile(r"Vul een getal in")
_NOTE = re.compile(r'<p class="od-note od-family__note">(.*?)</p>', re.DOTALL)
_INFO = re.compile(r'utrecht-alert--info".*?</div>\s*</div>', re.DOTALL)
_TOTAL = re.compile(r'data-total="(\d+)"')
_OPTION = re.compile(r'<option value="([^"]*)" selected>')
_TEXTAREA = re.compile(r'name="text"[^>]*>\n?(.*?)</textarea>', re.DOTALL)
_INPUT = re.compile(r'<input [^>]*?name="(source|email)" value="([^"]*)"')
_ERROR = re.compile(r'class="utrecht-form-field-error-message"[^>]*>(.*?)</p>', re.DOTALL)
_OBJECTIONS = (guard.TOO_SOON, guard.TOO_LATE, guard.TRAPPED, guard.ELSEWHERE, guard.TOO_MANY)
_PAGE_SIZE = 20
_AGED = 60.0  # seconds: a form that a person has read


@dataclass
class Seen:
    """How often each thing happened, and what went wrong: (form and input, sentence)."""

    ways: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)


def measure(count: int, seed: int, part: int, parts: int) -> dict[str, Any]:
    """Fill in every so many-th of the inputs; everything that was seen. `times` are in seconds per page."""
    expected = read_expected()
    check = Check(expected)
    for drawn in islice(draw_inputs(expected.places, count, seed), part, None, parts):
        check.look_at(drawn)
    return vars(check.seen)


class Check:
    """Looks at one input after the other."""

    def __init__(self, expected: Expected) -> None:
        self.expected = expected
        self.places: Places = expected.places
        self.client = Client(raise_request_exception=False)
        self.seen = Seen()
        self._checks = {START: self._start, FILTERS: self._filters, CORRECTION: self._correction}

    def look_at(self, drawn: DrawnInput) -> None:
        seen = self.seen
        seen.ways[f"{drawn.form}: {drawn.way}"] += 1
        started = time.perf_counter()
        response = self._send(drawn)
        seen.times.append(time.perf_counter() - started)
        seen.counted[f"{drawn.form}: answered {response.status_code}"] += 1
        try:
            markup = response.content.decode()
            failures = [*self._checks[drawn.form](drawn, response, markup)]
            if response.status_code != 303:
                failures += problems(markup)
        except Exception as error:
            failures = [f"{type(error).__name__}: {error}"]
        shown = f"{drawn.place}?{drawn.encoded}"[:300]
        seen.failures += [(shown, failure) for failure in failures]

    def _send(self, drawn: DrawnInput) -> Any:
        if drawn.form != CORRECTION:
            return self.client.get(f"{drawn.place}?{drawn.encoded}")
        guard.REPORTS.reset()
        while drawn.is_full and guard.REPORTS.allows():
            pass
        sites = {"own": settings.SITE_URL, "elsewhere": "https://elders.example", "null": "null"}
        headers = {"Origin": sites[drawn.origin]} if drawn.origin in sites else {}
        token = self._token(drawn)
        content = drawn.encoded + (f"&token={token}" if token else "")
        form = "application/x-www-form-urlencoded"
        return self.client.post(drawn.place, content, content_type=form, headers=headers)

    def _token(self, drawn: DrawnInput) -> str:
        others = [place for place in self.places.forms if place != drawn.place]
        place = others[0] if drawn.token == "of another result" else drawn.place  # noqa: S105 - the name of a kind
        age = {"too soon": 0.0, "too late": 2.0 * guard.LATEST}.get(drawn.token, _AGED)
        with patch("django.core.signing.time.time", return_value=time.time() - age):
            made = guard.make_token(self.expected.results_of_forms[place])
        return {"missing": "", "hostile": "%00%FF:x:y"}.get(drawn.token, made)

    def _start(self, drawn: DrawnInput, response: HttpResponse, markup: str) -> Iterator[str]:
        if response.status_code != 200:
            yield f"answers {response.status_code}"
            return
        sent = QueryDict(drawn.encoded)
        fields = {slug: html.unescape(value) for slug, value in _FIELD.findall(markup)}
        asked = readable(sent.get("maat", "")) or next(iter(fields), "")
        if asked not in fields:
            self.seen.counted["starting point: cannot be asked here, and says so"] += 1
            notes = " ".join(html.unescape(note) for note in _NOTE.findall(markup))
            named = [readable(sent.get(name, "")) for name in ("maat", "start", "familie")]
            # With nothing but spaces typed there is nothing to name.
            if any(named[:2]) and not any(each and each in readable(notes) for each in named):
                yield "says nothing of what cannot be asked"
            return
        if readable(fields[asked]) != readable(sent.get("start", "")):
            yield f"what was typed is not there any more: {fields[asked]!r}"
        is_refused, is_answered = bool(_REFUSED_SHARE.search(markup)), "data-answer" in markup
        self.seen.counted[f"starting point: {'refused' if is_refused else 'answered'}"] += 1
        if drawn.is_fine == is_refused:
            yield "refuses a share" if is_refused else "takes what is no share"
        if drawn.is_fine is False and is_answered:
            yield "answers what is no share"
        if drawn.is_fine and not is_answered:
            yield "gives no answer"

    def _filters(self, drawn: DrawnInput, response: HttpResponse, markup: str) -> Iterator[str]:
        sent = QueryDict(drawn.encoded)
        chosen, unknown = {}, []
        for name in self.places.filters:
            value = next(filter(None, (one_line(each).lower() for each in sent.getlist(name))), "")
            if value in self.places.filters[name]:
                chosen[name] = value
            elif value:
                unknown.append(value)
        total = self.expected.count(chosen)
        page = page_asked(sent)
        last = max(1, -(-total // _PAGE_SIZE))
        if response.status_code != (404 if page > last else 200):
            yield f"answers {response.status_code} for page {page} of {last}"
            return
        self.seen.counted["filters: past the end"] += page > last
        self.seen.counted["filters: named as unknown"] += len(unknown)
        shown = _TOTAL.search(markup)
        if shown is None or int(shown[1]) != total:
            yield f"says {shown and shown[1]} results instead of {total}"
        if sorted(map(html.unescape, _OPTION.findall(markup))) != sorted(chosen.values()):
            yield "does not show the chosen filters as chosen"
        notices = [html.unescape(each) for each in _INFO.findall(markup)]
        for value in unknown:
            if not any(f"‘{value[:40]}" in notice and "Dat filter telt niet mee." in notice for notice in notices):
                yield f"does not name {value[:40]!r}"
        if len(notices) != len(unknown):
            yield f"{len(notices)} notices for {len(unknown)} unknown values"

    def _correction(self, drawn: DrawnInput, response: HttpResponse, markup: str) -> Iterator[str]:
        sent = {name: values[0] for name, values in _sent(drawn).items()}
        if response.status_code == 303:
            self.seen.counted["correction: taken in"] += 1
            if drawn.is_fine is False:
                yield "takes in what it should refuse"
            if response.headers["Location"] != reverse("correction_thanks"):
                yield "leads somewhere else"
            # Another process may have sent one in between, so the last one need not be ours.
            about = self.expected.results_of_forms[drawn.place]
            kept = CorrectionReport.objects.filter(result_uuid=about).values_list("text", flat=True)
            words = sent.get("text", "").split()
            if not kept or (drawn.is_fine and words not in [text.split() for text in kept]):
                yield "keeps something else than was written"
            return
        if response.status_code not in (400, 429):
            yield f"answers {response.status_code}"
            return
        if drawn.is_fine and not drawn.is_full:
            yield "refuses what is fine"
        errors = [re.sub(r"<.*?>", "", each).strip() for each in _ERROR.findall(markup)]
        if not errors and not any(html.escape(each) in markup for each in _OBJECTIONS):
            yield "does not say what is wrong"
        yield from self._still_there(sent, markup)

    def _still_there(self, sent: dict[str, str], markup: str) -> Iterator[str]:
        area = _TEXTAREA.search(markup)
        shown = {name: html.unescape(value) for name, value in _INPUT.findall(markup)}
        shown["text"] = html.unescape(area[1]) if area else ""
        for name in ("text", "source", "email"):
            if readable(shown.get(name, "")) != readable(sent.get(name, "")):
                yield f"what was typed as {name} is not there any more: {shown.get(name, '')[:60]!r}"
        chosen = [html.unescape(each) for each in _OPTION.findall(markup)]
        about = sent.get("about", "")
        if about in self.expected.abouts and chosen != [about]:
            yield "what was chosen is not chosen any more"


def readable(text: str) -> str:
    """The text without what nobody can see or type, ends of lines alike."""
    return re.sub(r"[\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]+", " ", text).strip()


def _sent(drawn: DrawnInput) -> dict[str, list[str]]:
    """The fields as a server reads them: bytes that are no UTF-8 are replaced."""
    return parse_qs(drawn.encoded, keep_blank_values=True, errors="replace")
