"""What a room adds to its letters while they are sent: words of that moment, headers, files, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Attachment(NamedTuple):
    name: str
    content: bytes
    mimetype: str


@dataclass(frozen=True)
class Parts:
    """What the templates of a letter get as context, beside its own headers and files."""

    context: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


# Gets what was queued; None when there is nothing to say any more, and then the letter is never sent.
Compose = Callable[[Mapping[str, Any]], Parts | None]

_COMPOSERS: dict[str, Compose] = {}


def compose_with(template: str, compose: Compose) -> None:
    """Have this function make the parts of every letter of a template, each time it is sent; called in `ready()`.

    :raises ValueError: when another function does already.
    """
    if _COMPOSERS.setdefault(template, compose) is not compose:
        raise ValueError(f"two functions compose {template}")


def stop_headers(address: str) -> dict[str, str]:
    """Have the mail program show a button that posts to this address (RFC 8058)."""
    return {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def stops_at(template: str, path: str) -> None:
    """Give letters of a template that button; `path` stands behind the `address` of their context."""
    compose_with(template, lambda context: Parts(context, stop_headers(f"{context['address']}{path}")))


def parts_of(template: str, context: Mapping[str, Any]) -> Parts | None:
    compose = _COMPOSERS.get(template)
    return compose(context) if compose else Parts(context)
