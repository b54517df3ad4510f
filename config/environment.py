"""Read settings from the environment and refuse to start half-configured."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured


@dataclass
class Environment:
    """The process environment, with a list of everything that is missing or wrong.

    Values are read one by one; `refuse_if_incomplete` raises once, with one sentence per problem,
    so that an operator mends all of them in one go.
    """

    source: environ.Env = field(default_factory=environ.Env)
    problems: list[str] = field(default_factory=list)

    def required(self, name: str, sentence: str) -> str:
        """The value of `name`, or an empty string and a noted problem."""
        value = str(self.source.str(name, default="")).strip()
        if not value:
            self.problems.append(f"{name} is missing: {sentence}")
        return value

    def secret(self, name: str, sentence: str, minimum: int = 50) -> str:
        """A required value of at least `minimum` characters."""
        value = self.required(name, sentence)
        if value and len(value) < minimum:
            self.problems.append(f"{name} is too short: use at least {minimum} random characters.")
        return value

    def address(self, name: str, sentence: str, scheme: str = "https") -> str:
        """A required web address without a trailing slash; in production it must be `https`."""
        value = self.required(name, sentence).rstrip("/")
        if value:
            parts = urlsplit(value)
            if parts.scheme != scheme or not parts.hostname or parts.path:
                self.problems.append(f"{name} is wrong: it must look like {scheme}://www.example.nl, without a path.")
        return value

    def text(self, name: str, default: str = "") -> str:
        return str(self.source.str(name, default=default))

    def flag(self, name: str, *, default: bool = False) -> bool:
        return bool(self.source.bool(name, default=default))

    def integer(self, name: str, default: int, *, least: int = 0, most: int = 2**31 - 1) -> int:
        try:
            value = int(self.source.int(name, default=default))
        except ValueError:
            self.problems.append(f"{name} is wrong: it must be a whole number.")
            return default
        if not least <= value <= most:
            self.problems.append(f"{name} is wrong: it must be a whole number from {least} to {most}.")
            return default
        return value

    def names(self, name: str, default: list[str] | None = None) -> list[str]:
        return list(self.source.list(name, default=default or []))

    def refuse_if_incomplete(self) -> None:
        """Raise when anything was missing or wrong.

        :raises ImproperlyConfigured: with one line per problem.
        """
        if self.problems:
            lines = "\n".join(f"- {problem}" for problem in self.problems)
            raise ImproperlyConfigured(f"The site does not start, because its settings are incomplete:\n{lines}")
