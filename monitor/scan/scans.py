"""Make, change and delete a scan. Each function is one transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.jobs import retention
from core.secret_addresses import addresses
from core.submissions.models import ADDRESS_KEPT, HANDLED_KEPT
from monitor.scan.models import FamilyRange, ProductScan, ScanLine, ScanPublication
from vocabulary.models import OrganisationType

KIND = "productscan"
KEPT = timedelta(days=2 * 365)


class Changed(Exception):
    """Somebody else changed the scan since it was opened."""


@transaction.atomic
def make(family: OrganisationType, year: int, rows: Iterable[ScanLine]) -> str:
    """Keep a new scan; its secret path."""
    scan = ProductScan.objects.create(family=family)
    _put(scan, year, rows)
    return addresses.make(KIND, scan.pk)


@transaction.atomic
def change(scan: ProductScan, year: int, rows: Iterable[ScanLine], seen: str) -> None:
    """Put these rows in the place of those of that year.

    :raises Changed: when the scan is not any more as `seen` says.
    """
    used = ProductScan.objects.select_for_update().get(pk=scan.pk).last_used_at
    if used.isoformat() != seen:
        raise Changed
    scan.lines.filter(year=year).delete()
    _put(scan, year, rows)
    touch(scan)


@transaction.atomic
def begin_year(scan: ProductScan, year: int) -> None:
    """Begin another year with the products and levels of the last one; nothing when it is there already."""
    last = latest_year(scan)
    if last is None or scan.lines.filter(year=year).exists():
        return
    rows = list(scan.lines.filter(year=last))
    for row in rows:
        row.pk, row.volume, row.digital = None, None, None
    _put(scan, year, rows)
    touch(scan)


def latest_year(scan: ProductScan) -> int | None:
    return scan.lines.order_by("-year").values_list("year", flat=True).first()


def lines_of(scan: ProductScan) -> dict[int, list[ScanLine]]:
    """The lines of each year, the latest year first. One query."""
    found: dict[int, list[ScanLine]] = {}
    for row in scan.lines.select_related("product").order_by("-year", "pk"):
        found.setdefault(row.year, []).append(row)
    return found


def touch(scan: ProductScan) -> None:
    ProductScan.objects.filter(pk=scan.pk).update(last_used_at=timezone.now())


@transaction.atomic
def delete(*scans: ProductScan) -> int:
    """Delete scans with everything in them, their address and what was published of them; how many."""
    keys = [scan.pk for scan in scans]
    addresses.end(KIND, *keys)
    _drop(ScanPublication.objects.filter(scan__in=keys))
    ProductScan.objects.filter(pk__in=keys).delete()
    return len(keys)


@transaction.atomic
def forget() -> int:
    """Delete scans, requests and addresses that may not be kept; how many."""
    now = timezone.now()
    done = delete(*ProductScan.objects.filter(last_used_at__lte=now - KEPT))
    ended = Q(status__in=[ScanPublication.Status.REFUSED, ScanPublication.Status.WITHDRAWN])
    done += _drop(ScanPublication.objects.filter(ended, handled_at__lte=now - HANDLED_KEPT))
    still = Q(status=ScanPublication.Status.OPEN, created_at__gt=now - ADDRESS_KEPT)
    return done + ScanPublication.objects.exclude(still).exclude(email="").update(email="")


def drop_ranges(family_ids: Iterable[int]) -> None:
    """Have no comparison of these families until it is counted anew: one that it was made of is gone."""
    FamilyRange.objects.filter(family__in=list(family_ids)).delete()


def _drop(publications: Iterable[ScanPublication]) -> int:
    """Delete these, with what the log of the admin says of them."""
    rows = list(publications)
    log = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(ScanPublication))
    log.filter(object_id__in=[str(row.pk) for row in rows]).delete()
    for row in rows:
        row.delete()
    return len(rows)


def _put(scan: ProductScan, year: int, rows: Iterable[ScanLine]) -> None:
    placed = list(rows)
    for row in placed:
        row.scan, row.year = scan, year
    ScanLine.objects.bulk_create(placed)


retention.declare(
    "product-scans",
    what="Een productscan die je bewaart, en wat je ervan deelt",
    until=f"Tot {KEPT.days // 365} jaar nadat je haar het laatst veranderde, of tot jij haar verwijdert. Deel je haar, "
    f"dan je e-mailadres tot de redactie ernaar keek, en hooguit {ADDRESS_KEPT.days} dagen.",
    forget=forget,
)
