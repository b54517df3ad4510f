"""Questions to a large made-up index, per kind: the same ones at every size, from the commonest words to rare ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from lab.drawn_records import palette, wide
from search.contract import Facet, Query, Question
from search.dutch.synonyms import Thesaurus, starter_groups
from search.query import Site, analyse_question
from search.site_words import SiteWords

EACH = 20


def questions() -> dict[str, list[Question]]:
    """Some different questions of each kind."""
    rng = Random("large index")
    words = wide().words
    common, middle, rare = words[20:400], words[400:4000], words[4000:20_000]

    def some(*ways: Callable[[], str]) -> str:
        return " ".join(way() for way in ways)

    def one_of(chosen: Sequence[str]) -> Callable[[], str]:
        return lambda: rng.choice(chosen)

    def filters() -> dict[Facet, tuple[str, ...]]:
        return {
            Facet.FAMILY: (rng.choice(palette().families),),
            Facet.CHANNEL: tuple(rng.sample(palette().channels, 2)),
        }

    usual = (one_of(common), one_of(middle))
    return {
        "nothing asked": [Question()],
        "one common word": [Question(some(one_of(common))) for _ in range(EACH)],
        "one rare word": [Question(some(one_of(rare))) for _ in range(EACH)],
        "two words": [Question(some(*usual)) for _ in range(EACH)],
        "a sentence": [Question(some(*usual, *usual, *usual)) for _ in range(EACH)],
        "a quotation": [Question(f'"{some(one_of(words[:40]), one_of(words[:40]))}"') for _ in range(EACH)],
        "two words and two filters": [Question(some(*usual), filters()) for _ in range(EACH)],
        "two filters alone": [Question("", filters()) for _ in range(EACH)],
    }


def analyser(site: Site) -> Callable[[Question], Query]:
    """What the site does with the text of a question before it asks an engine. Without a database."""
    groups = Thesaurus(starter_groups())
    return lambda question: analyse_question(question.text, groups, site)


def known(words: SiteWords, shares: Callable[..., object]) -> Site:
    """What is known of words, but for slips of the finger: the drawn words have none."""
    return Site(words.starting_with, shares)  # type: ignore[arg-type]
