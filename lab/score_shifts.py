"""How far do deleted documents and a second shard shift the scores? `python -m lab.score_shifts`.

An engine counts how rare a word is. Elasticsearch does so per shard, and both engines still count what was deleted or
written again until its segment is merged away. The same questions on the starter content: a fresh index of one shard
beside a worn one (a third of the pages written three times more) and beside a fresh one of two shards. What is found
may not differ; the order of nearly equal pages may.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from core.published import Document
from lab.parity import analysed, questions
from lab.relevance import set_up
from lab.tables import percentile, show, table
from search.contract import Answer, Changes, Engine, Query, Question, Sort
from search.dutch.highlight import Terms

QUESTIONS = 300
_ROUNDS = 3
_EVERY = 3
_SHARES = (0.5, 0.95, 1.0)


@dataclass(frozen=True)
class Shift:
    """Of one question: the largest change of a score as a share of it, and what changed in what is shown."""

    score: float
    same_hits: bool
    same_first: bool
    same_ten: bool


def shift_of(one: Answer, other: Answer) -> Shift:
    """Of two answers that hold all their hits."""
    scores = {hit.page_id: hit.score for hit in one.hits}
    changes = [abs(hit.score / scores[hit.page_id] - 1) for hit in other.hits if scores.get(hit.page_id)]
    first, second = ([hit.page_id for hit in answer.hits] for answer in (one, other))
    same_hits = set(first) == set(second) and one.facets == other.facets
    return Shift(max(changes, default=0.0), same_hits, first[:1] == second[:1], first[:10] == second[:10])


def shifts(first: Engine, second: Engine, asked: Iterable[tuple[Question, Query]], most: int) -> Iterator[Shift]:
    for question, query in asked:
        everything, plain = replace(question, page=1, page_size=most), replace(query, marks=Terms())
        yield shift_of(first.answer(everything, plain), second.answer(everything, plain))


def wear(engine: Engine, records: Sequence[Document]) -> None:
    """Write a third of the pages again, as editors do."""
    for version in range(1, _ROUNDS + 1):
        engine.write([replace(record, version=record.version + version) for record in records[::_EVERY]], {})


@contextmanager
def engines(records: Sequence[Document]) -> Iterator[dict[str, tuple[Engine, Engine]]]:
    """Per row of the table a fresh index of one shard and the one to hold beside it."""
    from search.backends.embedded.engine import EmbeddedEngine
    from tests.elasticsearch.fixtures import forget, live_address, new_engine

    with TemporaryDirectory(ignore_cleanup_errors=True) as name, live_address(Path(name) / "server") as address:
        fresh, worn, split = new_engine(address), new_engine(address), new_engine(address, shards=2)
        near, used = EmbeddedEngine(Path(name) / "fresh"), EmbeddedEngine(Path(name) / "worn")
        try:
            for engine in (fresh, worn, split, near, used):
                engine.rebuild(iter(records), Changes)
            wear(worn, records)
            wear(used, records)
            yield {
                "Elasticsearch, a third written three times more": (fresh, worn),
                "Elasticsearch, two shards": (fresh, split),
                "embedded, a third written three times more": (near, used),
            }
        finally:
            for engine in (fresh, worn, split):
                forget(engine)


def row_of(name: str, found: Sequence[Shift]) -> list[object]:
    scores = " / ".join(f"{percentile([one.score for one in found], share):.1%}" for share in _SHARES)
    same = (sum(getattr(one, what) for one in found) for what in ("same_hits", "same_first", "same_ten"))
    return [name, len(found), scores, *same]


def main(arguments: Sequence[str] = ()) -> int:
    """0 when never another page is found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    options = parser.parse_args(arguments)
    set_up()
    from search.curation.cache import current_curation
    from search.documents.builder import all_records

    records = list(all_records(whole=current_curation().whole))
    with engines(records) as pairs:
        drawn = [one for one in questions(records, 4 * options.questions) if one.sort is Sort.RELEVANCE]
        asked = [pair for pair in analysed(next(iter(pairs.values()))[0], drawn) if pair[1].words][: options.questions]
        found = {name: list(shifts(one, other, asked, len(records))) for name, (one, other) in pairs.items()}
    head = ["index", "questions with words", "largest shift of a score, p50 / p95 / most", "same pages and counts"]
    show(
        "What deleted documents and shards do to scores",
        table([*head, "same first", "same first ten"], [row_of(name, one) for name, one in found.items()]),
    )
    return 0 if all(one.same_hits for shown in found.values() for one in shown) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
