"""Questions whose total is known beforehand, whatever is published meanwhile: a half-filled index would show."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.http import QueryDict

from search.contract import Answer, Engine, Facet, Query, Question
from search.engines import site_words
from search.parameters import parse
from search.query import analyse_question
from search.service import known_of
from search.steering.lists import lists

# Words of the content: every page and every part of a page is in one of them.
_WORDS = ("formulier", "brief", "telefoon", "herinnering", "aanvraag", "gemeente", "afspraak", "betalen")
_ADDRESSES = ("", "soort=methode", "soort=praktijkvoorbeeld", "familie=gemeente", *(f"q={word}" for word in _WORDS))


def known(engine: Engine, uncertain: Collection[int]) -> list[dict[str, Any]]:
    """Per question the fewest and the most pages it may find, when those of `uncertain` may be gone for a while.

    :raises EngineError: when the engine fails.
    """
    found = []
    for address in _ADDRESSES:
        question, query = asked(address), _analysed(engine, asked(address))
        most, least = (engine.answer(question, query, frozenset(hidden)).total for hidden in ((), uncertain))
        found.append({"address": address, "least": least, "most": most})
    return found


def asked(address: str) -> Question:
    return parse(QueryDict(address)).question


def wrong(found: Answer, one: dict[str, Any]) -> str:
    """What an answer to a known question shows that may not be, or an empty text."""
    kinds = sum(value.count for value in found.facets.get(Facet.KIND, ()))
    if found.engine == "database":
        return "only titles were looked at"
    if not one["least"] <= found.total <= one["most"]:
        return f"{one['address']!r} finds {found.total} pages instead of {one['least']} to {one['most']}"
    if not found.question.filters and kinds != found.total:
        return f"{one['address']!r} finds {found.total} pages and counts {kinds}"
    return ""


def _analysed(engine: Engine, question: Question) -> Query:
    steered = lists()
    site = known_of(engine, site_words().words(), steered.synonyms, steered.whole)
    return analyse_question(question.text, steered.synonyms, site)
