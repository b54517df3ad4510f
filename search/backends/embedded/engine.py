"""The embedded engine: tantivy, no server. The only package that imports tantivy."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.published import Document
from search.backends.embedded import writer
from search.backends.embedded.counts import facet_counts
from search.backends.embedded.errors import engine_errors
from search.backends.embedded.facet_cache import Counts, Remembered
from search.backends.embedded.index_versions import Generations
from search.backends.embedded.integrity import Damaged
from search.backends.embedded.paging import window
from search.backends.embedded.queries import Queries
from search.backends.embedded.reader import Missing, Opened, Reader
from search.backends.embedded.schema import fingerprint
from search.contract import Answer, Changes, EngineError, PagesRefused, Query, Question, Sort
from search.contract.query_plan import Clause
from search.index.document_analysis import EXACT_FIELD
from search.index.fields import STORED
from search.index.stored_fields import StoredFields
from search.query.planner import in_results, narrowed, of_pages, text_clause


@dataclass(eq=False)
class EmbeddedEngine:
    """An index in a directory: many readers, one writer at a time, in any number of processes on one host."""

    directory: Path
    name: str = "embedded"
    _reader: Reader = field(init=False)
    remembered: Remembered = field(default_factory=Remembered, repr=False)

    def __post_init__(self) -> None:
        self.directory = Path(self.directory)
        self._reader = Reader(Generations(self.directory))

    def consumer(self) -> str:
        """A name made once per directory: another directory, or a copy of it elsewhere, has missed other changes."""
        with engine_errors("the directory of the index cannot be used"):
            path = self.directory / "name"
            if not path.exists():
                self.directory.mkdir(parents=True, exist_ok=True)
                with writer.lock(self.directory):
                    if not path.exists():
                        path.write_text(f"embedded-{uuid.uuid4()}")
            return path.read_text().strip()[:100]

    def answer(self, question: Question, query: Query, hidden: frozenset[int] = frozenset()) -> Answer:
        with engine_errors("the index cannot answer"):
            opened = self._reader.open()
            queries = Queries(opened.searcher, opened.schema)
            text, minimum = self._text(opened, queries, query)
            asked = narrowed(text, question.filters, hidden)
            scored = question.sort is Sort.RELEVANCE and not query.is_empty
            spelled = queries.spell_scored(asked) if scored else queries.spell(asked)
            found, total = window(opened.searcher, spelled, question, scored=scored)
            return Answer(
                question=question,
                hits=tuple(self._stored(opened, address).hit(score, query.marks) for score, address in found),
                total=total,
                facets=self._facets(opened, queries, text, question, hidden),
                engine=self.name,
                minimum=minimum,
            )

    def write(self, upserts: Sequence[Document], deletes: Iterable[int]) -> None:
        with engine_errors("the index cannot be written"), writer.lock(self.directory):
            current = self._reader.generations.current()
            if current is None:
                raise Missing("there is no index")
            refused = writer.write(current.path, upserts, deletes)
            if refused:
                raise PagesRefused(refused)

    def rebuild(self, records: Iterable[Document], late: Callable[[], Changes]) -> Mapping[int, str]:
        with engine_errors("the index cannot be made anew"):
            return writer.rebuild(self._reader.generations, records, late)

    def digests(self) -> Mapping[int, str]:
        with engine_errors("the index cannot be read"):
            opened = self._reader.open()
            everything = opened.searcher.search(
                Queries(opened.searcher, opened.schema).spell(text_clause(Query(), 0)),
                limit=max(opened.searcher.num_docs, 1),
            )
            stored = (self._stored(opened, address) for _, address in everything.hits)
            return {one.page_id: one.digest for one in stored}

    def versions(self) -> Mapping[int, int]:
        """Nothing: one host, one writer at a time, so that no old write can come late."""
        return {}

    def words(self) -> Mapping[str, int]:
        with engine_errors("the words of the index cannot be read"):
            searcher = self._reader.open().searcher
            return {word: count for word, count in searcher.terms_with_prefix(EXACT_FIELD, "") if word.isalnum()}

    def stamp(self) -> str:
        with engine_errors("the index cannot be opened"):
            return self._reader.open().stamp

    def problem(self) -> str | None:
        try:
            with engine_errors("the index cannot be opened"):
                opened = self._reader.open()
        except Missing:
            return "the search index is missing"
        except EngineError as error:
            damaged = isinstance(error.__cause__, Damaged)
            return "the search index is damaged" if damaged else "the search index cannot be opened"
        if opened.generation.fingerprint != fingerprint():
            return "the search index is of another version of the site"
        return None

    def count_each(self, clauses: Sequence[Clause]) -> list[int]:
        with engine_errors("the index cannot be read"):
            opened = self._reader.open()
            queries = Queries(opened.searcher, opened.schema)
            return [int(opened.searcher.search(queries.spell(clause), limit=1).count) for clause in clauses]

    def _facets(
        self, opened: Opened, queries: Queries, text: Clause, question: Question, hidden: frozenset[int]
    ) -> Counts:
        key = text, tuple(question.filters.items()), hidden
        return self.remembered.counts(
            opened, key, lambda: facet_counts(opened.searcher, queries, text, question.filters, hidden)
        )

    def scores(self, clauses: Sequence[Clause], page_ids: Collection[int]) -> list[dict[int, float]]:
        with engine_errors("the index cannot be read"):
            opened = self._reader.open()
            queries = Queries(opened.searcher, opened.schema)
            asked = [queries.spell_scored(of_pages(clause, page_ids)) for clause in clauses]
            found = (opened.searcher.search(one, limit=max(len(page_ids), 1)).hits for one in asked)
            return [{self._stored(opened, address).page_id: score for score, address in hits} for hits in found]

    @staticmethod
    def _text(opened: Opened, queries: Queries, query: Query) -> tuple[Clause, int]:
        """The text with the highest minimum that enough pages reach, and that minimum."""
        reached, text = query.minimum, text_clause(query, query.minimum)
        for minimum in range(query.minimum - 1, 0, -1):
            if opened.searcher.search(queries.spell(in_results(text)), limit=1).count >= query.enough:
                break
            reached, text = minimum, text_clause(query, minimum)
        return text, reached

    @staticmethod
    def _stored(opened: Opened, address: object) -> StoredFields:
        return StoredFields.unpack(bytes(opened.searcher.doc(address).get_first(STORED)))
