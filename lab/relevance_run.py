"""One run over the judged questions: what each engine answered, how good that was, and what changed since the last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import ir_measures
from ir_measures import Measure, Qrel, ScoredDoc, Success, nDCG

from lab.judged import QUESTIONS, Judged

NDCG = nDCG @ 10
# A page that helps well (grade 2 or 3) among the first three.
SUCCESS = Success(rel=2) @ 3
DEPTH = 10
LAST_RUN = QUESTIONS.with_name("last_run.tsv")
# Between two runs or two engines; less is rounding.
WORTH_SAYING = 0.01


@dataclass(frozen=True)
class Asked:
    """The first ten pages of an answer, how many there are, and whether the page leads on when there are none."""

    pages: tuple[str, ...]
    total: int
    has_way_on: bool

    @property
    def is_dead_end(self) -> bool:
        return not self.total and not self.has_way_on


@dataclass(frozen=True)
class Score:
    ndcg: float
    success: float


# By the number of the question.
Run = Mapping[int, Asked]
Scores = Mapping[int, Score]


def scores_of(questions: Iterable[Judged], run: Run) -> dict[int, Score]:
    """Both measures per question that was asked."""
    asked = [question for question in questions if question.number in run]
    qrels = [Qrel(str(one.number), page, grade) for one in asked for page, grade in one.grades.items()]
    found = [
        ScoredDoc(str(one.number), page, float(DEPTH - place))
        for one in asked
        for place, page in enumerate(run[one.number].pages[:DEPTH])
    ]
    values: dict[int, dict[Measure, float]] = {one.number: {NDCG: 0.0, SUCCESS: 0.0} for one in asked}
    for metric in ir_measures.iter_calc([NDCG, SUCCESS], qrels, found):
        values[int(metric.query_id)][metric.measure] = metric.value
    return {number: Score(one[NDCG], one[SUCCESS]) for number, one in values.items()}


def mean(values: Iterable[float]) -> float:
    """0 of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def changed(scores: Scores, before: Mapping[int, float]) -> list[tuple[int, float, float]]:
    """Number, nDCG before and now of each question that lost or won more than `WORTH_SAYING`, largest loss first."""
    rows = [(number, before[number], score.ndcg) for number, score in scores.items() if number in before]
    return sorted((row for row in rows if abs(row[2] - row[1]) > WORTH_SAYING), key=lambda row: row[2] - row[1])


def read_last(path: Path = LAST_RUN) -> dict[str, dict[int, float]]:
    """nDCG per engine and question of the last accepted run; nothing when there is none."""
    found: dict[str, dict[int, float]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if not line.startswith("#"):
            engine, number, ndcg = line.split("\t")
            found.setdefault(engine, {})[int(number)] = float(ndcg)
    return found


def accept(runs: Mapping[str, Scores], path: Path = LAST_RUN) -> None:
    """Keep these scores to compare with; of an engine that was not asked now, those of before."""
    kept = read_last(path) | {
        engine: {number: one.ndcg for number, one in scores.items()} for engine, scores in runs.items()
    }
    rows = [
        f"{engine}\t{number}\t{kept[engine][number]:.4f}" for engine in sorted(kept) for number in sorted(kept[engine])
    ]
    head = "# nDCG@10 of the last accepted run: engine, question, score. Renewed by `make relevance ACCEPT=1`."
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
