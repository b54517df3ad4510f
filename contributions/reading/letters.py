"""The letters about reading along: `templates/mail/reading/`. None says a word of a draft but its title, if allowed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.formats import date_format
from django.utils.timezone import localtime

from contributions.reading.models import Decision, PoolReader, RoundReader
from core.http.limits import allow
from core.mail.queue import queue
from core.secret_addresses import addresses

# Kinds of secret address: of a reader of one round, and of somebody in the pool.
READER, MEMBER = "meelezen", "meelezer"
# Letters that a stranger can have sent to one address by filling it in.
_MOST_A_DAY = 3


def may_write(email: str) -> bool:
    """Whether this address may get another letter that somebody asked for on the site. One query."""
    digest = salted_hmac("contributions.reading", email.lower()).hexdigest()[:32]
    return allow("reading letters", _MOST_A_DAY, timedelta(days=1), sender=digest)


def confirm(member: PoolReader) -> None:
    """Asks somebody to confirm; who is in the pool already gets the address to change or leave."""
    address = addresses.full(addresses.make(MEMBER, member.pk))
    queue("reading/pool", member.email, {"address": address, "is_known": member.confirmed_at is not None})


def invite(reader: RoundReader, *, asked: bool = False) -> None:
    """An invitation; `asked` when the reader filled in the address himself."""
    context = _about(reader) | {"invitation": reader.round.invitation, "asked": asked}
    if reader.member_id and not asked:
        context["leave"] = addresses.full(addresses.make(MEMBER, reader.member_id)) + "weg/"
    queue("reading/invitation", reader.email, context)


def done(reader: RoundReader) -> None:
    """What was done with what this reader said, as numbers: the words stand on the secret page."""
    decisions = list(reader.comments.values_list("decision", flat=True))
    counts = {"comments": len(decisions), "taken": decisions.count(Decision.TAKEN)}
    queue("reading/done", reader.email, _about(reader) | counts)


def _about(reader: RoundReader) -> dict[str, Any]:
    review = reader.round
    return {
        "what": review.name_in_mail,
        "is_to_adopt": review.page_id is None,
        "until": date_format(localtime(review.last_day), "j F Y"),
        "address": addresses.full(addresses.make(READER, reader.pk)),
    }
