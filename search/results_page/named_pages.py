"""Pages of other kinds whose title the question names: the list of results does not hold them."""

from __future__ import annotations

from typing import NamedTuple

from core.http.cache.kept import by_stamp
from search.contract import Answer
from search.documents.eligibility import kinds_by_content_type, searchable_pages
from search.dutch.questions import analyse_question

MOST = 3


class NamedPage(NamedTuple):
    """`kind` is what it is, in Dutch; `words` the stems of its title."""

    title: str
    kind: str
    url: str
    words: frozenset[str]


def named_pages(found: Answer) -> tuple[NamedPage, ...]:
    """At most three with the whole question in their title, the shortest first; a single word is all but its year."""
    question = found.question
    if not found.beside or question.filters or question.page != 1:
        return ()
    words = frozenset(found.asked.key)
    named = [page for page in _titles() if words and words <= page.words and _is_meant(words, page.words)]
    return tuple(sorted(named, key=lambda page: len(page.words))[:MOST])


def _is_meant(words: frozenset[str], title: frozenset[str]) -> bool:
    return len(words) > 1 or all(word.isdigit() for word in title - words)


@by_stamp
def _titles() -> tuple[NamedPage, ...]:
    """Every page of a kind that stands beside the results. One query."""
    others = {key: kind.label for key, kind in kinds_by_content_type().items() if not kind.in_results}
    return tuple(
        NamedPage(page.title, others[page.content_type_id], page.url, frozenset(analyse_question(page.title).key))
        for page in searchable_pages().filter(content_type__in=others)
    )
