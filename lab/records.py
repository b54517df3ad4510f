"""Makes records for a large index up, one at a time: the same number gives the same record. Needs no database.

A quarter are methods of some 950 words, the rest cases of some 350, with some 100,000 different words and fifteen
facets as on real pages. Used by `lab.large_index`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from cases.choices import DESIGN_SLUGS, Direction
from core.published import Document
from core.text.extraction import moment, paragraphs
from lab.language import LONG_TAIL, dutch
from lab.made_up import skewed
from search.contract import Facet
from search.facets import EFFORT, Fixed

_NEWEST = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
# How many sentences the running text of a page has.
_OF_METHOD, _OF_CASE = (45, 85), (12, 27)
# How many words each list has; every page has at least one of it, but for what one kind alone has.
LISTS = {
    Facet.THEME: 7,
    Facet.CHANNEL: 13,
    Facet.BARRIER: 12,
    Facet.FAMILY: 7,
    Facet.ORGANISATION: 400,
    Facet.PRODUCT: 250,
    Facet.INDICATOR: 60,
}
_VALUES: dict[Facet, Sequence[str]] = {
    **{facet: [f"{facet.value}-{place}" for place in range(count)] for facet, count in LISTS.items()},
    Facet.DESIGN: list(DESIGN_SLUGS.values()),
    Facet.DIRECTION: [direction.value for direction in Direction],
    **{facet: list(facet.values.words) for facet in EFFORT if isinstance(facet.values, Fixed)},
    Facet.STRENGTH: ("0", "1", "2", "3", "4", "5"),
}
_SHARED = (Facet.THEME, Facet.CHANNEL, Facet.BARRIER, Facet.FAMILY, Facet.DIRECTION)
_OWN = {
    "methode": (*EFFORT, Facet.STRENGTH),
    "praktijkvoorbeeld": (Facet.ORGANISATION, Facet.PRODUCT, Facet.INDICATOR, Facet.DESIGN),
}


def draw_records(count: int) -> Iterator[Document]:
    """So many records with page ids from 1 on; one exists at a time."""
    return (draw_record(page_id) for page_id in range(1, count + 1))


def draw_record(page_id: int, *, more: str = "", version: int = 0) -> Document:
    """The record of this page; `more` stands at the end of its title."""
    rng, language = Random(f"record/{page_id}"), dutch(LONG_TAIL)
    topic = language.topic(rng)
    kind = "praktijkvoorbeeld" if page_id % 4 else "methode"
    facets = {facet: tuple(skewed(rng, _VALUES[facet], 1, 3)) for facet in (*_SHARED, *_OWN[kind])}
    sentences = rng.randint(*(_OF_CASE if page_id % 4 else _OF_METHOD))
    texts = {
        "title": f"{language.title(rng, topic)} {more}".strip(),
        "gist": language.sentence(rng, topic),
        "tags": paragraphs(rng.sample(topic[:6], 4)) if kind == "methode" else "",
        "problems": paragraphs(facets[Facet.BARRIER]),
        "labels": paragraphs(value for facet in (Facet.THEME, Facet.CHANNEL, Facet.FAMILY) for value in facets[facet]),
        "body": language.paragraph(rng, topic, sentences),
        "related": language.paragraph(rng, topic, rng.randint(0, 5)),
    }
    published = moment(_NEWEST - timedelta(seconds=rng.randrange(4 * 365 * 24 * 3600)))
    whole = {"soort": (kind,), **{facet.value: values for facet, values in facets.items()}}
    rank = 0 if kind == "methode" else 1
    return Document(page_id, kind, rank, page_id, f"/{kind}/{page_id}/", texts, whole, published, version)
