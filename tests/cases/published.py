"""Results that are not saved, for tests of what follows from their figures."""

from __future__ import annotations

from typing import Any

from cases.choices import Contrast, Shape
from cases.models import CasePage, Result
from cases.results.result_row import ResultRow
from vocabulary.models import Indicator


def published(shape: str = Shape.SHARE, *, higher: bool = True, unit: str = "percent", **values: Any) -> Result:
    """A result of an indicator of its own, before and after unless said otherwise."""
    better = Indicator.Better.HIGHER if higher else Indicator.Better.LOWER
    values.setdefault("indicator", Indicator(slug="aandeel", label="digitaal aandeel", unit=unit, better=better))
    values.setdefault("contrast", Contrast.BEFORE_AFTER)
    return Result(shape=shape, **values)


def row(shape: str = Shape.SHARE, **values: Any) -> ResultRow:
    """The row of such a result; its page is told its content type, or it would be looked up."""
    return ResultRow(published(shape, **values), CasePage(content_type_id=1))
