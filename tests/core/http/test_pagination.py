"""Which pages of a list are linked, and what stands on the one asked for."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.http.pagination import Pagination, paginate


def pages(asked: int, total: int, size: int = 10) -> Pagination:
    return paginate(asked, total, size, lambda number: f"?pagina={number}")


@pytest.mark.parametrize(
    ("page", "last", "shown"),
    [
        (1, 3, "1 2 3"),
        (1, 9, "1 2 3 - 9"),
        (5, 9, "1 2 3 4 5 6 7 8 9"),  # one page is never left out: its number takes no more room than the gap
        (6, 11, "1 - 4 5 6 7 8 - 11"),
        (9, 9, "1 - 7 8 9"),
        (4, 9, "1 2 3 4 5 6 - 9"),
    ],
)
def test_which_pages_are_linked(page: int, last: int, shown: str) -> None:
    found = pages(page, last * 10)
    assert " ".join(link.label if link else "-" for link in found.links) == shown
    assert [link.is_current for link in found.links if link and link.label == str(page)] == [True]


@pytest.mark.parametrize("total", [0, 1, 10])
def test_one_page_needs_no_links(total: int) -> None:
    found = pages(1, total)
    assert (found.links, found.previous_url, found.next_url, found.past_end) == ((), None, None, None)
    assert (found.start, found.stop) == (0, total)


def test_past_the_end_is_only_the_way_to_the_last_page() -> None:
    assert pages(4, 25) == Pagination(3, 3, 25, 25, past_end="?pagina=3")
    assert pages(2, 0).past_end == "?pagina=1"


@given(st.integers(1, 40), st.integers(0, 300), st.integers(1, 30))
def test_the_pages_hold_everything_once(asked: int, total: int, size: int) -> None:
    found = pages(asked, total, size)
    assert 0 <= found.start <= found.stop <= total
    assert found.stop - found.start <= size
    every = [pages(number, total, size) for number in range(1, found.last + 1)]
    assert [item for page in every for item in range(page.start, page.stop)] == list(range(total))
    for page, following in pairwise(every):
        assert page.next_url == f"?pagina={following.number}" and following.previous_url == f"?pagina={page.number}"
