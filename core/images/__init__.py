"""Images that editors upload: with an alternative text, without metadata."""

from __future__ import annotations

from core.images.models import SiteImage, SiteRendition

__all__ = ["SiteImage", "SiteRendition"]
