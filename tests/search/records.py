"""Records for tests, without a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cases.published import CASES
from core.published import Document
from methods.published import METHODS
from search.contract import Answer, Changes, Engine, Facet, Question, Sort
from search.dutch.questions import analyse_question
from search.dutch.synonyms import Thesaurus, parse_group
from search.query.analysis import EMPTY_LEXICON, Lexicon, build_query

NO_CHANGES = Changes()


def make_record(number: int, title: str = "", **fields: Any) -> Document:
    """A record of page id `number` (cases: 1000 + number); `families`, `channels`, … are lists of slugs."""
    kind = fields.pop("kind", "methode")
    texts = {name: fields.pop(name, "") for name in ("gist", "tags", "problems", "labels", "body", "related")}
    facets = {facet: tuple(fields.pop(facet.name.lower(), ())) for facet in Facet if facet is not Facet.KIND}
    record = Document(
        page_id=number if kind == "methode" else 1000 + number,
        kind=kind,
        rank=METHODS.rank if kind == METHODS.slug else CASES.rank,
        number=number,
        url=f"/{kind}/{number}/",
        texts={"title": title, **texts},
        facets={Facet.KIND: (kind,), **facets},
        published=fields.pop("published", "2026-01-01T00:00:00+00:00"),
        version=fields.pop("version", 0),
        whole=tuple(fields.pop("whole", ())),
    )
    assert not fields, fields
    return record


def fill(engine: Engine, *records: Document) -> Engine:
    """Make the index of an engine anew with these records."""
    engine.rebuild(iter(records), lambda: NO_CHANGES)
    return engine


def ask(
    engine: Engine,
    text: str = "",
    *,
    synonyms: Sequence[str] = (),
    site: Lexicon = EMPTY_LEXICON,
    enough: int = 1,
    sort: Sort = Sort.RELEVANCE,
    page: int = 1,
    page_size: int = 10,
    hidden: frozenset[int] = frozenset(),
    **filters: Sequence[str],
) -> Answer:
    """Ask an engine directly; filters by the English name of the facet: `family=["gemeente"]`."""
    chosen = {Facet[name.upper()]: tuple(values) for name, values in filters.items()}
    question = Question(text, chosen, sort, page, page_size)
    query = build_query(analyse_question(text), Thesaurus(parse_group(line) for line in synonyms), site)
    return engine.answer(question, replace(query, enough=enough), hidden)


def numbers(answer: Answer) -> list[str]:
    """The hits as `m31`, `p12`, in order."""
    return [f"{'m' if hit.kind == 'methode' else 'p'}{hit.number}" for hit in answer.hits]


def counts(answer: Answer, facet: Facet) -> dict[str, int]:
    return {value.value: value.count for value in answer.facets[facet]}
