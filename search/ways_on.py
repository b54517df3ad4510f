"""Where to go from an answer, as the page shows it: a corrected question, a looser one, filters to choose instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.urls import reverse

from search import parameters
from search.contract import Answer, Facet, Question
from search.facet_words import FACET_WORDS, FILTER_NAMES
from search.loosening import Part, loosen
from search.offers import Offer
from search.parameters import Asked


@dataclass(frozen=True)
class Suggestion:
    """Bedoelde je `text`?"""

    text: str
    url: str


@dataclass(frozen=True)
class Way:
    """A way on from a question that finds nothing: leave `label` out, which gives `total` pages."""

    label: str
    total: int
    url: str


@dataclass(frozen=True)
class FilterLink:
    """A filter instead of words. `kind` is what it is a filter of, in Dutch: kanaal, soort organisatie, thema."""

    kind: str
    label: str
    total: int
    url: str


def address(question: Question) -> str:
    """The canonical address of a question."""
    encoded = parameters.encode(question)
    return f"{reverse('search')}?{encoded}" if encoded else reverse("search")


def suggestion(found: Answer) -> Suggestion | None:
    if found.did_you_mean is None:
        return None
    return Suggestion(found.did_you_mean, address(replace(found.question, text=found.did_you_mean, page=1)))


def ways(asked: Asked) -> tuple[Way, ...]:
    """Each part that can be left out of a question that finds nothing, the one that gives most first."""
    return tuple(Way(_left_out(asked, one.without), one.total, address(one.question)) for one in loosen(asked.question))


def filter_links(offers: Iterable[Offer]) -> tuple[FilterLink, ...]:
    return tuple(FilterLink(FILTER_NAMES[one.facet], one.label, one.total, address(one.question)) for one in offers)


def _left_out(asked: Asked, without: Facet | Part) -> str:
    if isinstance(without, Part):
        return _PARTS[without].format(text=asked.question.text)
    labels = [asked.labels.get((without, value), value) for value in asked.question.filters[without]]
    return f"{FACET_WORDS[without].title} {' of '.join(labels)}"


_PARTS = {
    Part.WORDS: "de woorden ‘{text}’",
    Part.QUOTES: "aanhalingstekens",
    Part.MINUS: "het minteken",
    Part.FILTERS: "filters",
}
