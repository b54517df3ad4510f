"""Are the other kinds of page found, on both engines, with their facets? `python -m lab.relevance_kinds`

Each question of `tests/search/relevance/kinds.tsv` is asked twice: as it is, where "Ook gevonden" must name the kind,
and behind that link, where the page meant must be among the first three. Fails when the engines differ in anything:
first ten, total, counts of every facet, what is named beside.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import Any, NamedTuple

from lab.judged import QUESTIONS, lines_of
from lab.relevance import ELASTICSEARCH, EMBEDDED, on_elasticsearch, set_up
from lab.tables import show, table

_FIRST, _DEPTH = 3, 10


class Found(NamedTuple):
    """What one engine said. `place` counts from 1, 0 when the page meant is not in the first ten."""

    is_named: bool
    place: int
    answer: Any


def ask(engine: str = EMBEDDED) -> list[Found]:
    """:raises RuntimeError: when another engine answers."""
    from django.http import QueryDict

    from search.query_string import parse
    from search.results_page.page import build_page

    found = []
    for kind, text, slug in _questions():
        data = QueryDict(mutable=True)
        data["q"] = text
        plain = build_page(parse(data))
        data["soort"] = kind
        page = build_page(parse(data))
        if {page.answer.engine, plain.answer.engine} != {engine} or page.answer.degraded:
            raise RuntimeError(f"‘{text}’ was not answered by {engine}")
        slugs = [hit.url.strip("/").rsplit("/", 1)[-1] for hit in page.answer.hits[:_DEPTH]]
        beside = {choice.value: choice.count for choice in plain.beside}
        facets = {
            facet.value: {value.value: value.count for value in values} for facet, values in page.answer.facets.items()
        }
        place = slugs.index(slug) + 1 if slug in slugs else 0
        found.append(Found(kind in beside, place, (slugs, page.answer.total, facets, beside)))
    return found


def _questions() -> list[list[str]]:
    return [line.split("\t") for line in lines_of(QUESTIONS.with_name("kinds.tsv"))]


def main() -> int:
    set_up()
    runs = {EMBEDDED: ask()}
    if (other := on_elasticsearch(lambda: ask(ELASTICSEARCH))) is not None:
        runs[ELASTICSEARCH] = other
    for name, run in runs.items():
        by_kind: dict[str, list[Found]] = defaultdict(list)
        missed = []
        for (kind, text, _), found in zip(_questions(), run, strict=True):
            by_kind[kind].append(found)
            if not (found.is_named and 0 < found.place <= _FIRST):
                missed.append([kind, text, "yes" if found.is_named else "no", found.place or "-"])
        rows = [
            [
                kind,
                len(those),
                sum(one.is_named for one in those),
                sum(0 < one.place <= _FIRST for one in those),
                sum(one.place == 1 for one in those),
            ]
            for kind, those in by_kind.items()
        ]
        show(f"Other kinds, {name}", table(["kind", "questions", "named beside", "in the first three", "first"], rows))
        if missed:
            show(f"Not so, {name}", table(["kind", "question", "named beside", "place"], missed))
    differing = [
        text
        for (_, text, _), *answers in zip(_questions(), *runs.values(), strict=True)
        if any(one != answers[0] for one in answers)
    ]
    show("Between the engines", f"Different: {', '.join(differing)}." if differing else "Everything is the same.")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
