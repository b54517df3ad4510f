"""Models of this room, gathered where Django looks for them."""

from monitor.products.models import ProductPage, ProductValue
from monitor.scan.models import FamilyRange, ProductScan, ScanLine, ScanPublication, StatedLine
from monitor.series.models import SeriesBreak, SeriesObjection, SeriesPage, SeriesRemark, SeriesValue

__all__ = [
    "FamilyRange",
    "ProductPage",
    "ProductScan",
    "ProductValue",
    "ScanLine",
    "ScanPublication",
    "SeriesBreak",
    "SeriesObjection",
    "SeriesPage",
    "SeriesRemark",
    "SeriesValue",
    "StatedLine",
]
