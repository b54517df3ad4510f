"""What can be chosen in the list of white spots."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from core.http.query_filters import Filter, FilterSet
from core.text.numbers import sentence_case
from monitor.white_spots.spots import STATE_LABELS, Pair, Side, pairs, white_spots

# The parameter that holds what a method is paired with.
PARAMETER = {Side.FAMILY: "familie", Side.INDICATOR: "indicator"}
_TITLE = {Side.FAMILY: "Soort organisatie", Side.INDICATOR: "Wat er gemeten wordt"}


def filter_set(side: Side) -> FilterSet:
    return FilterSet(
        (
            Filter(PARAMETER[side], _TITLE[side], partial(_words, side)),
            Filter("thema", "Thema", partial(_themes, side)),
            Filter("stand", "Wat er is", lambda: {str(state): label for state, label in STATE_LABELS.items()}),
            Filter("methode", "Methode", partial(_methods, side)),
        ),
        things="witte vlekken",
    )


def chosen_spots(side: Side, values: Mapping[str, str]) -> list[Pair]:
    """The white spots that fit every filter, in the order of the list."""
    wanted: dict[str, Callable[[Pair], str]] = {
        "thema": lambda pair: pair.method.theme.slug if pair.method.theme else "",
        "stand": lambda pair: str(pair.state),
        "methode": lambda pair: str(pair.method.number),
        PARAMETER[side]: lambda pair: pair.slug,
    }
    return [pair for pair in white_spots(side) if all(wanted[name](pair) == value for name, value in values.items())]


def _words(side: Side) -> dict[str, str]:
    return {pair.slug: sentence_case(pair.label) for pair in sorted(pairs(side), key=lambda pair: pair.label)}


def _themes(side: Side) -> dict[str, str]:
    themes = {pair.method.theme for pair in pairs(side) if pair.method.theme}
    return {theme.slug: theme.label for theme in sorted(themes, key=lambda theme: theme.sort_order)}


def _methods(side: Side) -> dict[str, str]:
    return {str(pair.method.number): f"{pair.method.number}. {pair.method.title}" for pair in pairs(side)}
