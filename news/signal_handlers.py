"""What goes along when a row of this room is deleted, by whatever way."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete
from django.dispatch import receiver

from news.meetings.models import SignUp
from news.meetings.signing_up import forget_letters


@receiver(post_delete, sender=SignUp, dispatch_uid="news.sign_up_deleted")
def sign_up_deleted(sender: type, instance: SignUp, **_: Any) -> None:
    """Also when the meeting is deleted."""
    forget_letters(instance)
