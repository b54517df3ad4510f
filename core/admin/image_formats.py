"""Where an image stands in running text. Wagtail fails on a name it does not know, in the editor and on the page."""

from __future__ import annotations

from wagtail.images import formats

_USUAL = "fullwidth"


class _KnownOrUsual(dict[str, formats.Format]):
    def __missing__(self, name: str) -> formats.Format:
        return self[_USUAL]


def use() -> None:
    """Have an unknown place be the usual one: an old text, or one that somebody sent by hand."""
    formats.FORMATS_BY_NAME = _KnownOrUsual(formats.FORMATS_BY_NAME)
