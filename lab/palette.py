"""The words a made-up page can carry, by slug, from the vocabulary files or from a database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

import yaml

from lab.language import CONTENT, TAIL, dutch

ORGANISATIONS = 400
PRODUCTS = 250
# How fast the words of a list grow rarer: the first of each list is the commonest.
_SKEW = 0.7


@dataclass(frozen=True)
class IndicatorWord:
    """What a result needs to know of its indicator."""

    slug: str
    unit: str
    higher_is_better: bool


@dataclass(frozen=True)
class Palette:
    """Slugs per list. `organisations` are pairs of (slug, slug of the family); `labels` are per (list, slug)."""

    families: Sequence[str]
    channels: Sequence[str]
    themes: Sequence[str]
    barriers: Sequence[str]
    organisations: Sequence[tuple[str, str]]
    products: Sequence[str]
    indicators: Sequence[IndicatorWord]
    labels: dict[tuple[str, str], str] = field(default_factory=dict)


def pick(rng: Random, words: Sequence[Any], at_least: int, at_most: int) -> list[Any]:
    """Some different words, the first of the list more often than the last."""
    wanted = min(rng.randint(at_least, at_most), len(words))
    chosen: dict[int, None] = {}
    weights = [(rank + 1) ** -_SKEW for rank in range(len(words))]
    while len(chosen) < wanted:
        chosen[rng.choices(range(len(words)), weights)[0]] = None
    return [words[place] for place in chosen]


def palette_of_files() -> Palette:
    """The lists of `content/vocabulary`."""
    lists = {path.stem: _read(path) for path in (CONTENT / "vocabulary").glob("*.yaml")}
    labels = {
        (name, word["slug"]): word.get("label") or word["name"] for name, words in lists.items() for word in words
    }
    slugs = {name: [word["slug"] for word in words] for name, words in lists.items()}
    return Palette(
        families=slugs["families"],
        channels=slugs["channels"],
        themes=slugs["themes"],
        barriers=slugs["barriers"],
        organisations=[(word["slug"], word["family"]) for word in lists["organisations"]],
        products=slugs["products"],
        indicators=[
            IndicatorWord(word["slug"], word["unit"], word["better"] == "higher") for word in lists["indicators"]
        ],
        labels=labels,
    )


def widened(palette: Palette) -> Palette:
    """The palette of a site of this size: more products, and made-up organisations instead of the real ones.

    So no made-up result is ever said to be of an organisation that exists.
    """
    rng = Random("palette")
    names = dict(extra_names(rng, ORGANISATIONS, "Gemeente"))
    products = dict(extra_names(rng, PRODUCTS, "Aanvraag"))
    organisations = [(slug, rng.choice(palette.families)) for slug in names]
    labels = {("organisations", slug): name for slug, name in names.items()}
    labels |= {("products", slug): name for slug, name in products.items()}
    return replace(
        palette,
        organisations=organisations,
        products=[*palette.products, *products],
        labels={**palette.labels, **labels},
    )


def extra_names(rng: Random, count: int, kind: str) -> list[tuple[str, str]]:
    """Slug and name of made-up organisations or products, called by a made-up compound: nobody's real name."""
    words = [word for word in dutch().words[-TAIL:] if word.isascii() and word.isalpha()]
    return [(f"{kind.lower()}-{word}", f"{kind} {word.capitalize()}") for word in rng.sample(words, count)]


def _read(path: Any) -> list[dict[str, str]]:
    data: list[dict[str, str]] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return data
