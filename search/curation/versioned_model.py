"""Abstract model of all curation lists: every save changes `mark`, so that other processes read the list again."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models

# The sum of a list stays below what a database counts with.
_BITS = 40


def new_mark() -> int:
    return secrets.randbits(_BITS)


class VersionedRow(models.Model):
    """A row with a mark that is another one after every save.

    The sum of the marks tells whether a list has changed. A moment would not do: of two changes at once the one with
    the earlier moment may be committed last, and the latest moment of the list stays what it was.
    """

    changed_at = models.DateTimeField(auto_now=True)
    mark = models.PositiveBigIntegerField(default=new_mark, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.mark = new_mark()
        super().save(*args, **kwargs)
