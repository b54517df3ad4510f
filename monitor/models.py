"""Models of this room, gathered where Django looks for them."""

from monitor.series.models import SeriesBreak, SeriesObjection, SeriesPage, SeriesRemark, SeriesValue

__all__ = ["SeriesBreak", "SeriesObjection", "SeriesPage", "SeriesRemark", "SeriesValue"]
