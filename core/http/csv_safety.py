"""Text for a cell of a spreadsheet."""

from __future__ import annotations

from core.text.sanitise import plain_text

# A sheet takes a cell that starts with one of these for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\N{FULLWIDTH EQUALS SIGN}", "\N{FULLWIDTH PLUS SIGN}")


def safe_cell(text: str) -> str:
    """The text without what a sheet cannot hold, with a quote before it when a sheet could take it for a formula."""
    text = plain_text(text)
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def bare_cell(text: str) -> str:
    """The text of a cell that `safe_cell` wrote, without the quote that it set before it."""
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) == text else text
