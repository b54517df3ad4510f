"""Text for a cell of a spreadsheet."""

from __future__ import annotations

# A sheet takes a cell that starts with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}")


def safe_cell(text: str) -> str:
    """The text, with a quote before it when a sheet could take it for a formula."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text
