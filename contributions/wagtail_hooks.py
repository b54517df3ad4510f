"""What each sub-room adds to the admin."""

from __future__ import annotations

from contributions.reading import hooks  # noqa: F401
