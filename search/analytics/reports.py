"""What editors read: per question and filters how often it was asked, what it gave and what was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, Sum

from search.analytics.models import ChoiceCount, QuestionCount
from search.analytics.query_normalisation import has_words

# Nobody reads more, and anybody could have asked them.
MOST_SHOWN = 5000


@dataclass(frozen=True)
class QuestionReport:
    """A question with its filters over a span of days. `found` is how many pages it gave the last time.

    `rank` is the mean place (from 1; 0 is put first by editors) of the results that were chosen; None without a choice.
    """

    question: str
    filters: str
    times: int
    found: int
    last: date
    chosen: int
    rank: float | None

    @property
    def is_kept(self) -> bool:
        return has_words(self.question)

    @property
    def is_question(self) -> bool:
        """True when it has words of its own, which a synonym may help."""
        return self.is_kept and bool(self.question)


def asked_since(first: date) -> list[QuestionReport]:
    """The `MOST_SHOWN` most asked from this day on, most asked first. Three queries, the database groups and cuts."""
    rows = QuestionCount.objects.filter(day__gte=first)
    totals = list(
        rows.values("question", "filters")
        .annotate(asked=Sum("times"), last=Max("day"))
        .order_by("-asked", "question", "filters")[:MOST_SHOWN]
    )
    shown = {each["question"] for each in totals}
    choices = {
        (each["asked__question"], each["asked__filters"]): (each["chosen"], each["places"])
        for each in ChoiceCount.objects.filter(asked__day__gte=first, asked__question__in=shown)
        .values("asked__question", "asked__filters")
        .annotate(chosen=Sum("times"), places=Sum(F("rank") * F("times")))
    }
    latest = {
        (question, filters): found
        for question, filters, found in rows.filter(question__in=shown)
        .order_by("day")
        .values_list("question", "filters", "found")
    }
    found = []
    for each in totals:
        key = each["question"], each["filters"]
        chosen, places = choices.get(key, (0, 0))
        rank = places / chosen if chosen else None
        found.append(QuestionReport(*key, each["asked"], latest[key], each["last"], chosen, rank))
    return found


def nothing_found(asked: list[QuestionReport]) -> list[QuestionReport]:
    """The questions that found nothing when they were last asked."""
    return [one for one in asked if one.is_kept and not one.found]


def never_chosen(asked: list[QuestionReport]) -> list[QuestionReport]:
    """Questions that had results, none of which was chosen."""
    return [one for one in asked if one.is_kept and one.found and not one.chosen]
