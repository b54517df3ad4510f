from __future__ import annotations

from lab.search_profile import WATCHED


def test_what_is_timed_by_itself_still_exists() -> None:
    assert [name for owner, name, _ in WATCHED if not callable(getattr(owner, name, None))] == []
