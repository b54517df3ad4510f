"""System checks on log-in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

PASSWORD_ALONE = "accounts.E001"  # noqa: S105


@register(Tags.security)
def a_password_alone_is_not_enough(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """Only a developer's machine does without a second factor."""
    if settings.LOCAL or settings.SECOND_FACTOR_REQUIRED:
        return []
    words = "SECOND_FACTOR_REQUIRED is off, so a password alone lets somebody in."
    return [Error(words, hint="Leave it on; SECOND_FACTOR_FROM gives editors days to set it up.", id=PASSWORD_ALONE)]
