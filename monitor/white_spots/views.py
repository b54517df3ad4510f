"""The lists of white spots, their files and feeds. GET only, no cookie, works without script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_safe

from core.http.csvw import described
from core.http.exports import Column, Form, csv_parts, download
from core.http.feeds import MOST_ENTRIES, FeedEntry, feed_path, feed_response, tag_uri
from core.http.pagination import paginate
from core.http.query_filters import with_query
from core.published import Card, kind_of
from core.text.numbers import sentence_case
from monitor.white_spots.filters import PARAMETER, chosen_spots, filter_set
from monitor.white_spots.spots import STATE_LABELS, Pair, Side, State, filled, pairs

PAGE_SIZE = 30
TITLES = {Side.FAMILY: "Witte vlekken", Side.INDICATOR: "Witte vlekken per maat"}
_INTRODUCTION = (
    "Wat heeft nog niemand gemeten, of alleen zonder vergelijking? Ga jij het proberen, zeg het dan vooraf: "
    "dan weten anderen het ook, en telt je meting later zwaarder."
)
_COLUMNS: tuple[Column[Pair], ...] = (
    Column("methode", "Nummer van de methode", lambda pair: pair.method.number, form=Form.WHOLE),
    Column("titel", "Titel van de methode", lambda pair: pair.method.title),
    Column(
        "adres",
        "Adres van de methode",
        lambda pair: f"{settings.SITE_URL}{pair.method.get_url()}",
        form=Form.ADDRESS,
    ),
    Column("waar", "Bij welke soort organisatie, of op welke maat", lambda pair: pair.label),
    Column("stand", "Wat er is", lambda pair: STATE_LABELS[pair.state]),
    Column(
        "zonder_vergelijking",
        "Resultaten van deze methode alleen, zonder",
        lambda pair: pair.uncontrolled,
        form=Form.WHOLE,
    ),
    Column("samen", "Resultaten van deze methode samen met iets anders", lambda pair: pair.bundled, form=Form.WHOLE),
)


class Spot(NamedTuple):
    """A row of the list. `trying` are the cards of who tries the method here now, `elsewhere` of who does so at another
    kind of organisation or with another measure; `claim` is where you say that you will."""

    pair: Pair
    state: str
    trying: list[Card]
    elsewhere: list[Card]
    claim: str


class Total(NamedTuple):
    """A row of the table above the list: of how many methods a state is true, and the address that lists them."""

    label: str
    url: str
    counts: tuple[int, ...]


@require_safe
def white_spots_page(request: HttpRequest, side: Side) -> HttpResponse:
    """404 for a page past the end, which offers the last one; anything else that is asked answers."""
    path = reverse(_name(side))
    asked = filter_set(side).read(request.GET)
    chosen = chosen_spots(side, asked.values)
    pages = paginate(asked.page, len(chosen), PAGE_SIZE, lambda place: asked.url(path, page=place))
    context: dict[str, Any] = {
        "title": TITLES[side],
        "introduction": _INTRODUCTION,
        "description": _INTRODUCTION,
        "canonical_path": asked.url(path, page=asked.page),
        "noindex": bool(asked.values),
        "above": [] if side is Side.FAMILY else [(TITLES[Side.FAMILY], reverse("white_spots"))],
        "asked": asked,
        "is_per_family": side is Side.FAMILY,
        "path": path,
        "total": len(chosen),
        "states": [*STATE_LABELS.values(), "Vergeleken"],
        "totals": () if asked.values else _totals(side, path),
        "spots": _rows(side, chosen[pages.start : pages.stop]),
        "pagination": pages,
        "chips": asked.chips(path),
        "csv_url": asked.url(reverse(f"{_name(side)}_csv")),
        "feed_url": feed_path(path),
    }
    return render(request, "monitor/white_spots.html", context, status=404 if pages.past_end else 200)


@described(_COLUMNS)
@require_safe
def white_spots_csv(request: HttpRequest, side: Side) -> HttpResponseBase:
    asked = filter_set(side).read(request.GET)
    return download(csv_parts(_COLUMNS, chosen_spots(side, asked.values)), "witte-vlekken.csv")


@require_safe
def filled_feed(request: HttpRequest, side: Side) -> HttpResponseBase:
    """The white spots that somebody filled, the last one first."""
    entries = [
        FeedEntry(
            identity=tag_uri(f"witte-vlek/{side}/{pair.method.number}/{pair.slug}"),
            path=pair.method.get_url() or "",
            title=f"Methode {pair.method.number}, {pair.method.title}: {pair.label}",
            text="Hier was nog niets vergeleken. Nu wel.",
            updated=pair.measured_at,
        )
        for pair in filled(side)[:MOST_ENTRIES]
    ]
    return feed_response(request, title="Witte vlekken die zijn ingevuld", path=reverse(_name(side)), entries=entries)


def _name(side: Side) -> str:
    return "white_spots" if side is Side.FAMILY else "white_spots_measures"


def _rows(side: Side, shown: Collection[Pair]) -> list[Spot]:
    trying = _trying(side, {pair.method.pk: pair.method for pair in shown})
    rows = []
    for pair in shown:
        here: tuple[list[Card], list[Card]] = ([], [])
        for card, places in trying.get(pair.method.pk, ()):
            here[pair.slug not in places].append(card)
        rows.append(Spot(pair, STATE_LABELS[pair.state], *here, _claim(side, pair)))
    return rows


def _trying(side: Side, methods: Mapping[int, Any]) -> dict[int, list[tuple[Card, Collection[str]]]]:
    """What the kind of try-outs shows on these methods, each with the families or indicators it is about.

    Nothing on a site without them; a fixed number of queries.
    """
    kind = kind_of("probeersel")
    if kind is None or not methods:
        return {}
    blocks = kind.about(list(methods.values()))
    cards = {key: [card for block in found for card in block.cards] for key, found in blocks.items()}
    documents = kind.documents([card.page_id for found in cards.values() for card in found]) if cards else []
    places = {each.page_id: each.facets.get(PARAMETER[side], ()) for each in documents}
    return {key: [(card, places.get(card.page_id, ())) for card in found] for key, found in cards.items()}


def _claim(side: Side, pair: Pair) -> str:
    """The form ‘Wij gaan dit proberen’, filled in; empty on a site without it."""
    try:
        address = reverse("try_out")
    except NoReverseMatch:
        return ""
    return with_query(address, [("methode", str(pair.method.number)), (PARAMETER[side], pair.slug)])


def _totals(side: Side, path: str) -> list[Total]:
    """How many methods are in each state, per kind of organisation or indicator, in the order of the words."""
    counted: Counter[tuple[str, State]] = Counter((pair.slug, pair.state) for pair in pairs(side))
    labels = {pair.slug: pair.label for pair in pairs(side)}
    return [
        Total(
            sentence_case(label),
            with_query(path, [(PARAMETER[side], slug)]),
            tuple(counted[slug, state] for state in State),
        )
        for slug, label in labels.items()
    ]
