"""Ask the site of this process drawn questions, and hold every answer against the records in the database."""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from random import Random
from typing import Any

from django.http import HttpResponse, QueryDict
from django.test import Client

from benchmarks.answer_pages import AnswerPage, Card, read_answer
from benchmarks.drawn_questions import DrawnQuestion, draw_questions
from benchmarks.markup import problems
from search.contract import Facet, Question, Record
from search.dutch.highlight import Terms
from search.engines import get_engine, site_words
from search.facet_words import FACET_WORDS
from search.parameters import parse, with_value, without_facet
from search.query import analyse_question
from search.records import all_records
from search.service import ask, known_of
from search.steering.lists import lists, thesaurus
from search.ways_on import address

# One in so many answers is asked again at its canonical address, or paged through to the end.
_AGAIN = 10


@dataclass
class Seen:
    """How often each thing happened, per facet too, and what went wrong: (address, sentence)."""

    counted: Counter[str] = field(default_factory=Counter)
    facets: Counter[str] = field(default_factory=Counter)
    ways: Counter[str] = field(default_factory=Counter)
    failures: list[tuple[str, str]] = field(default_factory=list)
    canonical: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)


def measure(count: int, seed: int, part: int, parts: int) -> dict[str, Any]:
    """Ask every so many-th of the questions; everything that was seen. `times` are in seconds per page."""
    check = Check(list(all_records(whole=lists().whole)))
    pages = [{facet.value: values for facet, values in one.facets.items() if values} for one in check.by_id.values()]
    for drawn in islice(draw_questions(pages, count, seed), part, None, parts):
        check.look_at(drawn)
    return {**vars(check.seen), "canonical": sorted(check.seen.canonical)}


class Check:
    """Looks at one question after the other."""

    def __init__(self, records: Sequence[Record]) -> None:
        self.by_id = {record.page_id: record for record in records}
        self.by_number = {(record.kind.code, record.number): record for record in records}
        self.client = Client(raise_request_exception=False)
        self.seen = Seen()

    def look_at(self, drawn: DrawnQuestion) -> None:
        seen = self.seen
        seen.ways[drawn.way] += 1
        started = time.perf_counter()
        response = self._get(drawn.address)
        seen.times.append(time.perf_counter() - started)
        seen.counted[f"answered {response.status_code}"] += 1
        try:
            failures = [*self._failures(drawn, response)]
        except Exception as error:
            failures = [f"{type(error).__name__}: {error}"]
        seen.failures += [(drawn.address, failure) for failure in failures]

    def _failures(self, drawn: DrawnQuestion, response: HttpResponse) -> Iterator[str]:
        if response.status_code not in (200, 404):
            yield f"answers {response.status_code}"
            return
        markup = response.content.decode()
        yield from problems(markup)
        found = read_answer(markup)
        question = parse(QueryDict(drawn.address.partition("?")[2])).question
        self._count(question, found, response.status_code)
        if found.degraded:
            yield "answered without the engine"
            return
        yield from wrong_counts(question, found, self._matching(question.text))
        yield from self._wrong_cards(question, found, response.status_code)
        yield from self._wrong_address(question, found)
        yield from self._wrong_steps(question, found, Random(drawn.address))
        yield from wrong_ways(found, response.status_code)

    def _matching(self, text: str) -> list[Record]:
        """Every record that answers the text, asked of the engine without filters, pages or marks."""
        words = site_words().words()
        groups = thesaurus()
        known = known_of(get_engine(), words, groups)
        query = replace(analyse_question(text, groups, known), marks=Terms())
        hits = get_engine().answer(Question(text, page_size=len(self.by_id)), query).hits
        return [self.by_id[hit.page_id] for hit in hits]

    def _count(self, question: Question, found: AnswerPage, status: int) -> None:
        """What this page was an example of."""
        for facet, values in question.filters.items():
            self.seen.facets[facet.value] += 1
            self.seen.counted["facets with several values"] += len(values) > 1
        happened = {
            "with a filter": bool(question.filters),
            "nothing found": found.total == 0,
            "with ‘Bedoelde je’": found.suggests,
            "with ways on": found.helps,
            "past the end": status == 404,
            "with a notice": found.notices > 0,
            "with a mark": any(card.marks for card in found.cards),
        }
        self.seen.counted.update(what for what, is_so in happened.items() if is_so)
        self.seen.counted["cards looked at"] += len(found.cards)
        self.seen.canonical.add(found.canonical)

    def _wrong_cards(self, question: Question, found: AnswerPage, status: int) -> Iterator[str]:
        """The right number of cards, and under the marks the words of the page, unbroken."""
        last = max(math.ceil(found.total / question.page_size), 1)
        if (status == 404) != (question.page > last):
            yield f"answers {status} for page {question.page} of {last}"
        start = (question.page - 1) * question.page_size
        if len(found.cards) != min(max(found.total - start, 0), question.page_size):
            yield f"shows {len(found.cards)} cards on page {question.page} of {found.total} results"
        for card in found.cards:
            record = self.by_number.get((card.kind, card.number))
            if record is None:
                yield f"shows {card.kind} {card.number}, which is not public"
            elif not shows_words_of(card, record):
                yield f"broke the words of {card.kind} {card.number}"

    def _wrong_address(self, question: Question, found: AnswerPage) -> Iterator[str]:
        """The canonical address asks the same, says so itself, and answers the same."""
        canonical = address(question)
        if found.canonical != canonical:
            yield f"calls itself {found.canonical}, not {canonical}"
        if parse(QueryDict(canonical.partition("?")[2])).question != question:
            yield "its canonical address asks something else"
        if sum(self.seen.ways.values()) % _AGAIN == 0 and found.total:
            again = read_answer(self._get(canonical).content.decode())
            same = replace(again, notices=found.notices) == found
            self.seen.counted["asked again at the canonical address"] += 1
            if not same or again.notices:
                yield "answers otherwise at its canonical address"

    def _wrong_steps(self, question: Question, found: AnswerPage, rng: Random) -> Iterator[str]:
        """One more filter gives what its count says, one facet less never gives less, and paging misses nothing."""
        for facet in question.filters:
            self.seen.counted["filters taken away"] += 1
            if ask(replace(without_facet(question, facet), page_size=1)).total < found.total:
                yield f"gives more with the filter {facet.value} than without"
        free = [(Facet(name), slug) for name, slug in found.facets if Facet(name) not in question.filters]
        if free:
            facet, slug = rng.choice(free)
            narrowed = ask(replace(with_value(question, facet, slug), page_size=1)).total
            self.seen.counted["filters added"] += 1
            if narrowed != found.facets[facet.value, slug] or narrowed > found.total:
                yield f"gives {narrowed} with {facet.value}={slug}, promised {found.facets[facet.value, slug]}"
        if found.total > question.page_size and sum(self.seen.ways.values()) % _AGAIN == 0:
            pages = range(1, math.ceil(found.total / question.page_size) + 1)
            hits = [hit.page_id for page in pages for hit in ask(replace(question, page=page)).hits]
            self.seen.counted["paged through to the end"] += 1
            if len(hits) != len(set(hits)) or len(hits) != found.total:
                yield f"has {len(set(hits))} pages in {len(hits)} hits on its pages, of {found.total}"

    def _get(self, path: str) -> Any:
        return self.client.get(path)


