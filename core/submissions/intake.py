"""Store a submission. The same text sent twice is stored once; a new text is always stored."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from enum import Enum, auto
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac

from core.mail.queue import queue
from core.submissions.models import Submission

MAIL = "submissions"
MAIL_EVERY = timedelta(minutes=15)
_SALT = "core.submissions"


class Outcome(Enum):
    """`KNOWN`: the same thing is in already. `USED`: something else was sent in with this token."""

    NEW = auto()
    KNOWN = auto()
    USED = auto()


def mark(row: Submission, about: str, cleaned: Mapping[str, Any], token: str) -> None:
    """Fill in by what `row` is recognised: keyed digests of all that was typed, and of the token of its form."""
    content = DjangoJSONEncoder(sort_keys=True).encode([row._meta.label, about, dict(cleaned)])
    row.content_digest, row.token_digest = _digest(content), _digest(token)


def outcome(row: Submission) -> Outcome:
    """What keeping this marked row would come to. One or two queries."""
    rows = type(row)._default_manager
    if rows.filter(content_digest=row.content_digest).exists():
        return Outcome.KNOWN
    return Outcome.USED if rows.filter(token_digest=row.token_digest).exists() else Outcome.NEW


def keep(row: Submission, then: Callable[[], None] | None = None) -> Outcome:
    """Keep a marked row and do `then` (unless given: queue the letter to the editors), in one transaction.

    The unique digests are the check, so of several at once one is kept.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            (then or tell_editors)()
    except IntegrityError:
        found = outcome(row)
        if found is Outcome.NEW:
            raise
        return found
    return Outcome.NEW


def tell_editors() -> None:
    """Where to read it and how much came in, nothing of what it says; at most one letter a quarter of an hour."""
    if settings.EDITORS_EMAIL:
        inbox = f"{settings.SITE_URL}{reverse('inbox')}"
        queue(MAIL, settings.EDITORS_EMAIL, {"inbox": inbox}, at_most_every=MAIL_EVERY)


def _digest(text: str) -> str:
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()
