"""Make secret addresses, find what they lead to, and end them."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.crypto import salted_hmac

from core.jobs import retention
from core.secret_addresses.models import SecretAddress

# 128 bits in 26 letters and digits without look-alikes of case, so that a printed address works in capitals too.
_BYTES = 16

# Gets the request, the address, and what stands behind the secret, without slashes around it.
View = Callable[[HttpRequest, SecretAddress, str], HttpResponseBase]

_VIEWS: dict[str, View] = {}


def serve(kind: str, view: View) -> None:
    """Have this view answer for addresses of this kind; called once by a room, in `ready()`.

    :raises ValueError: when another view does already.
    """
    if _VIEWS.setdefault(kind, view) is not view:
        raise ValueError(f"two views for secret addresses of kind {kind}")


def view_of(address: SecretAddress) -> View | None:
    return _VIEWS.get(address.kind)


def make(kind: str, subject: object, ends_at: datetime | None = None) -> str:
    """Make a new secret path, `/s/<secret>/`. It cannot be read back later: a lost one is made anew. One query."""
    secret = _spelled(secrets.token_bytes(_BYTES))
    SecretAddress.objects.create(digest=_digest(secret), kind=kind, subject=str(subject), ends_at=ends_at)
    return f"/s/{secret}/"


def derived(kind: str, subject: object, seed: str) -> str:
    """The same secret path every time for this random seed: for what stands in many letters and is kept in none.

    Made of the seed and the key of the site, so that the database alone does not give it away. One query, the first
    time two.
    """
    secret = _spelled(salted_hmac(f"core.secret_addresses {kind}", seed, algorithm="sha256").digest()[:_BYTES])
    SecretAddress.objects.get_or_create(digest=_digest(secret), defaults={"kind": kind, "subject": str(subject)})
    return f"/s/{secret}/"


def full(path: str) -> str:
    """The whole address of a path, for a letter or a QR code."""
    return f"{settings.SITE_URL}{path}"


def find(secret: str) -> SecretAddress | None:
    """What this secret leads to; None when it never did or does no more. One query."""
    return SecretAddress.valid().filter(digest=_digest(secret.lower())).first()


def of(kind: str, subject: object) -> SecretAddress | None:
    """The newest address that is still valid for this thing."""
    return SecretAddress.valid().filter(kind=kind, subject=str(subject)).order_by("-pk").first()


def end(kind: str, *subjects: object) -> int:
    """Have no address of this kind lead to these things any more; how many did."""
    deleted, _ = SecretAddress.objects.filter(kind=kind, subject__in=[str(one) for one in subjects]).delete()
    return deleted


def forget(now: datetime | None = None) -> int:
    """Delete addresses that ended; how many."""
    deleted, _ = SecretAddress.objects.filter(ends_at__lte=now or timezone.now()).delete()
    return deleted


retention.declare(
    "secret-addresses",
    what="Een geheim adres dat je van ons kreeg (alleen een kenmerk ervan, niet het adres zelf)",
    until="Tot het verloopt of tot wat erachter stond, is verwijderd.",
    forget=forget,
)


def _spelled(secret: bytes) -> str:
    return base64.b32encode(secret).decode().rstrip("=").lower()


def _digest(secret: str) -> str:
    """The digest that is stored. It needs no key: nobody can try out 128 random bits."""
    return hashlib.sha256(secret.encode()).hexdigest()
