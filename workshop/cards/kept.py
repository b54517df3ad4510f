"""A PDF is made once per public state and kept in the memory of this process, and one is made at a time."""

from __future__ import annotations

import threading

from django.utils import timezone

from core.http.cache.kept import valid_until_of
from core.http.cache.page_pool import KeptAnswer, PagePool
from core.http.cache.stamp import public_stamp
from core.http.cache.validity import collecting
from core.text.numbers import enumeration
from workshop.cards.chosen import Asked
from workshop.cards.content import printed_cards
from workshop.cards.pdf import make_pdf
from workshop.selection.selection import Selection

# Some forty full ones; the ones asked longest ago go first.
MOST_BYTES = 12 * 1024 * 1024

POOL = PagePool(MOST_BYTES)
MAKING = threading.Lock()


class Busy(Exception):
    """Another one is being made in this process."""


class NoCards(Exception):
    """There is nothing to print."""


def kept_pdf(asked: Asked) -> bytes:
    """The PDF of these cards as they are public now. One query when it is kept.

    :raises Busy: when it is not kept and another one is being made.
    :raises NoCards: when none of the cards is public.
    """
    stamp, key = public_stamp(), asked.query
    if kept := POOL.get(key, stamp, timezone.now()):
        return kept.content
    if not MAKING.acquire(blocking=False):
        raise Busy
    try:
        with collecting() as said:
            chosen = asked.read()
            if not chosen.found:
                raise NoCards(enumeration(chosen.notices))
            made = make_pdf(
                printed_cards(sorted(chosen.found, key=lambda card: card.name)),
                title=asked.title,
                address=Selection.of(sorted(chosen.selection.names)).address(),
            )
        if said.may_keep:
            POOL.put(key, KeptAnswer(stamp, (), made, b"", valid_until_of(said, stamp), None))
    finally:
        MAKING.release()
    return made
