"""Spreadsheets of Wagtail's own lists: a cell that a sheet would take for a formula gets an apostrophe before it."""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.http.csv_safety import safe_cell
from core.text.sanitise import plain_text

_of_wagtail = SpreadsheetExportMixin.preprocess_field_value


def _preprocess(self: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
    cell = _of_wagtail(self, field, value, export_format)
    if not isinstance(cell, str):
        return cell
    # In a workbook a text is marked as text, but a character that no sheet may hold would leave an editor without any.
    return safe_cell(cell) if export_format == self.FORMAT_CSV else plain_text(cell)


def use() -> None:
    """For every list of the admin that can be exported, ours and those of Wagtail."""
    SpreadsheetExportMixin.preprocess_field_value = _preprocess
