"""Characters that nobody sees: they break files, make two names of one, and hide a word from search."""

from __future__ import annotations

import re
import unicodedata

# Everything but line ends and tabs: control characters, direction marks, lone surrogates, what Unicode keeps unused.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]+")
# Soft hyphens, characters without width, direction marks, fillers and tags. A joiner stays between two pictures, and
# behind a picture what says how it is drawn.
_PICTURE = r"[\u2190-\u2bff\U0001f000-\U0001faff]"
_UNSEEN = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]"
    rf"|(?<!{_PICTURE})[\ufe00-\ufe0f]|(?<!{_PICTURE})(?<!{_PICTURE}\ufe0f)\u200d|\u200d(?!{_PICTURE})"
)
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000]")


def plain_text(text: str) -> str:
    """The text with a space for every run of characters that no file may hold. For what goes out."""
    return _NO_TEXT.sub(" ", text)


def clean_text(text: str) -> str:
    """The text as it is stored and searched. For what comes in: a form, an address, a content file, an import.

    Without what nobody sees, with ordinary spaces, and every letter written in one way (NFC). Line ends and tabs stay.
    """
    if text.isascii() and text.isprintable():
        return text
    return unicodedata.normalize("NFC", plain_text(_SPACES.sub(" ", _UNSEEN.sub("", text))))


def one_line(text: str) -> str:
    """The text on one line: without such characters, one space between words."""
    return " ".join(clean_text(text).split())
