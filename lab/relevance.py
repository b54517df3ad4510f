"""How good are the answers? nDCG@10 and success@3 on the judged questions, per kind, of both engines: `make relevance`.

Loads the starter content into an empty database of its own, so that the figures are of the content in the repository.
Elasticsearch is the one in `ELASTICSEARCH_URL`, or a server of our own. Fails when a question is a dead end or when the
engines differ by more than `MOST_APART`; says which questions lost or won since the last accepted run. `--frozen` asks
the questions that nobody tunes on, names none of them, and counts how often the page says that no page names a word.
"""

from __future__ import annotations

import argparse
import os
import secrets
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import django
import pytest

from lab.judged import FROZEN, Judged, groups, lines_of, read_questions
from lab.relevance_run import (
    LAST_RUN,
    WORTH_SAYING,
    Asked,
    Run,
    Scores,
    accept,
    changed,
    mean,
    read_last,
    scores_of,
)
from lab.tables import show, table

T = TypeVar("T")

EMBEDDED, ELASTICSEARCH = "embedded", "elasticsearch"
ENGINES = (EMBEDDED, ELASTICSEARCH)
# How far the mean nDCG@10 of two engines may lie apart.
MOST_APART = 0.01
LACKS = "Geen pagina noemt"
_HEAD = ("questions", "number", "nDCG@10", "success@3", "without a page", "dead ends")


