"""Who may do what, as each room declares it for what it owns; groups are made of it, and the admin shows one table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

WRITER, PUBLISHER, ADMINISTRATOR = "Redacteur", "Eindredacteur", "Beheerder"
# Each has everything of the one before it.
ORDER = (WRITER, PUBLISHER, ADMINISTRATOR)
ALL = ("add", "change", "delete", "view")
# What comes from readers: nobody adds one here.
HANDLE = ("change", "delete", "view")

DECLARED: list[Right] = []


@dataclass(frozen=True)
class Right:
    """`what` is for editors to read, in Dutch; `permissions` are named as `app.codename`."""

    role: str
    what: str
    permissions: tuple[str, ...]


def declare(role: str, what: str, app: str, *models: str, actions: Iterable[str] = ALL) -> None:
    """Have a role, and those above it, do this with these models; called in `ready()`."""
    actions = tuple(actions)
    names = tuple(f"{app}.{action}_{model}" for model in models for action in actions)
    DECLARED.append(Right(role, what, names))


def of(role: str) -> tuple[str, ...]:
    """Every permission of a role, with those of the roles below it."""
    roles = ORDER[: ORDER.index(role) + 1]
    return tuple(name for right in DECLARED if right.role in roles for name in right.permissions)
