"""What letters look like, for editors: rooms say which they send, and with what an example is filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from core.mail.models import OutgoingMail


class Example(NamedTuple):
    template: str
    label: str
    context: Mapping[str, Any]

    @property
    def letter(self) -> OutgoingMail:
        """Not stored, so it is never sent."""
        return OutgoingMail(template=self.template, to="voorbeeld@example.nl", context=dict(self.context))


_EXAMPLES: dict[str, Example] = {}


def add(template: str, label: str, context: Mapping[str, Any]) -> None:
    """Show letters of this template to editors; called in `ready()`, in the order in which they stand on the page."""
    _EXAMPLES[template.replace("/", "-")] = Example(template, label, context)


def examples() -> Mapping[str, Example]:
    """All of them, by a name for an address."""
    return _EXAMPLES
