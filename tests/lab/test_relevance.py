"""The judged questions, and what one run over them says beside the last."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from lab.judged import FROZEN, KINDS, UNTOUCHED, groups, lines_of, read_questions
from lab.relevance import apart, rows_of
from lab.relevance_run import Asked, Score, accept, changed, mean, read_last, scores_of

FEWEST = 10


def test_of_every_kind_there_are_enough_and_none_is_left_out() -> None:
    questions = read_questions()
    assert [one.number for one in questions] == list(range(1, len(questions) + 1))
    counts = {kind: sum(one.kind == kind for one in questions) for kind in KINDS}
    assert {kind: count for kind, count in counts.items() if count < FEWEST} == {}
    assert sum(counts.values()) == len(questions)
    assert all(any(grade > 1 for grade in one.grades.values()) for one in questions)
    assert {grade for one in questions for grade in one.grades.values()} <= {0, 1, 2, 3}


@pytest.mark.parametrize(
    ("frozen", "number", "subjects", "digest"),
    [(FROZEN[0], 80, 15, "bc4fb75da9f2ce35"), (FROZEN[1], 60, 25, "3077134b20e3c9bf")],
)
def test_the_frozen_questions_stay_as_they_were_written(
    frozen: tuple[Path, Path], number: int, subjects: int, digest: str
) -> None:
    questions = read_questions(frozen[0])
    assert list(groups(questions)) == ["all", "from 1001: frozen", *(f"{kind}: {KINDS[kind]}" for kind in KINDS)]
    assert (len(questions), len(lines_of(frozen[1]))) == (number, subjects)
    assert hashlib.sha256(b"".join(path.read_bytes() for path in frozen)).hexdigest().startswith(digest)


def test_a_line_of_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "questions.tsv"
    path.write_text("# number, kind\n1\tmehtod\tbrief\t\tm1:3\n", encoding="utf-8")
    with pytest.raises(ValueError, match="question 1 is of no known kind: mehtod"):
        read_questions(path)


def test_what_was_untouched_stays_so() -> None:
    found = groups(read_questions())
    assert found["171 to 240: untouched"] == set(UNTOUCHED) == set(range(171, 241))
    uses = [numbers for name, numbers in found.items() if name[0].isdigit() or name.startswith("from")]
    assert sum(map(len, uses)) == len(found["all"]) == len(set().union(*uses))


def test_a_score_is_of_the_order_and_a_dead_end_has_no_way_on() -> None:
    questions = read_questions()[:2]
    good, bad = ["m18", "m19", "m63"], ["m1", "m18"]
    run = {1: Asked(tuple(good), 3, True), 2: Asked(tuple(bad), 2, True)}
    scores = scores_of(questions, run)
    assert scores[1].ndcg > scores[2].ndcg > 0
    assert (scores[1].success, scores[2].success) == (1, 1)
    nothing = {number: Asked((), 0, number == 1) for number in (1, 2)}
    [row, *_] = rows_of(questions, nothing, scores_of(questions, nothing))
    assert row == ["all", 2, "0.000", "0.000", 2, 1]


def test_what_lost_comes_before_what_won_and_rounding_is_left_out() -> None:
    now = {1: Score(0.5, 1), 2: Score(0.9, 1), 3: Score(0.705, 1), 4: Score(1.0, 1)}
    assert changed(now, {1: 0.7, 2: 0.8, 3: 0.7}) == [(1, 0.7, 0.5), (2, 0.8, 0.9)]


def test_the_last_run_is_kept_per_engine(tmp_path: Path) -> None:
    path = tmp_path / "last_run.tsv"
    assert read_last(path) == {}
    accept({"embedded": {1: Score(0.5, 1)}, "elasticsearch": {1: Score(0.25, 0)}}, path)
    accept({"embedded": {1: Score(0.75, 1)}}, path)
    assert read_last(path) == {"embedded": {1: 0.75}, "elasticsearch": {1: 0.25}}


def test_the_run_that_is_kept_knows_the_questions() -> None:
    last, numbers = read_last(), {one.number for one in read_questions()}
    assert last.keys() == {"embedded", "elasticsearch"}
    assert all(scores.keys() == numbers for scores in last.values())


def test_engines_that_answer_otherwise_are_named() -> None:
    questions = read_questions()[:2]
    one = {1: Asked(("m18",), 1, True), 2: Asked(("m19",), 1, True)}
    other = one | {2: Asked(("m18",), 1, True)}
    scores = [scores_of(questions, run) for run in (one, other)]
    [row] = apart(questions, one, other, scores)
    assert row[:2] == [2, questions[1].text]
    assert mean([]) == 0.0
