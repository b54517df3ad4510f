"""A mail server that nobody is at."""

from __future__ import annotations

from django.core.mail.backends.base import BaseEmailBackend


class Backend(BaseEmailBackend):
    def open(self) -> bool | None:
        raise ConnectionRefusedError
