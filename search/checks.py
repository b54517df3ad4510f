"""`manage.py check` says what is wrong with `SEARCH_URL`, with `--deploy` also what is unsafe; never a secret."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from search.backends.elasticsearch.address import Address, WrongAddress, parse_address
from search.backends.registry import EMBEDDED


@register(Tags.compatibility)
def search_address(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        address = _address()
    except WrongAddress as error:
        return [Error(str(error), id="search.E001")]
    if address and address.ca is not None and not address.ca.is_file():
        return [
            Error("SEARCH_URL is wrong: the file of the certificate authority (ca) is not there.", id="search.E002")
        ]
    return []


@register(Tags.security, deploy=True)
def search_safety(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    try:
        address = _address()
    except WrongAddress:
        return []  # said above
    return list(_unsafe(address)) if address and not address.is_local else []


def _unsafe(address: Address) -> Iterator[CheckMessage]:
    if address.is_plain:
        yield Warning(
            "SEARCH_URL uses plain http to another machine: anyone on the way can read and change it. Use https.",
            id="search.W001",
        )
    if not address.has_credentials:
        yield Warning(
            "SEARCH_URL has no user and password or API key: anyone who reaches that machine can change what is found.",
            id="search.W002",
        )
    if address.is_plain and address.ca is not None:
        yield Warning("SEARCH_URL names a certificate authority (ca), which plain http does not use.", id="search.W003")


def _address() -> Address | None:
    """The address of the server, or None without one."""
    return None if settings.SEARCH_URL == EMBEDDED else parse_address(settings.SEARCH_URL)
