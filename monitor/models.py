"""Models of this room, gathered where Django looks for them."""

from monitor.products.models import ProductPage, ProductValue
from monitor.series.models import SeriesBreak, SeriesObjection, SeriesPage, SeriesRemark, SeriesValue

__all__ = ["ProductPage", "ProductValue", "SeriesBreak", "SeriesObjection", "SeriesPage", "SeriesRemark", "SeriesValue"]
