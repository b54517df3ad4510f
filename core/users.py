"""The editor's account. Our own model from the first migration, so that it can grow."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An editor, publisher or administrator. Visitors have no account."""

    affects_public_pages = False

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()
