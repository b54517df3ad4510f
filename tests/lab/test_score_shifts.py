"""How far scores shift: what is said of two answers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lab.score_shifts import Shift, row_of, shift_of
from search.contract import Answer, Hit, Question


def an_answer(*scores: tuple[int, float]) -> Answer:
    hits = tuple(Hit(page_id, "methode", page_id, "", "", "", score) for page_id, score in scores)
    return Answer(Question("brief"), hits, len(hits), {})


def test_the_largest_change_is_a_share_of_the_score() -> None:
    found = shift_of(an_answer((1, 10.0), (2, 4.0)), an_answer((2, 5.0), (1, 4.9)))
    assert found == Shift(pytest.approx(0.51), same_hits=True, same_first=False, same_ten=False)


def test_another_page_is_another_answer() -> None:
    one = an_answer((1, 10.0))
    assert not shift_of(one, an_answer((2, 10.0))).same_hits
    assert not shift_of(one, replace(one, facets={"thema": ()})).same_hits  # type: ignore[dict-item]
    assert shift_of(one, one) == Shift(0.0, same_hits=True, same_first=True, same_ten=True)


def test_a_row_counts_what_stayed() -> None:
    same, other = Shift(0.1, True, True, True), Shift(0.3, True, True, False)
    assert row_of("worn", [same, other]) == ["worn", 2, "10.0% / 30.0% / 30.0%", 2, 2, 1]
