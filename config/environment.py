"""Read settings from the environment and refuse to start half-configured."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import ClassVar
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from django.http.request import validate_host

_TRUE, _FALSE = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
# What stands in `ALLOWED_HOSTS`: a name, with a dot before it for all below it, or an address.
_HOST = re.compile(r"\.?[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,9}|\[[0-9a-f:]{2,45}\]", re.IGNORECASE)

_ORGANISATION = re.compile(r"https://identifier\.overheid\.nl/tooi/id/[a-z_]+/[a-z_]{2,8}[0-9]{1,8}")
_PERIOD = re.compile(r"([a-z-]+)\s*=\s*([1-9]\d{0,2}|[12]\d{3}|3[0-5]\d{2}|36[0-4]\d|3650)\s+(\S.{2,})")


@dataclass
class Environment:
    """The process environment, with a list of everything that is missing or wrong.

    Values are read one by one; `refuse_if_incomplete` raises once, with one sentence per problem,
    so that an operator mends all of them in one go. `keys` has the names of what was read as a secret.
    """

    # The development settings, which import those of production, loosen it.
    scheme: ClassVar[str] = "https"

    source: environ.Env = field(default_factory=environ.Env)
    problems: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def wrong(self, name: str, sentence: str) -> None:
        """Note what `name` must be. Never with its value, which may be a secret."""
        self.problems.append(f"{name} is wrong: {sentence}")

    def required(self, name: str, sentence: str) -> str:
        """The value of `name`, or an empty string and a noted problem."""
        value = self.text(name).strip()
        if not value:
            self.problems.append(f"{name} is missing: {sentence}")
        return value

    def secret(self, name: str, sentence: str, minimum: int = 50) -> str:
        """A required value of at least `minimum` characters; its name goes to `keys`."""
        self.keys.append(name)
        value = self.required(name, sentence)
        if value and len(value) < minimum:
            self.problems.append(f"{name} is too short: use at least {minimum} random characters.")
        return value

    def site_address(self, name: str, sentence: str) -> str:
        """A required web address of a host and perhaps a port; in production it must be `https`. Empty when wrong."""
        value = self.required(name, sentence).rstrip("/")
        if value and not _is_site_address(value, self.scheme):
            self.wrong(name, f"it must look like {self.scheme}://www.example.nl, without a path, user or query.")
            return ""
        return value

    def directory(self, name: str, sentence: str) -> Path:
        """A required directory that exists and can be written; the current one when it is not."""
        value = self.required(name, sentence)
        path = Path(value or ".")
        if value and not path.is_absolute():
            self.wrong(name, "it must be a whole path, which begins with /.")
        elif value and not path.is_dir():
            self.wrong(name, "there is no such directory; make it first.")
        elif value and not os.access(path, os.W_OK | os.X_OK):
            self.wrong(name, "the user of this process cannot write in that directory.")
        return path

    def text(self, name: str, default: str = "") -> str:
        return str(self.source.str(name, default=default))

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.text(name).strip().lower()
        if value and value not in _TRUE + _FALSE:
            self.wrong(name, "it must be true or false.")
        return value in _TRUE if value else default

    def integer(self, name: str, default: int, *, least: int = 0, most: int = 2**31 - 1) -> int:
        try:
            value = int(self.source.int(name, default=default))
        except ValueError:
            self.wrong(name, "it must be a whole number.")
            return default
        if not least <= value <= most:
            self.wrong(name, f"it must be a whole number from {least} to {most}.")
            return default
        return value

    def choice(self, name: str, default: str, choices: Collection[str]) -> str:
        value = self.text(name, default)
        if value not in choices:
            self.wrong(name, f"it must be one of {', '.join(choices)}.")
            return default
        return value

    def hosts(self, name: str, own: str) -> list[str]:
        """Host names, comma separated; default the `own` host of the site, which must be among them."""
        values = [value.strip() for value in self.text(name).split(",") if value.strip()]
        if not all(_HOST.fullmatch(value) for value in values):
            self.wrong(name, "it must be host names with commas between them, without *, https:// or a port.")
        elif values and own and not validate_host(own, values):
            self.wrong(name, "the host of SITE_URL is not among them, so the site would refuse its own address.")
        return values or [own]

    def email(self, name: str, default: str = "") -> str:
        """An e-mail address, perhaps with a name: `Redactie <redactie@example.nl>`."""
        value = self.text(name, default).strip()
        try:
            if value:
                # Older Pythons lose `redactie@[::1]` when they look for a name, so only where there is one.
                validate_email(parseaddr(value)[1] if "<" in value else value)
        except ValidationError:
            self.wrong(name, "it must be an e-mail address.")
        return value

    def contact(self, name: str) -> str:
        """A web page or e-mail address as `security.txt` wants it, or nothing."""
        value = self.text(name).strip()
        if value and not re.fullmatch(r"(?:https://|mailto:[^\s/@]+@)[^\s/@]+\.[^\s@]+", value):
            self.wrong(name, "it must look like https://www.example.nl/kwetsbaarheid or mailto:veilig@example.nl.")
        return value

    def day(self, name: str, *, at_most: int) -> date | None:
        """A day such as 2027-01-31, no more than so many days ahead; None when nothing is set."""
        value = self.text(name).strip()
        try:
            day = date.fromisoformat(value) if value else None
        except ValueError:
            self.wrong(name, "it must be a day such as 2027-01-31.")
            return None
        if day and day > date.today() + timedelta(days=at_most):
            self.wrong(name, f"it must be a day within {at_most} days from now.")
            return None
        return day

    def web_address(self, name: str) -> str:
        """An `https` address, perhaps with a path, or nothing; on this machine it may be `http`."""
        value = self.text(name).strip().rstrip("/")
        is_here = value.startswith("http://127.0.0.1:")
        if value and not (is_here or re.fullmatch(r"https://[^\s/@?#]+(?:/[^\s?#]*)?", value)):
            self.wrong(name, "it must look like https://login.example.nl/realms/organisatie.")
            return ""
        return value

    def publisher(self, name: str, owner: str) -> str:
        """The address of an organisation in TOOI, whose name is `owner`, or nothing."""
        value = self.text(name).strip()
        if value and not _ORGANISATION.fullmatch(value):
            self.wrong(name, "it must look like https://identifier.overheid.nl/tooi/id/gemeente/gm0344.")
        elif value and not owner:
            self.wrong(name, "say in SITE_OWNER what that organisation is called.")
        return value

    def periods(self, name: str) -> dict[str, tuple[int, str]]:
        """Numbers of days with a reason, by a word: `methode=180 Selectielijst 2020; praktijkvoorbeeld=…`."""
        found = {}
        for part in filter(str.strip, self.text(name).split(";")):
            match = _PERIOD.fullmatch(part.strip())
            if match is None:
                self.wrong(name, "each part must be a kind, =, a number of days from 1 to 3650, and the reason.")
                return {}
            found[match[1]] = (int(match[2]), match[3])
        return found

    def refuse_if_incomplete(self) -> None:
        """Raise when anything was missing or wrong.

        :raises ImproperlyConfigured: with one line per problem.
        """
        if self.problems:
            lines = "\n".join(f"- {problem}" for problem in self.problems)
            raise ImproperlyConfigured(f"The site does not start, because its settings are incomplete:\n{lines}")


def host_of(address: str) -> str:
    """The host of a web address, an IPv6 one in brackets."""
    host = urlsplit(address).hostname or ""
    return f"[{host}]" if ":" in host else host


def _is_site_address(value: str, scheme: str) -> bool:
    try:
        host, port = host_of(value), urlsplit(value).port
    except ValueError:
        return False
    address = f"{scheme}://{host}" + (f":{port}" if port else "")
    return bool(_HOST.fullmatch(host)) and not host.startswith(".") and value.lower() == address
