"""Wagtail's editor for running text; an editor that nobody typed in counts as empty."""

from __future__ import annotations

import re
from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.utils.text import text_from_html

from core.text.sanitise import clean_text

_EMBEDDED = re.compile(r"<(img|embed|hr)\b")


class RichTextArea(DraftailRichTextArea):  # type: ignore[misc]
    """Reads a paragraph without text, which an untouched editor sends, as an empty field."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value: str | None = super().value_from_datadict(data, files, name)
        if value and not text_from_html(value).strip() and not _EMBEDDED.search(value):
            return ""
        # The browser writes a control character in a way that is no character yet.
        return value and clean_text(value)
