"""Which pages of a long list are offered beside the one shown. Pure Python."""

from __future__ import annotations

NEAR = 2


def nearby_pages(number: int, last: int) -> list[int | None]:
    """The first page, the last and those near `number`, all from 1; None stands for pages left out."""
    found: list[int | None] = []
    before = 0
    for each in sorted({1, last, *range(max(number - NEAR, 1), min(number + NEAR, last) + 1)}):
        if each - before > 1:
            found.append(None)
        found.append(each)
        before = each
    return found
