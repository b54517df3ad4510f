"""Why does this page stand here? What each word of a question does for a page, and for the one just above it.

Computed from our own clauses, one query each (`Engine.scores`), and not by what an engine says of itself: `explain` of
tantivy and of Elasticsearch differ in every line and speak of what only their makers know. A score is the sum of what
its words add (`clauses`), so these figures add up to the score of the page, on every engine.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from core.published import Document
from search.contract import Answer, Engine, Hit, Query, Question, Word
from search.contract.match_reasons import MatchReason
from search.contract.query_plan import Clause, Everything
from search.curation.cache import current_curation
from search.documents.builder import build_records
from search.dutch.questions import analyse_question
from search.explain.texts import Where, where_words_stand
from search.query.planner import (
    FOUND,
    OTHER_FIELDS,
    alternative_clause,
    field_clauses,
    number_clause,
    text_clause,
    word_clause,
)
from search.service import ask, understood

# How far down is looked for the page.
FARTHEST = 500
# A lead that is less than this share of the score is no lead.
_NEARLY = 0.01


@dataclass(frozen=True)
class WordRow:
    """A word of the question on the page: what it adds to the score there, and on the page above (None without one).

    `points` is None when the page does not hold the word. `is_optional`: need not be found, only adds.
    """

    word: str
    points: float | None
    above: float | None
    is_optional: bool = False
    reason: MatchReason | None = None
    where: tuple[Where, ...] = ()

    @property
    def lead(self) -> float:
        """How much more the page above gets for this word."""
        return (self.above or 0.0) - (self.points or 0.0)


@dataclass(frozen=True)
class Explanation:
    """Why a page stands where it does for a question. Only of a page that anyone may read now.

    `place` is None when it is further than `FARTHEST`, or not found; `above` the page one place higher. `needed` of the
    `counted` words had to be found. `required` and `excluded` are quoted phrases and what was left out, with whether
    the page holds it. `is_named`: the question names its number. `is_featured`: editors put it first for this question.
    """

    record: Document
    answer: Answer
    is_indexed: bool
    is_found: bool
    is_named: bool
    is_featured: bool
    place: int | None
    above: Hit | None
    rows: tuple[WordRow, ...]
    required: tuple[tuple[str, bool], ...]
    excluded: tuple[tuple[str, bool], ...]
    counted: int

    @property
    def title(self) -> str:
        return self.record.texts["title"]

    @property
    def needed(self) -> int:
        return max(self.answer.minimum, 1)

    @property
    def score(self) -> float:
        return sum(row.points or 0.0 for row in self.rows)

    @property
    def score_above(self) -> float:
        return sum(row.above or 0.0 for row in self.rows)

    @property
    def missing(self) -> list[str]:
        """The words that count and that the page does not hold."""
        return [row.word for row in self.rows if row.points is None and not row.is_optional]

    @property
    def held(self) -> int:
        return sum(1 for row in self.rows if row.points is not None and not row.is_optional)

    @property
    def leads(self) -> list[WordRow]:
        """The words for which the page above scores more, largest difference first."""
        more = [row for row in self.rows if row.above is not None and row.lead > _NEARLY * self.score_above]
        return sorted(more, key=lambda row: -row.lead)


@dataclass(frozen=True)
class _Scores:
    """The scores of the page and of the one above it, by name of clause."""

    found: Mapping[str, Mapping[int, float]]
    page: int
    above: int | None

    def of(self, name: str) -> float | None:
        return self.found[name].get(self.page)

    def above_of(self, name: str) -> float | None:
        return None if self.above is None else self.found[name].get(self.above)


def explain(text: str, page_id: int) -> Explanation | None:
    """Explain the place of a page for a question; None when the page is not public.

    :raises EngineError: when the engine fails.
    """
    records = build_records([page_id], whole=current_curation().whole)
    if not records:
        return None
    record = records[0]
    asked = analyse_question(text)
    engine, query, curation = understood(asked)
    found = ask(Question(text, page_size=FARTHEST), asked)
    place = next((place for place, hit in enumerate(found.hits, start=1) if hit.page_id == page_id), None)
    above = found.hits[place - 2] if place is not None and place > 1 else None
    scores = _scores(engine, query, record, found.minimum, above)
    rows = tuple(_rows(engine, query, record, scores))
    return Explanation(
        record=record,
        answer=found,
        is_indexed=scores.of("indexed") is not None,
        is_found=place is not None or scores.of("text") is not None,
        is_named=scores.of("number") is not None and (record.kind, record.number) in query.pages,
        is_featured=page_id in curation.featured_for(asked.key, timezone.localdate()),
        place=place,
        above=above,
        rows=rows,
        required=_phrases(query.required, "required", scores),
        excluded=_phrases(query.excluded, "excluded", scores),
        counted=len(query.words),
    )


def _scores(engine: Engine, query: Query, record: Document, minimum: int, above: Hit | None) -> _Scores:
    """All scores of this page and the one above, in one request to the engine."""
    clauses: dict[str, Clause] = {
        "indexed": Everything(),
        "text": text_clause(query, minimum),
        "number": number_clause(record.kind, record.number),
    }
    for name, words in (
        ("word", (*query.words, *query.optional)),
        ("required", query.required),
        ("excluded", query.excluded),
    ):
        clauses |= {f"{name} {place}": word_clause(word) for place, word in enumerate(words)}
    pages = [record.page_id, *([above.page_id] if above else [])]
    found = dict(zip(clauses, engine.scores(list(clauses.values()), pages), strict=True))
    return _Scores(found, record.page_id, above.page_id if above else None)


def _rows(engine: Engine, query: Query, record: Document, scores: _Scores) -> Sequence[WordRow]:
    rows = []
    for place, word in enumerate((*query.words, *query.optional)):
        name, bonus = f"word {place}", FOUND * word[0].weight
        points, above = scores.of(name), scores.above_of(name)
        reason, where = _best_match(engine, word, record) if points is not None else (None, ())
        rows.append(
            WordRow(
                word=query.asked[place],
                points=None if points is None else points + bonus,
                above=None if scores.above is None else (0.0 if above is None else above + bonus),
                is_optional=place >= len(query.words),
                reason=reason,
                where=where,
            )
        )
    return rows


def _best_match(engine: Engine, word: Word, record: Document) -> tuple[MatchReason | None, tuple[Where, ...]]:
    """The alternative that decides the score of the word on this page, and what it gets in which field."""
    page = record.page_id
    scores = engine.scores([alternative_clause(one) for one in word], [page])
    found = [(score[page], -place) for place, score in enumerate(scores) if page in score]
    if not found:
        return None, ()
    best = word[-max(found)[1]]
    fields = field_clauses(best)
    names = [name for name, clauses in fields.items() for _ in clauses]
    asked = engine.scores([clause for clauses in fields.values() for clause in clauses], [page])
    points: dict[str, float] = {}
    terms = len(best.terms) if not best.as_written else 1
    for term in range(terms):
        per_field = {names[at]: asked[at].get(page, 0.0) for at in range(term, len(names), terms)}
        most = max(per_field, key=lambda name: per_field[name])
        for name, score in per_field.items():
            points[name] = points.get(name, 0.0) + (score if name == most else OTHER_FIELDS * score)
    held = {name: score for name, score in points.items() if score > 0}
    return best.reason, where_words_stand(record, best, held)


def _phrases(words: Sequence[Word], name: str, scores: _Scores) -> tuple[tuple[str, bool], ...]:
    """Each as an editor reads it, and whether the page holds it."""
    return tuple(
        (" ".join(word[0].terms), scores.of(f"{name} {place}") is not None) for place, word in enumerate(words)
    )
