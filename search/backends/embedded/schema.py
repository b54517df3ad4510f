"""The shape of the embedded index, and the fingerprint that says whether an index on disk still has it."""

from __future__ import annotations

import hashlib

import tantivy

from search.contract import Facet
from search.dutch.fingerprint import FINGERPRINT as DUTCH
from search.index.document_analysis import EXACT_FIELD, HIGH_VALUE_STEMS, STEMS, WEIGHTS
from search.index.fields import KEY, NEWEST_ORDER, NUMBER_ORDER, PAGE_NUMBER, STORED, STRONGEST_ORDER, facet_field

# Raise this when the content of a field changes without a change below.
VERSION = 6


def build_schema() -> tantivy.Schema:
    """Ready tokens come in separated by spaces; nothing is stored but what a hit shows."""
    builder = tantivy.SchemaBuilder()
    # Text: deleting by a number is silently a no-op in tantivy-py 0.27 (it looks for a signed term).
    builder.add_text_field(KEY, tokenizer_name="raw", index_option="basic")
    builder.add_text_field(PAGE_NUMBER, tokenizer_name="raw", index_option="basic")
    for name in WEIGHTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    for name in (STEMS, HIGH_VALUE_STEMS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field(EXACT_FIELD, tokenizer_name="whitespace", index_option="position")
    for facet in Facet:
        builder.add_text_field(facet_field(facet), fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field(NUMBER_ORDER, fast=True)
    builder.add_unsigned_field(NEWEST_ORDER, fast=True)
    builder.add_unsigned_field(STRONGEST_ORDER, fast=True)
    builder.add_bytes_field(STORED, stored=True)
    return builder.build()


def fingerprint() -> str:
    """Changes with the schema, the Dutch analysis and the version of tantivy: then the index must be made anew."""
    parts = [str(VERSION), *WEIGHTS, *(facet.value for facet in Facet), DUTCH, tantivy.__version__]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]
