"""What organisations say is right for a product, of published scans only: for the page of that product."""

from __future__ import annotations

from monitor.scan.choices import LEVEL_LABELS, Reason
from monitor.scan.models import ScanPublication, StatedLine
from vocabulary.models import Product


def stated_optima(product: Product) -> list[tuple[str, str, str]]:
    """Organisation, level and reason (empty when none was given), by name of the organisation. One query."""
    rows = StatedLine.objects.filter(product=product, publication__in=ScanPublication.public()).exclude(optimum="")
    found = rows.order_by("publication__organisation__label").values_list(
        "publication__organisation__label", "optimum", "reason"
    )
    return [(name, LEVEL_LABELS[level], str(Reason(why).label) if why else "") for name, level, why in found]
