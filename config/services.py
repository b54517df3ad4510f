"""Addresses of the services behind the site: the database and the mail server."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import ParseResult, parse_qs, unquote, urlparse

import environ

from config.environment import Environment

_DATABASES = ("postgres", "postgresql", "sqlite")
_IN_MEMORY = "sqlite://:memory:"
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_MAIL = ("smtp", "smtps", "smtp+tls", "smtp+ssl")
# Sends nothing, for a site that says so.
_NO_MAIL = "dummymail"
_FORM_OF_DATABASE = "it must look like postgres://user:password@host:5432/name or sqlite:////srv/data/site.sqlite3."


def database(env: Environment) -> dict[str, Any]:
    """The settings of `DATABASE_URL`, or those of a database in memory and a noted problem."""
    name, nowhere = "DATABASE_URL", {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    value = env.required(name, "such as postgres://user:password@host:5432/name.")
    if not value:
        return nowhere
    if value == _IN_MEMORY:
        return nowhere
    parts = _parts(value)
    if parts is None or parts.scheme not in _DATABASES or not parts.path.strip("/"):
        env.wrong(name, _FORM_OF_DATABASE)
        return nowhere
    if parts.scheme == "sqlite":
        file = Path(parts.path[1:])
        if parts.netloc or not file.is_absolute() or not file.parent.is_dir():
            env.wrong(name, "after sqlite:/// comes the whole path of a file in a directory that exists.")
            return nowhere
    modes = parse_qs(parts.query).get("sslmode", [])
    if any(mode not in _SSL_MODES for mode in modes):
        env.wrong(name, f"sslmode must be one of {', '.join(_SSL_MODES)}.")
    elif not modes and not _is_here(parts):
        env.wrong(
            name,
            "the database is on another machine, so say how it is reached: ?sslmode=verify-full or ?sslmode=require "
            "behind it, or ?sslmode=disable on a network that nobody else is on.",
        )
    return dict(environ.Env.db_url_config(value))


def mail(env: Environment) -> dict[str, Any]:
    """The settings of `EMAIL_URL`, or those of no mail and a noted problem."""
    name, nowhere = "EMAIL_URL", dict(environ.Env.email_url_config(f"{_NO_MAIL}://"))
    value = env.required(name, f"such as smtp+tls://user:password@host:587, or {_NO_MAIL}:// to send no mail at all.")
    if not value:
        return nowhere
    parts = _parts(value)
    if parts is None or not (parts.scheme == _NO_MAIL or (parts.scheme in _MAIL and parts.hostname)):
        env.wrong(name, f"it must look like smtp+tls://user:password@host:587, or be {_NO_MAIL}:// to send no mail.")
        return nowhere
    if parts.scheme == "smtp" and parts.username and not _is_here(parts):
        env.wrong(name, "smtp:// would send the password readable; use smtp+tls:// or smtp+ssl://.")
    return dict(environ.Env.email_url_config(value))


def sign_on(env: Environment) -> dict[str, Any]:
    """The settings of log-in at the organisation of the editors; without `OIDC_SERVER_URL` there is none."""
    server, ways = env.web_address("OIDC_SERVER_URL"), ("claim", "provider")
    values: dict[str, Any] = {
        "OIDC_FACTOR": env.choice("OIDC_FACTOR", ways[0], ways),
        "OIDC_FACTOR_CLAIMS": [one.strip() for one in env.text("OIDC_FACTOR_CLAIMS", "mfa").split(",") if one.strip()],
        "OIDC_FORM_ACTION": [],
        "SOCIALACCOUNT_PROVIDERS": {},
    }
    if not server:
        return values
    app = {
        "provider_id": "organisatie",
        "name": env.text("OIDC_NAME", "je organisatie"),
        "client_id": env.required("OIDC_CLIENT_ID", "the name by which OIDC_SERVER_URL knows this site."),
        "secret": env.required("OIDC_CLIENT_SECRET", "the secret that belongs to OIDC_CLIENT_ID."),
        "settings": {
            "server_url": server,
            "oauth_pkce_enabled": True,
            # Only where the provider says of an address that it is verified.
            "email_authentication": env.flag("OIDC_LINK_BY_EMAIL"),
            "auth_params": {"acr_values": acr} if (acr := env.text("OIDC_ACR_VALUES").strip()) else {},
        },
    }
    parts = urlparse(server)
    values["OIDC_FORM_ACTION"] = [f"{parts.scheme}://{parts.netloc}"]
    values["SOCIALACCOUNT_PROVIDERS"] = {"openid_connect": {"APPS": [app]}}
    return values


def sends_mail(settings: dict[str, Any]) -> bool:
    return bool(settings["EMAIL_HOST"])


def _parts(value: str) -> ParseResult | None:
    try:
        parts = urlparse(value)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_here(parts: ParseResult) -> bool:
    """Whether it is a service of this machine: no host is a socket or a file."""
    host = unquote(parts.hostname or "")
    if not host or host == "localhost" or host.startswith("/"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
