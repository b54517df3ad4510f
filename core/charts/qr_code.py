"""An address as a QR code, drawn as one path in an SVG."""

from __future__ import annotations

from functools import lru_cache

import segno
from django.utils.safestring import SafeString, mark_safe

_MASK = 2


def code_of(address: str) -> segno.QRCode:
    """The code, that a camera still reads with a seventh of it gone.

    Readers take every mask, and the code says which it has. Weighing all eight takes ten times as long.
    """
    return segno.make(address, error="m", micro=False, mask=_MASK)


@lru_cache(maxsize=1_000)
def qr_code(address: str) -> SafeString:
    """The drawing, with the quiet border that a camera needs. Hidden from who listens: the address stands beside it."""
    drawn = code_of(address).svg_inline(omitsize=True, svgclass="od-qr", lineclass=None, light="#fff")
    return mark_safe(drawn.replace("<svg", '<svg aria-hidden="true" focusable="false"', 1))