def wrong_ways(found: AnswerPage, status: int) -> Iterator[str]:
    """Nothing found leads on, and every way on gives pages."""
    if status == 200 and not found.total and not found.ways:
        yield "is a dead end"
    for way in found.ways:
        if not ask(parse(QueryDict(way.partition("?")[2])).question).total:
            yield f"leads to {way}, which gives nothing"


def wrong_counts(question: Question, found: AnswerPage, matching: Sequence[Record]) -> Iterator[str]:
    """Total and every count, against the records that match the text."""
    fitting = [record for record in matching if _fits(record, question.filters)]
    if len(fitting) != found.total:
        yield f"says {found.total} results, {len(fitting)} fit"
    chosen = {(facet.value, value) for facet, values in question.filters.items() for value in values}
    if found.facets and chosen != found.chosen:
        yield "does not show its own filters"
    for facet in Facet:
        others = {other: values for other, values in question.filters.items() if other is not facet}
        near = [record for record in matching if _fits(record, others)]
        truth = Counter(value for record in near for value in set(record.facets.get(facet, ())))
        known = FACET_WORDS[facet].labels(truth.keys())
        shown = {slug: count for (name, slug), count in found.facets.items() if name == facet.value}
        if {slug: count for slug, count in shown.items() if count} != {slug: truth[slug] for slug in known}:
            yield f"counts {facet.value} wrong"


def _fits(record: Record, filters: Mapping[Facet, tuple[str, ...]]) -> bool:
    return all(set(values) & set(record.facets.get(facet, ())) for facet, values in filters.items() if values)


def shows_words_of(card: Card, record: Record) -> bool:
    """True when the card holds the title whole, and a whole gist or a piece of the text."""
    gist, body = (" ".join(record.texts[name].split()) for name in ("gist", "body"))
    excerpt = " ".join(card.excerpt.split()).strip("…")
    return card.title == record.texts["title"] and (excerpt in gist or excerpt in body)
