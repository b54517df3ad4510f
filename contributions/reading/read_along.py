"""What a page, or something else that is read along, shows of its rounds: that one is open, how many read along."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from wagtail.models import Page

from contributions.reading.models import ReviewRound, RoundReader
from core.http.cache.kept import by_stamp
from core.http.cache.validity import valid_until
from core.published.reading import ReadAlong

# The type of what is no page, None of a page, and its key.
_Key = tuple[int | None, int]


class _Shown(NamedTuple):
    """A round that something is said of, with the names that may stand there."""

    review: ReviewRound
    names: list[str]


def invitation(subject: Page | ReadAlong) -> str:
    """A link to the round on this that anyone may join, when the editor says that its title may be read."""
    for review, _ in _shown().get(_key(subject), ()):
        if review.finished_at is None and not review.has_ended:
            valid_until(review.ends_at)
            return format_html(
                '<a class="nl-link" href="{}" rel="nofollow">Lees mee met {}</a>. Dat kan tot en met {}.',
                reverse("reading_round", args=[review.pk]),
                _name(subject),
                date_format(timezone.localtime(review.last_day), "j F Y"),
            )
    return ""


def line(subject: Page | ReadAlong) -> str:
    """How many read along, and who of them may be named; empty without a finished round, and for a page whose draft was
    not published since. At most two queries per public state, for all pages together."""
    published = subject.last_published_at if isinstance(subject, Page) else timezone.now()
    rounds = [one for one in _shown().get(_key(subject), ()) if _counts(one.review, published)]
    count = sum(one.review.read_along or 0 for one in rounds)
    if not count:
        return ""
    names = sorted({name for one in rounds for name in one.names})
    people = "1 meelezer las" if count == 1 else f"{count} meelezers lazen"
    return f"{people} {_name(subject)} mee{_with(names, count)}".removesuffix(".") + "."


def _counts(review: ReviewRound, published: datetime | None) -> bool:
    return review.finished_at is not None and published is not None and review.opened_at <= published


def _name(subject: Page | ReadAlong) -> str:
    return "het concept van deze pagina" if isinstance(subject, Page) else subject.title


def _with(names: list[str], count: int) -> str:
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
    return f": {listed}" if len(names) == count else f", onder wie {listed}"


def _key(subject: Page | ReadAlong) -> _Key:
    return None if isinstance(subject, Page) else ContentType.objects.get_for_model(subject).pk, subject.pk


@by_stamp
def _shown() -> dict[_Key, list[_Shown]]:
    """By what they are on: finished rounds that somebody read in, and those that go on and may be joined."""
    joinable = Q(finished_at=None, is_open=True, shows_title=True, ends_at__gt=timezone.now())
    rounds = list(ReviewRound.objects.filter(Q(read_along__gt=0) | joinable).defer("content", "questions"))
    names: dict[int, list[str]] = defaultdict(list)
    if any(review.read_along for review in rounds):
        shown = RoundReader.objects.filter(round__read_along__gt=0, may_be_named=True, joined_at__isnull=False)
        for pk, name in shown.exclude(name="").values_list("round_id", "name"):
            names[pk].append(name)
    found: dict[Any, list[_Shown]] = defaultdict(list)
    for review in rounds:
        found[review.other_type_id, review.page_id or review.other_id].append(_Shown(review, names[review.pk]))
    return dict(found)
