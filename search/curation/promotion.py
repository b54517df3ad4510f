"""The pages that come first for a question, as hits: only those that anyone may read now and that fit its filters."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from core.http.cache.validity import valid_before
from core.published import Document
from search.contract import Hit, Question, Sort
from search.curation.cache import Curation, Key
from search.documents.builder import build_records
from search.dutch.highlight import Terms
from search.index.stored_fields import StoredFields


def promoted_hits(question: Question, key: Key, curation: Curation, marks: Terms) -> tuple[Hit, ...]:
    """The pages for the question with this key, in the order of the editor.

    Nothing on a further page or in another order than by relevance.

    No query unless an editor has pages for this very question. They come from the database, by the same records as the
    index is made of, so that every engine shows the same, also when it fails.
    """
    if question.page != 1 or question.sort is not Sort.RELEVANCE:
        return ()
    today = timezone.localdate()
    if curation.featured:
        valid_before(today + timedelta(days=1))
    page_ids = curation.featured_for(key, today)
    if not page_ids:
        return ()
    records = build_records(page_ids, whole=curation.whole)
    fitting = {record.page_id: record for record in records if fits(record, question)}
    return tuple(StoredFields.of(fitting[page_id]).hit(0.0, marks) for page_id in page_ids if page_id in fitting)


def fits(record: Document, question: Question) -> bool:
    """Whether the page is within the filters: values in one facet widen, facets narrow each other."""
    return all(
        not values or not set(values).isdisjoint(record.facets.get(facet, ()))
        for facet, values in question.filters.items()
    )
