"""The drill sees a backup that is no single moment, or lacks a file."""

from __future__ import annotations

from lab.backup_drill import wrong_moment


def test_a_backup_that_is_no_moment_is_seen() -> None:
    good = {"changes": [1, 2, 3], "missing": []}
    assert wrong_moment(good, 2, 4) == []
    assert wrong_moment(good, 2, 2) == []
    assert wrong_moment({**good, "changes": [1, 3]}, 0, 4) == ["changes are missing before others"]
    assert wrong_moment(good, 4, 6) == ["3 changes, and it was made between 4 and 6"]
    assert wrong_moment({**good, "missing": ["a"]}, 2, 4) == ["1 files are missing"]
