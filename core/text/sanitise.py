"""Strip control and bidirectional characters: they are invisible, and some break the database or the page."""

from __future__ import annotations

import re

# Everything but line ends and tabs: control characters, direction marks, lone surrogates, what Unicode keeps unused.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]+")


def plain_text(text: str) -> str:
    """The text with a space for every run of such characters."""
    return _NO_TEXT.sub(" ", text)


def one_line(text: str) -> str:
    """The text on one line: without such characters, one space between words."""
    return " ".join(plain_text(text).split())
