"""Each page is announced once per transaction; what was rolled back was not announced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction

from core.signals import once
from core.signals.public_state import announce, announce_derived, derived_state_changed, page_state_changed

# Pages that are not there: nothing of them is looked up.
A, B = 9_000_001, 9_000_002


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, set[int]]]]:
    """What was sent. Nothing of the tests says when a transaction is over."""
    monkeypatch.setattr(once, "forget", lambda: None)
    seen: list[tuple[str, set[int]]] = []

    def page(page_ids: frozenset[int], **_: Any) -> None:
        seen.append(("page", set(page_ids)))

    def derived(page_ids: frozenset[int], **_: Any) -> None:
        seen.append(("derived", set(page_ids)))

    page_state_changed.connect(page)
    derived_state_changed.connect(derived)
    yield seen
    page_state_changed.disconnect(page)
    derived_state_changed.disconnect(derived)


@pytest.mark.django_db(transaction=True)
def test_once_a_transaction(heard: list[Any]) -> None:
    with transaction.atomic():
        announce({A})
        with transaction.atomic():
            announce({A, B})
        announce({A, B})
    assert heard == [("page", {A}), ("page", {B})]
    with suppress(RuntimeError), transaction.atomic():
        announce({A})
        raise RuntimeError
    announce({A})
    announce({A})
    assert heard[2:] == [("page", {A})] * 3


@pytest.mark.django_db(transaction=True)
def test_a_savepoint_that_is_rolled_back_forgets_what_was_announced_in_it_and_nothing_else(heard: list[Any]) -> None:
    with transaction.atomic():
        announce({A})
        with suppress(RuntimeError), transaction.atomic():
            announce({B})
            with transaction.atomic():
                announce_derived({A + B})
            raise RuntimeError
        announce({A, B})
        announce_derived({A + B})
    assert heard == [
        ("page", {A}),
        ("page", {B}),
        ("derived", {A + B}),
        ("page", {B}),
        ("derived", {A + B}),
    ]


@pytest.mark.django_db(transaction=True)
def test_what_changed_itself_is_not_announced_as_derived_too(heard: list[Any]) -> None:
    with transaction.atomic():
        announce_derived({A})
        announce({A})
        announce_derived({A, B})
    assert heard == [("derived", {A}), ("page", {A}), ("derived", {B})]
