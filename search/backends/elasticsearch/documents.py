"""The shape of an index: a typed document, its explicit mapping, and a fingerprint of both."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from elasticsearch.dsl import Document, Keyword, Long, Mapping, Text, mapped_field

from core.published import Document as PublishedDocument
from search.contract import Facet
from search.dutch.fingerprint import FINGERPRINT as DUTCH
from search.index.document_analysis import (
    EXACT_FIELD,
    WEIGHTS,
)
from search.index.fields import STORED, document_fields, facet_field
from search.index.stored_fields import StoredFields

# Raise this when the content of a field changes without a change below.
VERSION = 2
DIGEST = "digest"
# Every folded word of the page once, to list the words of the site.
WORDS = "words"
# Further down nobody reads, and a server keeps a place per hit.
DEEPEST = 100_000


class PageDocument(Document):
    """A page as it stands in the index. Ready tokens come in separated by spaces; facets and texts are added below."""

    key: str = mapped_field(Keyword())
    page_number: str = mapped_field(Keyword())
    digest: str = mapped_field(Keyword(index=False))
    words: list[str] = mapped_field(Keyword(index=False, ignore_above=1000))
    stems: list[str] = mapped_field(Keyword(doc_values=False, ignore_above=1000))
    high_value_stems: list[str] = mapped_field(Keyword(doc_values=False, ignore_above=1000))
    number_order: int = mapped_field(Long(index=False))
    newest_order: int = mapped_field(Long(index=False))
    strongest_order: int = mapped_field(Long(index=False))
    stored: str = mapped_field(Keyword(index=False, doc_values=False))


def build_mapping() -> Mapping:
    """Explicit; a field that is not named here is kept out. The tokens themselves are not stored."""
    mapping = Mapping()
    mapping.update(PageDocument._doc_type.mapping)
    for name in WEIGHTS:
        mapping.field(name, Text(analyzer="whitespace", index_options="freqs"))
    mapping.field(EXACT_FIELD, Text(analyzer="whitespace", index_options="positions"))
    for facet in Facet:
        mapping.field(facet_field(facet), Keyword())
    mapping.meta("dynamic", False)
    mapping.meta("_source", includes=[STORED])
    return mapping


def settings(shards: int) -> dict[str, Any]:
    """While it is being filled: one copy, and nothing is shown in between."""
    return {
        "index": {
            "number_of_shards": shards,
            "number_of_replicas": 0,
            "refresh_interval": "-1",
            "max_result_window": DEEPEST,
            # How long a deletion is remembered, so that an old write does not bring the page back.
            "gc_deletes": "1h",
        }
    }


def fingerprint() -> str:
    """Changes with the mapping and the Dutch analysis: then the index must be made anew."""
    parts = [str(VERSION), DUTCH, json.dumps(build_mapping().to_dict(), sort_keys=True)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def document(page: PublishedDocument) -> dict[str, Any]:
    """A page as the server gets it."""
    fields = document_fields(page)
    return {
        **fields,
        DIGEST: page.digest,
        WORDS: sorted({word for word in str(fields[EXACT_FIELD]).split() if word.isalnum()}),
        STORED: StoredFields.of(page).pack().decode(),
    }
