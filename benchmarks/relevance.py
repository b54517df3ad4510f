"""How good are the answers? nDCG@10 and success@3 on the judged questions: `make relevance`.

Loads the starter content into an empty database of its own, so that the figures are of the content in the repository.
Odd questions are for tuning weights, even ones for checking them; from `UNTOUCHED` on nothing was ever changed for a
question, so those say most about what other people will ask.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import django
import ir_measures
from ir_measures import Measure, Qrel, ScoredDoc, Success, nDCG

ROOT = Path(__file__).resolve().parents[1]
QUESTIONS = ROOT / "tests" / "search" / "relevance" / "questions.tsv"
NDCG = nDCG @ 10
# A page that helps well (grade 2 or 3) among the first three.
SUCCESS = Success(rel=2) @ 3
DEPTH = 10
UNTOUCHED = 171


@dataclass(frozen=True)
class Judged:
    """A question with the pages that answer it: `m31` -> grade 1 to 3. `filters` are written as in an address."""

    number: int
    text: str
    filters: str
    grades: dict[str, int]


def read_questions(path: Path = QUESTIONS) -> list[Judged]:
    """:raises ValueError: when a line is not number, question, filters and judgements with tabs between them."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        number, text, filters, judgements = line.split("\t")
        pairs = (one.split(":") for one in judgements.split())
        found.append(Judged(int(number), text, filters, {page: int(grade) for page, grade in pairs}))
    return found


def run(questions: list[Judged]) -> dict[int, list[str]]:
    """The first ten pages per question, from the site as it is set up now.

    :raises RuntimeError: when the engine fails: a plain title query would be measured instead.
    """
    from django.http import QueryDict

    from search.parameters import parse
    from search.service import answer

    ranked = {}
    for question in questions:
        data = QueryDict(question.filters, mutable=True)
        data["q"] = question.text
        found = answer(parse(data).question)
        if found.degraded:
            raise RuntimeError(f"question {question.number} was answered without the search engine")
        ranked[question.number] = [f"{'m' if hit.kind.code == 'method' else 'p'}{hit.number}" for hit in found.hits]
    return ranked


def evaluate(questions: list[Judged], ranked: dict[int, list[str]]) -> dict[int, dict[Measure, float]]:
    """Both measures per question."""
    qrels = [Qrel(str(q.number), page, grade) for q in questions for page, grade in q.grades.items()]
    scored = [
        ScoredDoc(str(number), page, float(DEPTH - place))
        for number, pages in ranked.items()
        for place, page in enumerate(pages[:DEPTH])
    ]
    values: dict[int, dict[Measure, float]] = {q.number: {NDCG: 0.0, SUCCESS: 0.0} for q in questions}
    for metric in ir_measures.iter_calc([NDCG, SUCCESS], qrels, scored):
        values[int(metric.query_id)][metric.measure] = metric.value
    return values


def mean(values: dict[int, dict[Measure, float]], measure: Measure) -> float:
    return sum(one[measure] for one in values.values()) / len(values) if values else 0.0


def set_up() -> None:
    """An empty site with the starter content and its index, in a temporary directory."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from editorial.content.load import load_content
    from search.rebuilding import rebuild_all_if_needed
    from search.synonyms import load_starter_synonyms

    call_command("migrate", verbosity=0, interactive=False)
    load_content(settings.BASE_DIR / "content")
    load_starter_synonyms()
    rebuild_all_if_needed()


def report(questions: list[Judged], ranked: dict[int, list[str]], worst: int) -> str:
    values = evaluate(questions, ranked)
    groups = {
        "all": values,
        "tuned on": {number: one for number, one in values.items() if number < UNTOUCHED and number % 2},
        "checked": {number: one for number, one in values.items() if number < UNTOUCHED and not number % 2},
        "untouched": {number: one for number, one in values.items() if number >= UNTOUCHED},
    }
    lines = [
        f"{name:<9} {len(half):>4} questions   nDCG@10 {mean(half, NDCG):.3f}   success@3 {mean(half, SUCCESS):.3f}"
        for name, half in groups.items()
    ]
    for question in sorted(questions, key=lambda q: values[q.number][NDCG])[:worst]:
        found = " ".join(f"{page}:{question.grades.get(page, '-')}" for page in ranked[question.number])
        lines.append(f"{values[question.number][NDCG]:.2f}  {question.number:>3} {question.text}: {found}")
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worst", type=int, default=10, help="show so many of the worst answered questions")
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    options = parser.parse_args()
    set_up()
    questions = read_questions(options.questions)
    sys.stdout.write(report(questions, run(questions), options.worst) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
