"""A state in words, and how old it is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from agenda import states
from agenda.states import is_day, moment, shown_state


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states.timezone, "localdate", lambda *_: date(2026, 11, 30))


@pytest.mark.parametrize(
    ("known_on", "day", "when", "is_old"),
    [
        ("2026-06-01", date(2026, 6, 1), "bekend op 1 juni 2026", False),
        ("2025-11-30", date(2025, 11, 30), "bekend op 30 november 2025", False),
        ("2025-11-29", date(2025, 11, 29), "laatst bekend op 29 november 2025", True),
        ("2019", date(2019, 12, 31), "laatst bekend in 2019", True),
        ("K1 2017", date(2017, 3, 31), "laatst bekend in het 1e kwartaal 2017", True),
        ("okt. 2022", date(2022, 10, 31), "laatst bekend in okt. 2022", True),
        ("", None, "datum niet gepubliceerd", False),
    ],
)
def test_a_state_older_than_a_year_is_the_last_known(known_on: str, day: Any, when: str, is_old: bool) -> None:
    shown = shown_state("loopt", known_on, day)
    assert (shown.label, shown.when, shown.is_old) == ("loopt", when, is_old)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(("2024-01-01", True), ("1 januari 2024", True), ("1-1-2024", True), ("4 juli 2025", True)),
        *(("2024", False), ("2024-01", False), ("januari 2024", False), ("2024-K1", False), ("", False)),
    ],
)
def test_only_a_day_is_a_day(text: str, found: bool) -> None:
    assert is_day(text) is found
    assert moment(text).startswith("op ") is found