def set_up() -> None:
    """An empty site with the starter content and its index, in a temporary directory."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from editorial.content_files.loader import load_content
    from search.curation.synonyms import load_starter_synonyms
    from search.indexing.reindex import rebuild_all_if_needed

    call_command("migrate", verbosity=0, interactive=False)
    load_content(settings.BASE_DIR / "content")
    load_starter_synonyms()
    rebuild_all_if_needed()


def run(questions: Sequence[Judged], engine: str = EMBEDDED) -> dict[int, Asked]:
    """What the search page of the site as it is set up now says to each question.

    :raises RuntimeError: when another engine answers: something else would be measured.
    """
    from django.http import QueryDict

    from search.query_string import parse
    from search.results_page.page import build_page

    asked = {}
    for question in questions:
        data = QueryDict(question.filters, mutable=True)
        data["q"] = question.text
        page = build_page(parse(data))
        if page.answer.degraded or page.answer.engine != engine:
            raise RuntimeError(f"question {question.number} was not answered by {engine}")
        pages = tuple(hit.short_number for hit in page.answer.hits)
        asked[question.number] = Asked(pages, page.total, page.leads_on)
    return asked


def says_it_lacks(texts: Sequence[str]) -> int:
    """How many of these questions get a page that says that no page names one of their words."""
    from django.test import Client

    pages = (Client().get("/zoeken/", {"q": text}, secure=True).content.decode() for text in texts)
    return sum(LACKS in page for page in pages)


def on_elasticsearch(ask: Callable[[], T]) -> T | None:
    """What is said on Elasticsearch, with an index of its own that is taken away; None without Java, and says so."""
    from django.test.utils import override_settings

    from search.backends.failover import WithStandby
    from search.backends.registry import get_engine
    from search.indexing.reindex import rebuild
    from tests.elasticsearch.fixtures import forget, live_address, new_engine, written

    try:
        with TemporaryDirectory(ignore_cleanup_errors=True) as directory, live_address(Path(directory)) as address:
            ours = new_engine(address, f"relevance-{secrets.token_hex(4)}")
            with override_settings(SEARCH_URL=written(ours.address)):
                engine = get_engine()
                assert isinstance(engine, WithStandby)
                try:
                    rebuild(engine.main)
                    return ask()
                finally:
                    forget(ours)
    except pytest.skip.Exception as missing:
        sys.stdout.write(f"Elasticsearch is not asked. {missing}\n")
        return None


def rows_of(questions: Sequence[Judged], run: Run, scores: Scores) -> list[list[object]]:
    """A row per group of questions, as `_HEAD` names its columns."""
    rows: list[list[object]] = []
    for name, numbers in groups(questions).items():
        values, asked = [scores[number] for number in numbers], [run[number] for number in numbers]
        ndcg, success = mean(one.ndcg for one in values), mean(one.success for one in values)
        nothing, dead = sum(not one.total for one in asked), sum(one.is_dead_end for one in asked)
        rows.append([name, len(numbers), f"{ndcg:.3f}", f"{success:.3f}", nothing, dead])
    return rows


def apart(questions: Sequence[Judged], one: Run, other: Run, scores: Sequence[Scores]) -> list[list[object]]:
    """The questions to which two engines give another first ten: both, with the score of each."""
    first, second = scores
    return [
        [
            question.number,
            question.text,
            f"{first[question.number].ndcg:.3f} {' '.join(one[question.number].pages)}",
            f"{second[question.number].ndcg:.3f} {' '.join(other[question.number].pages)}",
        ]
        for question in questions
        if one[question.number].pages != other[question.number].pages
    ]


def worst(questions: Sequence[Judged], run: Run, scores: Scores, most: int) -> list[list[object]]:
    """The worst answered questions with the grade of every page; `-` is one that nobody judged."""
    ordered = sorted(questions, key=lambda question: scores[question.number].ndcg)[:most]
    return [
        [
            f"{scores[one.number].ndcg:.2f}",
            one.number,
            one.text,
            " ".join(f"{page}:{one.grades.get(page, '-')}" for page in run[one.number].pages),
        ]
        for one in ordered
    ]


def report(questions: Sequence[Judged], runs: Mapping[str, Run], most: int) -> bool:
    """Print everything; True when no question is a dead end and the engines agree."""
    scores = {name: scores_of(questions, found) for name, found in runs.items()}
    last, texts = read_last(), {one.number: one.text for one in questions}
    good = True
    for name, found in runs.items():
        rows = rows_of(questions, found, scores[name])
        good = good and not any(one.is_dead_end for one in found.values())
        show(f"Relevance, {name}", table(_HEAD, rows))
        if moved := changed(scores[name], last.get(name, {})):
            lines = [[number, texts[number], f"{was:.3f}", f"{now:.3f}"] for number, was, now in moved]
            show(f"Lost or won more than {WORTH_SAYING}, {name}", table(["", "question", "last run", "now"], lines))
        else:
            sys.stdout.write(f"\n{'No question lost or won since the last run.' if name in last else 'No last run.'}\n")
    if most:
        lines = worst(questions, runs[EMBEDDED], scores[EMBEDDED], most)
        show("Worst answered", table(["nDCG", "", "question", "pages with their grade"], lines))
    if len(runs) == len(ENGINES):
        means = [mean(one.ndcg for one in scores[name].values()) for name in ENGINES]
        lines = apart(questions, runs[EMBEDDED], runs[ELASTICSEARCH], [scores[name] for name in ENGINES])
        good = good and abs(means[0] - means[1]) <= MOST_APART
        differing = table(["", "question", *ENGINES], lines) if lines else "Every first ten is the same."
        show(f"Between the engines: {abs(means[0] - means[1]):.4f}", differing)
    return good


def report_frozen(questions: Sequence[Judged], absent: Sequence[str], runs: Mapping[str, Run]) -> bool:
    """Print scores per kind of one set and nothing of a single question; True when the engines agree."""
    scores = {name: scores_of(questions, found) for name, found in runs.items()}
    for name, found in runs.items():
        show(f"Frozen questions, {name}", table(_HEAD, rows_of(questions, found, scores[name])))
    said = [says_it_lacks(absent), says_it_lacks([one.text for one in questions])]
    show(f"“{LACKS} …”", f"{said[0]} of {len(absent)} absent subjects, {said[1]} of {len(questions)} frozen questions.")
    means = [mean(one.ndcg for one in found.values()) for found in scores.values()]
    return max(means) - min(means) <= MOST_APART


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worst", type=int, default=10, help="show so many of the worst answered questions")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--accept", action="store_true", help=f"keep these scores in {LAST_RUN.name} to compare with")
    parser.add_argument("--frozen", action="store_true", help="the questions that nobody tunes on")
    options = parser.parse_args()
    set_up()
    sets = [read_questions(path) for path, _ in FROZEN] if options.frozen else [read_questions()]
    questions = [one for each in sets for one in each]
    runs: dict[str, Run] = {EMBEDDED: run(questions)}
    if (
        ELASTICSEARCH in options.engines.split(",")
        and (found := on_elasticsearch(lambda: run(questions, ELASTICSEARCH))) is not None
    ):
        runs[ELASTICSEARCH] = found
    if options.frozen:
        absent = [lines_of(path) for _, path in FROZEN]
        agree = [report_frozen(*each, runs) for each in zip(sets, absent, strict=True)]
        return 0 if all(agree) else 1
    good = report(questions, runs, options.worst)
    if options.accept:
        accept({name: scores_of(questions, found) for name, found in runs.items()})
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
