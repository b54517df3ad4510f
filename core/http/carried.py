"""What the links of a page take along: state of an upper room in an address of a lower one, which need not know it.

An upper room registers a parameter in `ready()`. A view of a lower room that carries parameters says so with
`carrying`; its links then have them, its cards offer what the parameter is about, and a page that is kept is kept by
them. Nothing is kept of a reader: it stands in the address.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, NamedTuple, Protocol

from django.http import QueryDict

from core.http.query_filters import first_value
from core.published.kinds import Action

Pairs = tuple[tuple[str, str], ...]


class CardOffer(NamedTuple):
    """What a card offers: a label, and the value of the parameter after it. An empty value is a remark, no link."""

    label: str
    value: str


class Parameter(Protocol):
    """A parameter that is carried."""

    name: str

    def clean(self, value: str) -> str:
        """The value in its one form; empty when there is nothing to carry. No query."""

    def about(self, value: str) -> Action:
        """A link to what is carried, with the words that say how much it is."""

    def on_card(self, value: str, card: Any) -> CardOffer | None:
        """What a card of a list offers beside it. No query."""


_PARAMETERS: dict[str, Parameter] = {}
_TAKEN: ContextVar[Pairs] = ContextVar("taken_along", default=())


def register(parameter: Parameter) -> None:
    _PARAMETERS[parameter.name] = parameter


def carried_in(data: QueryDict) -> Pairs:
    """The parameters in an address that have something to carry, in their one form."""
    found = (
        (name, parameter.clean(first_value(data, name))) for name, parameter in _PARAMETERS.items() if name in data
    )
    return tuple((name, value) for name, value in found if value)


@contextmanager
def carrying(data: QueryDict) -> Iterator[None]:
    """Take along what this address has, in the links that are made until the block ends."""
    token = _TAKEN.set(carried_in(data))
    try:
        yield
    finally:
        _TAKEN.reset(token)


def taken_along() -> Pairs:
    """The parameters that every link on this page must repeat."""
    return _TAKEN.get()


def abouts() -> list[Action]:
    """A link to each thing that is taken along."""
    return [_PARAMETERS[name].about(value) for name, value in taken_along()]


def offers(card: Any) -> list[tuple[str, CardOffer]]:
    """What a card offers beside what is taken along, with the name of the parameter."""
    made = ((name, _PARAMETERS[name].on_card(value, card)) for name, value in taken_along())
    return [(name, offer) for name, offer in made if offer]
