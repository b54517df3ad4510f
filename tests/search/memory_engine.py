"""A second engine, in memory: the contract in its plainest form, to hold the others against."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from core.published import Document, result_kinds
from search.contract import (
    Alternative,
    Answer,
    Changes,
    EngineError,
    Facet,
    FacetValue,
    PagesRefused,
    Query,
    Question,
    Sort,
    Word,
)
from search.contract.query_plan import Best, Boost, Clause, Constant, Everything, OneOf, Phrase, Stem, Term, Together
from search.index.document_analysis import BORDER, EXACT_FIELD, HIGH_VALUE_FIELDS, WEIGHTS, analysed
from search.index.fields import KEY, PAGE_NUMBER, facet_field, page_number
from search.index.stored_fields import StoredFields
from search.query.planner import spread

_BY_NUMBER = 100_000.0


class MemoryEngine:
    """Keeps records in a dictionary. `down` makes every call fail."""

    name = "memory"

    def __init__(self) -> None:
        self.records: dict[int, Document] | None = None
        self.tokens: dict[int, dict[str, list[str]]] = {}
        self.down = False
        self._writes = itertools.count(1)
        self._stamp = "0"

    def consumer(self) -> str:
        self._check()
        return self.name

    def answer(self, question: Question, query: Query, hidden: frozenset[int] = frozenset()) -> Answer:
        listed = {kind.slug for kind in result_kinds()}
        reached, scores = query.minimum, self._scores(query, query.minimum)
        for minimum in range(query.minimum - 1, 0, -1):
            if sum(self._records()[page_id].kind in listed for page_id in scores) >= query.enough:
                break
            reached, scores = minimum, self._scores(query, minimum)
        visible = [record for record in self._records().values() if record.page_id in scores]
        visible = [record for record in visible if record.page_id not in hidden]
        found = [record for record in visible if _fits(record, question)]
        found.sort(key=lambda record: self._place(record, question, {} if query.is_empty else scores))
        start = (question.page - 1) * question.page_size
        return Answer(
            question=question,
            hits=tuple(
                StoredFields.of(record).hit(scores[record.page_id], query.marks)
                for record in found[start : start + question.page_size]
            ),
            total=len(found),
            facets={facet: _values(visible, question, facet) for facet in Facet},
            engine=self.name,
            minimum=reached,
        )

    def write(self, upserts: Sequence[Document], deletes: Iterable[int]) -> None:
        records = self._records()
        for page_id in deletes:
            records.pop(page_id, None)
        refused = self._put(upserts)
        if refused:
            raise PagesRefused(refused)

    def rebuild(self, records: Iterable[Document], late: Callable[[], Changes]) -> Mapping[int, str]:
        self._check()
        new = list(records)
        changes = late()
        self.records = {}
        refused = self._put(new)
        for page_id in changes.deletes:
            self.records.pop(page_id, None)
        return refused | self._put(changes.upserts)

    def digests(self) -> Mapping[int, str]:
        return {page_id: record.digest for page_id, record in self._records().items()}

    def versions(self) -> Mapping[int, int]:
        self._check()
        return {}

    def words(self) -> Mapping[str, int]:
        exact = (set(self.tokens[page_id][EXACT_FIELD]) for page_id in self._records())
        return {word: count for word, count in Counter(itertools.chain(*exact)).items() if word != BORDER}

    def count_each(self, clauses: Sequence[Clause]) -> list[int]:
        records = self._records().values()
        return [sum(1 for record in records if self._clause(record, one) is not None) for one in clauses]

    def scores(self, clauses: Sequence[Clause], page_ids: Collection[int]) -> list[dict[int, float]]:
        pages = {page_id: self._records()[page_id] for page_id in page_ids if page_id in self._records()}
        found = ({page_id: self._clause(record, clause) for page_id, record in pages.items()} for clause in clauses)
        return [{page_id: score for page_id, score in one.items() if score is not None} for one in found]

    def stamp(self) -> str:
        self._records()
        return self._stamp

    def problem(self) -> str | None:
        if self.down:
            return "the memory engine is down"
        return "the search index is missing" if self.records is None else None

    def _check(self) -> None:
        if self.down:
            raise EngineError("the memory engine is down")

    def _records(self) -> dict[int, Document]:
        self._check()
        if self.records is None:
            raise EngineError("there is no index")
        return self.records

    def _put(self, records: Iterable[Document]) -> dict[int, str]:
        refused: dict[int, str] = {}
        for record in records:
            try:
                tokens = {name: text.split() for name, text in analysed(record).items()}
            except Exception as error:
                refused[record.page_id] = type(error).__name__
                continue
            self._records()[record.page_id] = record
            self.tokens[record.page_id] = tokens
        self._stamp = str(next(self._writes))
        return refused

    def _scores(self, query: Query, minimum: int) -> dict[int, float]:
        """Page id -> score of the pages that match."""
        scores = {}
        for record in self._records().values():
            score = self._score(record, query, minimum)
            if score is not None:
                scores[record.page_id] = score
        return scores

    def _score(self, record: Document, query: Query, minimum: int) -> float | None:
        if any(self._word(record, word) for word in query.excluded):
            return None
        if query.is_empty:
            return 0.0
        if (record.kind, record.number) in query.pages:
            return _BY_NUMBER
        required = [self._word(record, word) for word in query.required]
        words = [self._word(record, word) for word in query.words]
        if not (required or words) or not all(required):
            return None
        stems = [tuple(one for one in word if not one.as_written) for word in query.words]
        telling = minimum > 1 and any(self._word(record, word, HIGH_VALUE_FIELDS) for word in stems)
        if words and not telling and sum(1 for score in words if score) < max(minimum, 1):
            return None
        return sum(required) + sum(words) + sum(self._word(record, word) for word in query.optional)

    def _word(self, record: Document, word: Word, names: Iterable[str] = tuple(WEIGHTS)) -> float:
        return max((self._alternative(record, one, names) for one in word), default=0.0)

    def _alternative(self, record: Document, one: Alternative, names: Iterable[str] = tuple(WEIGHTS)) -> float:
        fields = self.tokens[record.page_id]
        if one.as_written:
            text = f" {' '.join(fields[EXACT_FIELD])} "
            return one.weight * text.count(f" {' '.join(one.terms)} ")
        found = [max(WEIGHTS[name] * math.log1p(fields[name].count(term)) for name in names) for term in one.terms]
        return one.weight * sum(found) / len(found) if all(found) else 0.0

    def _clause(self, record: Document, clause: Clause) -> float | None:
        """The score of a page for a clause; None when it does not find the page."""
        match clause:
            case Everything():
                return 1.0
            case OneOf(name, values):
                return 1.0 if not set(values).isdisjoint(self._values(record, name)) else None
            case Term(name, value):
                return math.log1p(self._values(record, name).count(value)) or None
            case Phrase(name, values):
                return 1.0 if f" {' '.join(values)} " in f" {' '.join(self._values(record, name))} " else None
            case Stem():
                return self._clause(record, spread(clause))
            case Constant(inner, score):
                return None if self._clause(record, inner) is None else score
            case Boost(inner, factor):
                found = self._clause(record, inner)
                return None if found is None else found * factor
            case Best(clauses, others):
                scores = [one for one in (self._clause(record, each) for each in clauses) if one is not None]
                return max(scores) + others * (sum(scores) - max(scores)) if scores else None
            case Together():
                return self._together(record, clause)

    def _together(self, record: Document, clause: Together) -> float | None:
        must = [self._clause(record, one) for one in clause.must]
        should = [one for one in (self._clause(record, each) for each in clause.should) if one is not None]
        fewest = clause.minimum or int(bool(clause.should) and not clause.must)
        if None in must or len(should) < fewest or any(self._clause(record, one) is not None for one in clause.without):
            return None
        return sum(one for one in must if one is not None) + sum(should)

    def _values(self, record: Document, name: str) -> list[str]:
        own = {KEY: [str(record.page_id)], PAGE_NUMBER: [page_number(record.kind, record.number)]}
        own |= {facet_field(facet): list(record.facets.get(facet, ())) for facet in Facet}
        return own[name] if name in own else self.tokens[record.page_id][name]

    @staticmethod
    def _place(record: Document, question: Question, scores: Mapping[int, float]) -> tuple[object, ...]:
        kind, number = record.rank, record.number or record.page_id
        if question.sort is Sort.NEWEST:
            return (tuple(-ord(letter) for letter in record.published) or (0,), kind, -number)
        if question.sort is Sort.STRONGEST:
            return (-max(map(int, record.facets.get(Facet.STRENGTH, ())), default=-1), kind, number)
        if question.sort is Sort.NUMBER:
            return (kind, number)
        return (-scores.get(record.page_id, 0.0), kind, number)


def _fits(record: Document, question: Question, without: Facet | None = None) -> bool:
    return all(
        facet is without or not values or set(values) & set(record.facets.get(facet, ()))
        for facet, values in question.filters.items()
    )


def _values(records: Iterable[Document], question: Question, facet: Facet) -> tuple[FacetValue, ...]:
    counts = Counter(
        value
        for record in records
        if _fits(record, question, without=facet)
        for value in set(record.facets.get(facet, ()))
    )
    chosen = question.filters.get(facet, ())
    return tuple(FacetValue(slug, slug, counts[slug], slug in chosen) for slug in sorted({*counts, *chosen}))
