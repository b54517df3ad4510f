"""Parts of the admin before which is asked again who somebody is. Each room declares its own."""

from __future__ import annotations

from fnmatch import fnmatchcase

_PATTERNS: set[str] = set()


def declare(*names: str) -> None:
    """Have the admin ask again before views of these names, as in `reverse`; `*` stands for anything."""
    _PATTERNS.update(names)


def is_dangerous(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in _PATTERNS)
