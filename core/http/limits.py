"""Limits on how often something may happen, counted in the database and so over all processes and hosts.

A sender is never stored: only a digest of the network he is in, with a salt that is destroyed the next day.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from core.http.models import RateWindow, SenderSalt
from core.jobs import retention

# One statement, so that two processes at once never both take the last place. No row changes when there is no room.
_COUNT_ONE = """
    INSERT INTO {table} (name, sender, ends_at, count) VALUES (%(name)s, %(sender)s, %(ends)s, 1)
    ON CONFLICT (name, sender) DO UPDATE SET
        count = CASE WHEN {table}.ends_at <= %(now)s THEN 1 ELSE {table}.count + 1 END,
        ends_at = CASE WHEN {table}.ends_at <= %(now)s THEN excluded.ends_at ELSE {table}.ends_at END
    WHERE {table}.ends_at <= %(now)s OR {table}.count < %(most)s
"""
# How much of an address says which network it is in.
_PREFIX = {4: 24, 6: 48}

logger = logging.getLogger(__name__)


def allow(name: str, most: int, span: timedelta, *, sender: str = "") -> bool:
    """Count one, and say whether there was room: at most `most` in the `span` since the first. One query.

    What is refused is not counted. In a transaction that is rolled back the count is too.
    """
    now = timezone.now()
    adapt = connection.ops.adapt_datetimefield_value
    values: dict[str, Any] = {
        "name": name,
        "sender": sender,
        "most": most,
        "now": adapt(now),
        "ends": adapt(now + span),
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_ONE.format(table=connection.ops.quote_name(RateWindow._meta.db_table)), values)
        return most > 0 and cursor.rowcount == 1


def give_back(name: str, *, sender: str = "") -> None:
    """Take back one that was counted: it turned out not to be what the limit is about."""
    RateWindow.objects.filter(name=name, sender=sender, count__gt=0).update(count=F("count") - 1)


def coarse_sender(request: HttpRequest) -> str:
    """A digest of the network of the sender (/24 or /48) that is another one tomorrow. One or two queries."""
    return hashlib.blake2b(network_of(request).encode(), key=_salt().encode(), digest_size=16).hexdigest()


def network_of(request: HttpRequest) -> str:
    """The network of the sender, as an address with its length. Store only a digest of it."""
    return _network(_address(request))


def purge(now: datetime | None = None) -> int:
    """Delete windows that ended and salts of before today; how many. Run it at least once a day."""
    moment = now or timezone.now()
    windows, _ = RateWindow.objects.filter(ends_at__lte=moment).delete()
    salts, _ = SenderSalt.objects.filter(day__lt=timezone.localdate(moment)).delete()
    return windows + salts


retention.declare(
    "networks",
    what="Een versleuteld kenmerk van het netwerk waarvandaan je een formulier verstuurt",
    until="Hooguit twee dagen. Het wijst niemand aan.",
    forget=purge,
)


def _address(request: HttpRequest) -> str:
    """The last address of X-Forwarded-For is the one our own proxy saw; those before it can be made up."""
    if settings.BEHIND_PROXY:
        forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if forwarded:
            return forwarded
        logger.warning("the proxy sends no X-Forwarded-For, so limits count all visitors as one")
    return str(request.META.get("REMOTE_ADDR", ""))


def _network(address: str) -> str:
    try:
        ip = ip_address(address.partition("%")[0])
    except ValueError:  # a Unix socket has none
        return ""
    mapped = getattr(ip, "ipv4_mapped", None)
    ip = mapped or ip
    return str(ip_network((ip, _PREFIX[ip.version]), strict=False))


def _salt() -> str:
    """The salt of today. Making a new one destroys that of yesterday."""
    today = timezone.localdate()
    row, is_new = SenderSalt.objects.get_or_create(day=today, defaults={"salt": secrets.token_hex(16)})
    if is_new:
        SenderSalt.objects.filter(day__lt=today).delete()
    return row.salt
