"""The proofs of the session are themselves proved: a guesser who gets through and a lost choice are seen."""

from __future__ import annotations

import pytest

from lab import workshop_codes, workshop_load
from lab.workshop_load import Person, Seen
from workshop.session import codes


@pytest.mark.django_db
def test_guesses_are_stopped_and_one_that_is_not_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert workshop_codes.measure(guesses=60)["problems"] == []
    monkeypatch.setattr(codes, "MOST_OF_A_NETWORK", 40)
    report = workshop_codes.measure(guesses=60)
    assert report["problems"] == ["a network got more than ten"]
    assert "codes there are" in report["tables"][0][0]


def person(page: str) -> Person:
    found = Person.__new__(Person)
    found.sorted, found.picked, found.versions = {"1": "meer", "2": "opzij"}, {"1"}, [(1.0, 5)]
    found.page = lambda: page  # type: ignore[method-assign]
    return found


PRESSED = '<button value="{}" id="k{}-x" aria-pressed="true">'


def test_a_choice_that_is_not_on_the_page_is_lost() -> None:
    both = PRESSED.format("meer", 1) + PRESSED.format("opzij", 2)
    assert person(both).lost(False) == 0
    assert person(PRESSED.format("meer", 1)).lost(False) == 1
    assert person(both.replace("meer", "minder")).lost(False) == 1
    assert (person(PRESSED.format("nee", 1)).lost(True), person("").lost(True)) == (0, 1)


def test_the_report_says_what_is_wrong() -> None:
    seen = Seen(seconds=[0.1, 0.2], errors=["500 POST"])
    _, _, problems = workshop_load._report(seen, [person("")], [(0.5, 5), (0.5, 6)], 1, 10.0, 1.0)
    assert problems == [
        "1 choices are lost",
        "not all were made: 3",
        "errors: ['500 POST']",
        "1 changes were not seen",
    ]
