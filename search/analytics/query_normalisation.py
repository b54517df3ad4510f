"""How a question is counted: in which words, with which filters, under which key. Pure, but for the clock."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from core.submissions.personal_data import looks_personal
from core.text.sanitise import one_line
from search.analytics.models import LONGEST_FILTERS, LONGEST_QUESTION
from search.contract import MAX_TEXT, Facet, Question
from search.dutch.questions import AnalysedQuestion
from search.query_string import TEXT

# Stands for every question that looks like a personal detail; no question reads like this.
NOT_KEPT = "(niet bewaard)"
# Stands for more filters than anybody reads, and for what was asked on a day that had enough different questions.
MANY = "(veel)"


@dataclass(frozen=True)
class Counted:
    """What questions that count as the same have in common. Ordered, so that servers write in the same order."""

    day: date
    question: str
    filters: str

    @property
    def key(self) -> str:
        return digest(self.day.isoformat(), self.question, self.filters)

    @property
    def is_kept(self) -> bool:
        return has_words(self.question)


def has_words(question: str) -> bool:
    """False for what stands for many questions together."""
    return question not in (NOT_KEPT, MANY)


def digest(*parts: str) -> str:
    """32 characters that differ when any part differs."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def counted(question: Question, asked: AnalysedQuestion, day: date) -> Counted | None:
    """Under what this question counts; None when it has neither words nor filters."""
    if looks_personal(question.text):
        return Counted(day, NOT_KEPT, "")
    text, filters = normalised(asked), filters_of(question)
    if looks_personal(text):
        return Counted(day, NOT_KEPT, "")
    return Counted(day, text, filters) if text or filters else None


def normalised(asked: AnalysedQuestion) -> str:
    """The words as they are compared: folded, one space between them, cut after the last that fits."""
    kept = ""
    for token in asked.tokens:
        longer = f"{kept} {token.word.folded}".strip()
        if len(longer) > LONGEST_QUESTION:
            break
        kept = longer
    return kept


def filters_of(question: Question) -> str:
    """The filters as they stand in the canonical address."""
    pairs = [(facet.value, value) for facet in Facet for value in sorted(set(question.filters.get(facet, ())))]
    encoded = urlencode(pairs)
    return encoded if len(encoded) <= LONGEST_FILTERS else MANY


def question_in(data: QueryDict) -> Question:
    """The words and filters of an address, without asking whether such filters exist: nothing is counted for others.

    Cut as the search page cuts them, so that a choice counts for the question it belongs to.
    """
    filters = {facet: tuple(_values(data.getlist(facet.value))) for facet in Facet}
    text = one_line(data.get(TEXT, ""))[:MAX_TEXT].rstrip()
    return Question(text, {facet: values for facet, values in filters.items() if values})


def _values(raw: Iterable[str]) -> Iterable[str]:
    return filter(None, (one_line(value).lower() for value in raw))
