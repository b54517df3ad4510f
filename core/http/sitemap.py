"""Computed pages in the sitemap: a room says which of its addresses belong there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Paths = Callable[[], Iterable[str]]

_PATHS: list[Paths] = []


def add(paths: Paths) -> None:
    """Have these paths in the sitemap; called once by a room, in `ready()`. `paths` asks at most a few queries."""
    if paths not in _PATHS:
        _PATHS.append(paths)


def computed_paths() -> list[str]:
    """The paths of all rooms."""
    return [path for paths in _PATHS for path in paths()]
