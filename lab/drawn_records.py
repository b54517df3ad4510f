"""Made-up records for a large index, one at a time: the same seed and number give the same record. Needs no database.

Lengths and facet values are as in the made-up pages of `drafts`: a quarter methods of some 950 words, the rest cases of
some 350. The vocabulary is wider, as that of a large site is: some 100,000 words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random

from cases.choices import DESIGN_SLUGS, Direction
from lab.language import Language, dutch
from lab.palette import Palette, palette_of_files, pick, widened
from search.contract import Facet, Kind, Record
from search.dutch.lists import parts
from search.plain_text import moment, paragraphs

SEED = 1
RARE = 80_000
_NEWEST = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
_EFFORTS = ("klein", "middel", "groot")
_LEVELS = ("0", "1", "2", "3", "4", "5")
# How many sentences the running text of a page has.
_OF_METHOD, _OF_CASE = (45, 85), (12, 27)
_Facets = dict[Facet, tuple[str, ...]]


def draw_records(count: int, seed: int = SEED) -> Iterator[Record]:
    """So many records with page ids from 1 on; one exists at a time."""
    for page_id in range(1, count + 1):
        yield draw_record(page_id, seed)


def draw_record(page_id: int, seed: int = SEED, *, more: str = "", version: int = 0) -> Record:
    """The record of this page; `more` stands at the end of its title."""
    rng = Random(f"{seed}/record/{page_id}")
    language = wide()
    topic = _topic(rng)
    is_method = page_id % 4 == 0
    kind = Kind.METHOD if is_method else Kind.CASE
    facets = _facets(rng, is_method)
    texts = {
        "title": f"{language.title(rng, topic)} {more}".strip(),
        "gist": language.sentence(rng, topic),
        "tags": paragraphs(rng.sample(topic[:6], 4)) if is_method else "",
        "problems": paragraphs(_problem(slug) for slug in facets.get(Facet.BARRIER, ())),
        "labels": paragraphs(_labels(facets)),
        "body": _body(rng, topic, rng.randint(*(_OF_METHOD if is_method else _OF_CASE))),
        "related": " ".join(language.sentence(rng, topic) for _ in range(rng.randint(0, 12 if is_method else 5))),
    }
    published = moment(_NEWEST - timedelta(seconds=rng.randrange(4 * 365 * 24 * 3600)))
    return Record(page_id, kind, page_id, f"/{kind.value}/{page_id}/", texts, facets, published, version)


@cache
def wide() -> Language:
    """The words of the made-up pages, and a longer tail of compounds."""
    known = dutch().words
    rng = Random("rare words")
    modifiers, heads = (sorted(ranks, key=lambda part: (ranks[part], part)) for ranks in parts())
    made = dict.fromkeys(known)
    while len(made) < len(known) + RARE:
        made[rng.choice(modifiers) + rng.choice(heads)] = None
    return Language(list(made))


def _topic(rng: Random) -> list[str]:
    """As `Language.topic`, which would copy a vocabulary of this size for every page."""
    words = wide().words
    first = len(words) // 100
    return [words[first + int((len(words) - first) * rng.random() ** 3)] for _ in range(10)]


@cache
def palette() -> Palette:
    return widened(palette_of_files())


def _facets(rng: Random, is_method: bool) -> _Facets:
    words = palette()
    shared: _Facets = {
        Facet.KIND: ((Kind.METHOD if is_method else Kind.CASE).value,),
        Facet.THEME: _some(rng, words.themes, 1, 1 if is_method else 3),
        Facet.CHANNEL: _some(rng, words.channels, 1, 4 if is_method else 3),
        Facet.BARRIER: _some(rng, words.barriers, 1, 3 if is_method else 5),
    }
    if is_method:
        return {
            **shared,
            Facet.FAMILY: _some(rng, words.families, 1, 6),
            Facet.EFFORT: (rng.choice(_EFFORTS),),
            Facet.DIRECTION: (rng.choice(list(Direction)).value,),
            Facet.STRENGTH: (rng.choices(_LEVELS, (37, 16, 6, 4, 2, 1))[0],),
        }
    organisations = pick(rng, words.organisations, 1, 2)
    return {
        **shared,
        Facet.FAMILY: tuple(dict.fromkeys(family for _, family in organisations)),
        Facet.ORGANISATION: tuple(slug for slug, _ in organisations),
        Facet.PRODUCT: _some(rng, words.products, 0, 2),
        Facet.INDICATOR: tuple(word.slug for word in pick(rng, words.indicators, 1, 3)),
        Facet.DESIGN: _some(rng, list(DESIGN_SLUGS.values()), 0, 2),
        Facet.DIRECTION: _some(rng, [direction.value for direction in Direction], 0, 2),
    }


def _some(rng: Random, words: Sequence[str], at_least: int, at_most: int) -> tuple[str, ...]:
    return tuple(pick(rng, words, at_least, at_most))


@cache
def _problem(slug: str) -> str:
    """What stands on every page with this barrier."""
    rng = Random(f"problem/{slug}")
    return f"{slug}: {wide().sentence(rng, wide().topic(rng))}"


def _labels(facets: _Facets) -> Iterator[str]:
    lists = {
        Facet.ORGANISATION: "organisations",
        Facet.PRODUCT: "products",
        Facet.CHANNEL: "channels",
        Facet.FAMILY: "families",
        Facet.THEME: "themes",
        Facet.INDICATOR: "indicators",
    }
    for facet, name in lists.items():
        for slug in facets.get(facet, ()):
            yield palette().labels.get((name, slug), slug)


def _body(rng: Random, topic: Sequence[str], sentences: int) -> str:
    """Sentences of some twelve words, of which each sixth is about the topic; three to a line."""
    drawn = wide().phrase(rng, topic, 12 * sentences).split()
    for place in range(rng.randrange(6), len(drawn), 6):
        drawn[place] = rng.choice(topic)
    written = [" ".join(drawn[start : start + 12]) for start in range(0, len(drawn), 12)]
    return "\n".join(". ".join(written[start : start + 3]) + "." for start in range(0, sentences, 3))
