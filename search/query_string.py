"""A question from an address and back. Whatever stands in an address, it is never an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from django.http import QueryDict
from django.urls import reverse

from core.http.carried import carried_in, taken_along
from core.http.query_filters import PAGE, distinct_values, first_value, page_number, shortened, with_query
from search.contract import MAX_TEXT, Facet, Question, Sort

TEXT = "q"
SORT = "sorteer"
# Filters that old addresses may have, with what is said about them.
GONE = {"moeite": "Het filter ‘Hoeveel moeite?’ bestaat niet meer. Kies nu zelf bij geld, kennis, mensen en tijd."}

_NAMES = (TEXT, *(facet.value for facet in Facet), SORT, PAGE)
_WRAPPING = re.compile(r"^(?:amp;)+|\[\w*\]$|\s+")
_MOST_VALUES = 40
_LONGEST_SLUG = 80


@dataclass(frozen=True)
class ParsedQuery:
    """The question in an address, what was left out of it (Dutch sentences), and the labels of its filters."""

    question: Question
    notices: tuple[str, ...] = ()
    labels: Mapping[tuple[Facet, str], str] = field(default_factory=lambda: MappingProxyType({}))


def parse(data: QueryDict) -> ParsedQuery:
    """Read a question. One query per facet of the vocabulary that is asked for."""
    notices = [notice for name, notice in GONE.items() if first_value(data, name)]
    notices += [f"We kennen het filter ‘{shortened(name)}’ niet. Dat filter telt niet mee." for name in _mangled(data)]
    labels: dict[tuple[Facet, str], str] = {}
    filters: dict[Facet, tuple[str, ...]] = {}
    for facet in Facet:
        known = _known(facet, distinct_values(data, facet.value), notices)
        if known:
            filters[facet] = tuple(sorted(known))
            labels.update({(facet, slug): label for slug, label in known.items()})
    question = Question(
        text=_text(first_value(data, TEXT), notices),
        filters=MappingProxyType(filters),
        sort=_sort(first_value(data, SORT).lower(), notices),
        page=page_number(data),
    )
    return ParsedQuery(question, tuple(notices), MappingProxyType(labels))


def encode(question: Question) -> str:
    """The canonical form: always the same order, nothing empty, nothing that is usual. Empty for no question at all."""
    return with_query("", _pairs(question)).removeprefix("?")


def address(question: Question) -> str:
    """The canonical address of a question, with what links take along now."""
    return with_query(reverse("search"), [*_pairs(question), *taken_along()])


def canonical_address(question: Question) -> str:
    """The one address of a question, whatever a reader takes along."""
    return with_query(reverse("search"), _pairs(question))


def as_followed(question: Question) -> Question:
    """The question as its feed answers it: always newest first, without pages."""
    return replace(question, sort=Sort.RELEVANCE, page=1)


def known_parameters(data: QueryDict) -> list[tuple[str, str]]:
    """Every parameter that `parse` looks at, with its values as they stand there, in one order. No query."""
    names = (*_NAMES, *GONE, *_mangled(data))
    asked = [(name, value) for name in names for value in sorted(set(data.getlist(name))) if value.strip()]
    return [*asked, *carried_in(data)]


def _mangled(data: QueryDict) -> list[str]:
    """The names that are nearly a parameter, as mail and forms mangle them: `amp;kanaal`, `kanaal[]`."""
    return sorted(name for name in data if name not in _NAMES and _WRAPPING.sub("", name).lower() in _NAMES)


def _pairs(question: Question) -> Iterator[tuple[str, str]]:
    if question.text:
        yield TEXT, question.text
    for facet in Facet:
        for value in sorted(set(question.filters.get(facet, ()))):
            yield facet.value, value
    if question.sort is not Sort.RELEVANCE:
        yield SORT, question.sort.value
    if question.page > 1:
        yield PAGE, str(question.page)


def with_value(question: Question, facet: Facet, value: str) -> Question:
    """The question with one more filter, from its first page."""
    return _with_filter(question, facet, {*question.filters.get(facet, ()), value})


def without_value(question: Question, facet: Facet, value: str) -> Question:
    """The question without one filter, from its first page."""
    return _with_filter(question, facet, set(question.filters.get(facet, ())) - {value})


def without_facet(question: Question, facet: Facet) -> Question:
    """The question without any filter of this facet, from its first page."""
    return _with_filter(question, facet, ())


def _with_filter(question: Question, facet: Facet, values: Iterable[str]) -> Question:
    filters = {**question.filters, facet: tuple(sorted(values))}
    kept = {each: filters[each] for each in Facet if filters.get(each)}
    return replace(question, filters=MappingProxyType(kept), page=1)


def _text(text: str, notices: list[str]) -> str:
    if len(text) > MAX_TEXT:
        notices.append(f"Je vraag is te lang. We zochten met de eerste {MAX_TEXT} tekens.")
        text = text[:MAX_TEXT].rstrip()
    return text


def _known(facet: Facet, wanted: list[str], notices: list[str]) -> dict[str, str]:
    if not wanted:
        return {}
    known = facet.values.labels([slug for slug in wanted if len(slug) <= _LONGEST_SLUG][:_MOST_VALUES])
    unknown = [slug for slug in wanted if slug not in known]
    if len(unknown) == 1:
        notices.append(f"We kennen ‘{shortened(unknown[0])}’ niet bij ‘{facet.heading}’. Dat filter telt niet mee.")
    elif unknown:
        notices.append(f"We kennen {len(unknown)} filters niet bij ‘{facet.heading}’. Die tellen niet mee.")
    return known


def _sort(wanted: str, notices: list[str]) -> Sort:
    if wanted and wanted not in list(Sort):
        notices.append(f"We kennen de volgorde ‘{shortened(wanted)}’ niet. Je ziet nu wat het best past.")
        return Sort.RELEVANCE
    return Sort(wanted) if wanted else Sort.RELEVANCE
