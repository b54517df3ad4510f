"""Read the letters that are queued."""

from __future__ import annotations

import re

from core.mail import rendering
from core.mail.models import OutgoingMail

_SECRET = re.compile(r"https://www\.example\.nl(/s/[a-z2-7]{26}/\S*)")


def newest(template: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(template=f"contributions/{template}").latest("pk")


def address_in(template: str) -> str:
    """The first secret path in the newest letter of this kind."""
    found = _SECRET.search(rendering.text(newest(template)))
    assert found
    return found[1]


def confirm_path() -> str:
    return address_in("confirm")
