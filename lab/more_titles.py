"""A catalogue of suggestions as a larger site would have it: made-up titles that lead to the pages there are."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from random import Random

from lab.drawn_records import wide
from search.catalogue import Catalogue, PageEntry
from search.contract import Kind
from search.eligibility import searchable_pages
from search.shelf import fill

SEED = "more titles"


def with_more_titles(known: Catalogue, titles: int) -> Catalogue:
    """The catalogue with so many titles in all, methods and cases in the same proportion as they are."""
    written = dict(searchable_pages().values_list("pk", "title"))
    share = titles / max(sum(map(len, known.pages.values())), 1)
    rng, language = Random(SEED), wide()
    rows: dict[Kind, list[tuple[PageEntry, str]]] = {}
    for kind, entries in known.pages.items():
        own = [(entry, written[entry.page_id]) for entry in entries]
        more = max(round(len(entries) * share) - len(entries), 0)
        made = (language.title(rng, language.topic(rng)) for _ in range(more))
        rows[kind] = own + [(entry, title) for entry, title in zip(cycle(entries), made, strict=False)]
    return replace(
        known,
        pages={kind: [entry for entry, _ in mine] for kind, mine in rows.items()},
        titles={kind: fill((title, ()) for _, title in mine) for kind, mine in rows.items()},
    )
