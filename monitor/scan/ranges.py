"""Where organisations of one family stand, as quartiles: of what is published only, from eight on, once a month."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from monitor.scan.formulas import LEAST_COMPARED, quartiles
from monitor.scan.models import FamilyRange, ScanPublication
from vocabulary.models import OrganisationType

_MEASURES = FamilyRange.Measure.values


class Comparison(NamedTuple):
    """`rows` are empty as long as fewer than eight published, `missing` more are needed, or it was not counted yet."""

    rows: list[FamilyRange]
    published: int
    missing: int


@transaction.atomic
def renew() -> int:
    """Count the quartiles of every family anew; how many there are. Two queries and one for each."""
    found: dict[int, list[tuple[int | None, ...]]] = defaultdict(list)
    for family, *values in ScanPublication.public().values_list("family_id", *_MEASURES):
        found[family].append(tuple(values))
    FamilyRange.objects.all().delete()
    rows = []
    for family, published in found.items():
        for measure, values in zip(_MEASURES, zip(*published, strict=True), strict=True):
            known = [value for value in values if value is not None]
            if parts := quartiles(known):
                low, middle, high = parts
                rows.append(
                    FamilyRange(
                        family_id=family,
                        measure=measure,
                        low=low,
                        middle=middle,
                        high=high,
                        organisations=len(known),
                        counted_at=timezone.now(),
                    )
                )
    for row in rows:
        row.save()
    return len(rows)


def comparison(family: OrganisationType) -> Comparison:
    """Two queries."""
    published = ScanPublication.public().filter(family=family).count()
    missing = max(0, LEAST_COMPARED - published)
    order = {measure: place for place, measure in enumerate(_MEASURES)}
    rows = [] if missing else sorted(FamilyRange.objects.filter(family=family), key=lambda row: order[row.measure])
    return Comparison(rows, published, missing)
