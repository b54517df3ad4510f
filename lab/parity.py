"""Do both engines give the same answers? The same drawn questions on the same pages: `python -m lab.parity`.

The starter content, or with `--pages 10000` a site of so many pages. Wants `ELASTICSEARCH_URL` (written as
`SEARCH_URL`), or starts a server of its own.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from django.http import QueryDict

from core.published import Document
from lab.drawn_questions import draw_questions
from lab.relevance import set_up
from search.contract import Answer, Changes, Engine, EngineError, Facet, Query, Question, Sort
from search.dutch.highlight import Terms

QUESTIONS = 2_000
SEED = 4
# Scores are sums of 32-bit numbers, added in another order.
NEARLY = 1e-4


@dataclass(frozen=True)
class Difference:
    """What two engines answer differently to one question."""

    question: Question
    what: str


def questions(records: Sequence[Document], count: int, seed: int = SEED) -> list[Question]:
    """So many different questions with filters that meet, as an address gives them."""
    from search.query_string import parse

    pages = [{facet: values for facet, values in record.facets.items() if values} for record in records]
    drawn: dict[Question, None] = {}
    for one in draw_questions(pages, 4 * count, seed):
        data = QueryDict(mutable=True)
        for name, value in one:
            data.appendlist(name, value)
        asked = parse(data).question
        drawn.setdefault(replace(asked, filters=_Filters(asked.filters)))
        if len(drawn) == count:
            break
    return list(drawn)


class _Filters(dict[Facet, tuple[str, ...]]):
    """Filters that can be a key."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(tuple(sorted(self.items())))


def compare(first: Engine, second: Engine, asked: Iterable[tuple[Question, Query]], most: int) -> Iterator[Difference]:
    """Every difference in hit set, total, counts and order; at most `most` hits of each answer are looked at."""
    for question, query in asked:
        plain = replace(query, marks=Terms())
        everything = replace(question, page=1, page_size=most)
        try:
            one, other = first.answer(everything, plain), second.answer(everything, plain)
        except EngineError as error:
            yield Difference(question, str(error))
            continue
        for what, wrong in _differences(one, other, question.sort, most).items():
            if wrong:
                yield Difference(question, what)


def _differences(one: Answer, other: Answer, sort: Sort, most: int) -> dict[str, bool]:
    whole = one.total <= most and other.total <= most
    return {
        "total": one.total != other.total,
        "hits": whole and {hit.page_id for hit in one.hits} != {hit.page_id for hit in other.hits},
        "counts": one.facets != other.facets,
        "scores": any(not _near(a.score, b.score) for a, b in zip(one.hits, other.hits, strict=False)),
        "first ten": not _same_order(one, other, ties=sort is Sort.RELEVANCE),
    }


def _same_order(one: Answer, other: Answer, ties: bool) -> bool:
    """The same first ten; pages with nearly the same score may change places."""
    if not ties:
        return [hit.page_id for hit in one.hits] == [hit.page_id for hit in other.hits]
    scores = {hit.page_id: hit.score for hit in other.hits}
    for place, hit in enumerate(one.hits[:10]):
        there = other.hits[place : place + 1]
        if not there or (hit.page_id != there[0].page_id and not _near(scores.get(hit.page_id, -1.0), there[0].score)):
            return False
    return True


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= NEARLY * max(abs(one), abs(other), 1.0)


@contextmanager
def both(records: Sequence[Document], shards: int = 1) -> Iterator[tuple[Engine, Engine]]:
    """The embedded engine and Elasticsearch, each with a fresh index of these records."""
    from search.backends.embedded.engine import EmbeddedEngine
    from tests.elasticsearch.fixtures import forget, live_address, new_engine

    with TemporaryDirectory() as directory, live_address(Path(directory) / "server") as address:
        embedded, elastic = EmbeddedEngine(Path(directory) / "index"), new_engine(address, shards=shards)
        try:
            for engine in (embedded, elastic):
                started = time.monotonic()
                engine.rebuild(iter(records), Changes)
                sys.stdout.write(f"{engine.name}: filled in {time.monotonic() - started:.1f} s\n")
            yield embedded, elastic
        finally:
            forget(elastic)


def analysed(engine: Engine, asked: Iterable[Question]) -> list[tuple[Question, Query]]:
    """The questions as the site asks them, with what this engine knows of words."""
    from search.curation.cache import current_curation
    from search.dutch.questions import analyse_question
    from search.index.term_dictionary import TermDictionary
    from search.query.analysis import build_query
    from search.service.answers import known_of

    words, groups = TermDictionary(engine.words()), current_curation().synonyms
    site = known_of(engine, words, groups)
    return [(question, build_query(analyse_question(question.text), groups, site)) for question in asked]


def main(arguments: Sequence[str] = ()) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=0, help="a site of so many pages; without it the starter content")
    parser.add_argument("--questions", type=int, default=QUESTIONS)
    parser.add_argument("--shards", type=int, default=1)
    options = parser.parse_args(arguments)
    set_up()
    from lab.made_up import generate
    from search.curation.cache import current_curation
    from search.documents.builder import all_records

    if options.pages:
        generate(options.pages // 4, options.pages - options.pages // 4)
    records = list(all_records(whole=current_curation().whole))
    most = min(len(records), 1000)
    with both(records, options.shards) as (embedded, elastic):
        same_words = embedded.words() == elastic.words()
        asked = analysed(embedded, questions(records, options.questions))
        started = time.monotonic()
        found = list(compare(embedded, elastic, asked, most))
    kinds = Counter(one.what for one in found)
    worded = sum(1 for _, query in asked if not query.is_empty)
    sys.stdout.write(
        f"{len(records)} pages, {len(asked)} questions ({worded} with words), "
        f"{time.monotonic() - started:.0f} s: words of the site {'equal' if same_words else 'DIFFERENT'}, "
        f"questions answered differently {len({id(one.question) for one in found})} {dict(kinds)}\n"
    )
    for one in found[:10]:
        sys.stdout.write(f"  {one.what}: {one.question}\n")
    return 1 if found or not same_words else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
