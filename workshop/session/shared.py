"""Change something that several people may change at once: nobody overwrites what he did not see."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.db.models import F

from workshop.session.making import changed
from workshop.session.models import Workshop


@transaction.atomic
def change(rows: models.QuerySet[Any], workshop: Workshop, version: int, **values: Any) -> bool:
    """Write the values in the one row if it still has this version; False when another was first.

    One conditional UPDATE, so that of two at once exactly one wins, on every database.
    """
    if rows.filter(workshop=workshop, version=version).update(version=F("version") + 1, **values) == 0:
        return False
    changed(workshop)
    return True
