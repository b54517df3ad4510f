"""Which signs the fonts of the cards have: one that is in neither font stops a PDF that everybody can read."""

from __future__ import annotations

import struct
import unicodedata
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
_FILES = ("FiraSans-Regular.ttf", "FiraSans-SemiBold.ttf")
# Where the map from signs to drawings stands, and the form of it that is read here.
_MAP, _SEGMENTS = b"cmap", 4
# Pictures, marks on other signs and invisible signs say nothing when they are left out; a letter does.
_LEFT_OUT = ("S", "M", "C")
_INSTEAD = "?"


def printable(text: str) -> str:
    """The text with only signs that can be printed, on one line."""
    known = signs()
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(sign if sign in known else _replaced(sign) for sign in composed).split())


def _replaced(sign: str) -> str:
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign)[0] in _LEFT_OUT else _INSTEAD


@lru_cache(1)
def signs() -> frozenset[str]:
    """The signs that both fonts have."""
    regular, bold = (_signs_of((FONTS / name).read_bytes()) for name in _FILES)
    return frozenset(map(chr, regular & bold))


def _signs_of(font: bytes) -> set[int]:
    """The code points of a TrueType font, from its table of segments (format 4)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    found = (struct.unpack_from(">4sIII", font, 12 + 16 * number) for number in range(tables))
    start = next(offset for tag, _, offset, _ in found if tag == _MAP)
    (parts,) = struct.unpack_from(">H", font, start + 2)
    for number in range(parts):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * number)
        if struct.unpack_from(">H", font, start + offset) == (_SEGMENTS,):
            return _in_segments(font, start + offset)
    raise ValueError("the font has no map that can be read")


def _in_segments(font: bytes, start: int) -> set[int]:
    """A segment either shifts the code points to drawings, or points at a list of them; drawing 0 is none."""
    (doubled,) = struct.unpack_from(">H", font, start + 6)
    count = doubled // 2
    ends, _, starts, shifts, lists = (
        struct.unpack_from(f">{count}H", font, start + place)
        for place in (14, 16, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled)
    )
    found = set()
    for number, (first, last, shift, listed) in enumerate(zip(starts, ends, shifts, lists, strict=True)):
        here = start + 16 + 3 * doubled + 2 * number
        for sign in range(first, last + 1):
            drawing = (sign + shift) & 0xFFFF
            if listed:
                (drawing,) = struct.unpack_from(">H", font, here + listed + 2 * (sign - first))
            if drawing:
                found.add(sign)
    return found
