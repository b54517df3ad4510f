"""What an organisation shares of its scan: a copy, looked at by editors, that its owner takes back at once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from core.submissions.intake import tell_editors
from monitor.scan.formulas import scan as count
from monitor.scan.models import ProductScan, ScanLine, ScanPublication, StatedLine
from monitor.scan.scans import drop_ranges, touch
from vocabulary.organisation_field import NamedOrganisation

_OPEN, _PLACED, _WITHDRAWN = (
    ScanPublication.Status.OPEN,
    ScanPublication.Status.PLACED,
    ScanPublication.Status.WITHDRAWN,
)


def to_share(lines: list[ScanLine]) -> list[ScanLine]:
    """The lines with something to say: how far a product is, or what is right for it."""
    return [row for row in lines if row.level or row.optimum]


@transaction.atomic
def send_in(scan: ProductScan, year: int, lines: list[ScanLine], organisation: NamedOrganisation, email: str) -> None:
    """Ask the editors to show these lines of this year. One that waits already is replaced; what is public stays."""
    ProductScan.objects.select_for_update().get(pk=scan.pk)
    scan.publications.filter(status=_OPEN).delete()
    outcome = count(row.as_line() for row in lines)
    row = ScanPublication.objects.create(
        scan=scan,
        family=scan.family,
        year=year,
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        email=email,
        plain=outcome.plain.whole,
        weighted=outcome.weighted.whole,
        gap=outcome.plain_gap.whole,
    )
    StatedLine.objects.bulk_create(
        StatedLine(publication=row, product=each.product, level=each.level, optimum=each.optimum, reason=each.reason)
        for each in to_share(lines)
    )
    touch(scan)
    tell_editors()


@transaction.atomic
def place(row: ScanPublication) -> None:
    """Make room for this one: what was shown before of its scan or of its organisation makes way."""
    others = ScanPublication.objects.filter(status=_PLACED).exclude(pk=row.pk)
    for other in others.filter(scan=row.scan) | others.filter(organisation=row.organisation):
        _end(other)


@transaction.atomic
def take_back(scan: ProductScan) -> None:
    """Show nothing of this scan any more, also not in a comparison. Safe to repeat."""
    for row in scan.publications.filter(status__in=[_OPEN, _PLACED]):
        drop_ranges([row.family_id])
        _end(row)
    touch(scan)


def _end(row: ScanPublication) -> None:
    row.status, row.email, row.handled_at = _WITHDRAWN, "", timezone.now()
    row.save(update_fields=["status", "email", "handled_at"])
