"""Plain words out of rich text and stream fields."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from wagtail.rich_text import RichText, get_text_for_indexing


def plain(value: Any) -> str:
    """The words of a rich text (stored or as a block value) or of plain text, without mark-up."""
    if isinstance(value, RichText):
        return str(get_text_for_indexing(value.source))
    if isinstance(value, str) and "<" in value:
        return str(get_text_for_indexing(value))
    return str(value or "")


def paragraphs(parts: Iterable[str]) -> str:
    """Texts that do not belong to one sentence, one a line; empty ones left out."""
    return "\n".join(text for part in parts if (text := part.strip()))


def moment(when: datetime | None) -> str:
    """An ISO moment in UTC to the second, so that moments can be compared as text; empty for none."""
    return when.astimezone(UTC).isoformat(timespec="seconds") if when else ""


def seconds(iso_moment: str) -> int:
    """The seconds since 1970 of what `moment` wrote; 0 for none."""
    return max(int(datetime.fromisoformat(iso_moment).timestamp()), 0) if iso_moment else 0
