"""The proof runs under settings of its own, so the suite does not collect it: `tests/test_third_kind.py` does."""

from __future__ import annotations

from tests.editors import administrator, login, publisher, writer

__all__ = ["administrator", "login", "publisher", "writer"]
