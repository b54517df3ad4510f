"""Which cards are asked for: those of a selection, or the first sixty that fit a search question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from django.http import QueryDict

from core.published import kind_of
from search.contract import Question
from search.query_string import encode, known_parameters, parse
from search.service import answer
from workshop.selection.selection import MOST, PARAMETER, Name, SelectedCards, Selection, typed_in


class Asked(NamedTuple):
    """What to print: `query` is it in an address, always in one form; `read` finds the cards, `title` names them."""

    query: str
    title: str
    read: Callable[[], SelectedCards]

    @property
    def is_empty(self) -> bool:
        return not self.query


def asked_cards(data: QueryDict) -> Asked:
    """A selection when there is one, else a question. No query to find the cards until they are read."""
    selection = Selection.read(data)
    if typed_in(data):
        selection = replace(selection, names=tuple(sorted(selection.names)))
        return Asked(selection.address("/").removeprefix("/?").removeprefix("/"), _named(selection), selection.cards)
    parsed = parse(data)
    question = replace(parsed.question, page=1)
    if question == Question():
        return Asked("", "Kaarten printen", Selection().cards)
    words = [f"‘{question.text}’"] if question.text else []
    title = f"Kaarten: {', '.join([*words, *parsed.labels.values()])}"
    return Asked(encode(question), title, lambda: _found(question))


def canonical_parameters(data: QueryDict) -> list[tuple[str, str]]:
    """What makes a difference in the address."""
    return [*((PARAMETER, value) for value in typed_in(data)), *known_parameters(data)]


def _named(selection: Selection) -> str:
    names = [str(name).upper() for name in selection.names]
    if not names:
        return "Kaarten printen"
    return f"Kaarten: {', '.join(names[:9])}{' …' if len(names) > 9 else ''}"


def _found(question: Question) -> SelectedCards:
    """The hits that have a number, in the order of the answer."""
    hits = answer(replace(question, page_size=MOST)).hits
    kinds = [(hit, kind_of(hit.kind)) for hit in hits]
    return Selection.of(Name(kind.prefix, hit.number) for hit, kind in kinds if kind and kind.prefix).cards()
