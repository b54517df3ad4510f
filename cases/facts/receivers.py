"""After each change of what is public: bring what is computed of the results of the changed cases up to date."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from cases.facts.refresh import refresh
from core.after_commit import AfterCommit
from core.changes import public_state_changed

_after_commit = AfterCommit(refresh)


@receiver(public_state_changed, dispatch_uid="cases.facts")
def pages_changed(sender: Any, page_ids: frozenset[int], **_: Any) -> None:
    _after_commit.note(page_ids)
