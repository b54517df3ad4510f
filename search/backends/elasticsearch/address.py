"""`SEARCH_URL` of an Elasticsearch: `https://user:secret@host:9200,host2:9200/prefix?ca=/path/ca.pem`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEMES = ("https", "http")
DEFAULT_PREFIX = "optimaal-digitaal"
_API_KEY_USER = "apikey"
_PREFIX = re.compile(r"[a-z0-9][a-z0-9_-]{0,99}")
_KNOWN = {"ca", "api_key"}
_LOCAL = {"localhost", "127.0.0.1", "::1"}


class WrongAddress(ValueError):
    """What is wrong with the address, in one sentence without secrets."""


@dataclass(frozen=True)
class Address:
    """Where the cluster is, under which prefix our indexes stand there, and how to log in. Shows no secret."""

    hosts: tuple[str, ...]
    prefix: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    ca: Path | None = None

    @property
    def has_credentials(self) -> bool:
        return bool(self.api_key or (self.user and self.password))

    @property
    def is_plain(self) -> bool:
        """True when what is said can be read along the way."""
        return self.hosts[0].startswith("http:")

    @property
    def is_local(self) -> bool:
        return all(urlsplit(host).hostname in _LOCAL for host in self.hosts)


def parse_address(url: str) -> Address:
    """:raises WrongAddress: when it cannot be used."""
    scheme, mark, rest = url.partition("://")
    if scheme not in SCHEMES or not mark:
        raise WrongAddress(
            "SEARCH_URL is wrong: it must be embedded: or look like https://user:secret@host:9200/prefix?ca=/path/ca.pem."
        )
    authority, query = _split(rest)
    login, _, places = authority[0].rpartition("@")
    user, _, password = (unquote(part) for part in login.partition(":"))
    options = _options(query)
    api_key = options.get("api_key", "")
    if user == _API_KEY_USER:
        user, password, api_key = "", "", password
    return Address(
        hosts=tuple(_host(scheme, place) for place in places.split(",")),
        prefix=_prefix(authority[1]),
        user=user,
        password=password,
        api_key=api_key,
        ca=Path(options["ca"]) if "ca" in options else None,
    )


def _split(rest: str) -> tuple[tuple[str, str], str]:
    """Authority with path, and the query."""
    before, _, query = rest.partition("?")
    authority, _, path = before.partition("/")
    return (authority, path), query


def _options(query: str) -> dict[str, str]:
    options = dict(parse_qsl(query, keep_blank_values=True))
    if set(options) - _KNOWN:
        raise WrongAddress("SEARCH_URL is wrong: after the question mark it knows only ca and api_key.")
    if options.get("ca") == "" or options.get("api_key") == "":
        raise WrongAddress("SEARCH_URL is wrong: ca or api_key is empty.")
    return options


def _host(scheme: str, place: str) -> str:
    """The address of one node."""
    wrong = WrongAddress("SEARCH_URL is wrong: every host must look like name or name:9200, with commas between them.")
    try:
        parts = urlsplit(f"{scheme}://{place}")
        port = parts.port or 9200
    except ValueError:
        raise wrong from None
    if not parts.hostname or parts.username is not None:
        raise wrong
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{scheme}://{name}:{port}"


def _prefix(path: str) -> str:
    prefix = path.strip("/") or DEFAULT_PREFIX
    if not _PREFIX.fullmatch(prefix):
        raise WrongAddress("SEARCH_URL is wrong: the prefix may have small letters, digits, - and _ only.")
    return prefix
