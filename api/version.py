"""What the API says of itself, wherever it says it."""

from __future__ import annotations

from django.conf import settings

VERSION = "1.0.0"
ROOT = "/api/v1"
LICENCE = "CC0-1.0"
LICENCE_URL = "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"

# Date, version and what changed, newest first. What breaks a program of others is a new major version.
CHANGES = (("2026-11-30", "1.0.0", "De eerste versie."),)


def address(*parts: object) -> str:
    """The public address of something in the API."""
    return "/".join((f"{settings.SITE_URL}{ROOT}", *map(str, parts)))
