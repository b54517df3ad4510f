"""Do something once per transaction for each page, however often it is asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from django.db import transaction

_state = threading.local()


class _Noted:
    """Stands among the hooks that run after commit, because Django drops those with the savepoint they were made in.

    `position` is its place there; nothing before a hook is ever dropped without the hook itself.
    """

    def __init__(self, position: int) -> None:
        self.position = position
        self.is_over = False

    def __call__(self) -> None:
        self.is_over = True

    def holds(self) -> bool:
        """True while the transaction it was made in goes on, and the savepoint was not rolled back."""
        hooks = transaction.get_connection().run_on_commit
        return not self.is_over and len(hooks) > self.position and hooks[self.position][1] is self


def first_time(what: str, page_ids: Iterable[int]) -> frozenset[int]:
    """Those of `page_ids` that are asked for the first time in this transaction for this purpose.

    What was rolled back was not asked for. Outside a transaction everything is the first time.
    """
    known = _known()
    new = frozenset(page_id for page_id in page_ids if not _holds(known.get((what, page_id))))
    if new:
        noted = _Noted(len(transaction.get_connection().run_on_commit))
        known.update(((what, page_id), noted) for page_id in new)
        transaction.on_commit(noted)
    return new


def forget() -> None:
    """The present transaction counts as over."""
    _known().clear()


def _holds(noted: _Noted | None) -> bool:
    return noted is not None and noted.holds()


def _known() -> dict[tuple[str, int], _Noted]:
    if not hasattr(_state, "known"):
        _state.known = {}
    found: dict[tuple[str, int], _Noted] = _state.known
    return found
