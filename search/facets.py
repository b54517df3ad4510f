"""The words of every facet: which slugs exist, how they read, and in which order they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import F, QuerySet, Value

from cases.choices import DESIGN_SLUGS, Design, Direction
from core.http.cache.kept import by_stamp
from core.published import kinds
from evidence import LEVEL_NAMES
from methods.choices import Effort
from search.contract import Facet
from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Product, Term, Theme


@dataclass(frozen=True)
class Fixed:
    """A short list that is code. `title` is the Dutch heading of the facet."""

    title: str
    words: Mapping[str, str]

    def labels(self, slugs: Collection[str]) -> dict[str, str]:
        """Slug -> label of those that exist, in the order they are shown."""
        return {slug: label for slug, label in self.words.items() if slug in slugs}


@dataclass(frozen=True)
class Listed:
    """A list of the vocabulary, in its own order."""

    title: str
    model: type[Term]

    def labels(self, slugs: Collection[str]) -> dict[str, str]:
        """Slug -> label of those that exist, ended ones too, in the order they are shown. One query."""
        return dict(self.rows(slugs).values_list("slug", "label")) if slugs else {}

    def rows(self, slugs: Collection[str]) -> QuerySet[Term]:
        return self.model.objects.filter(slug__in=slugs)

    @property
    def place(self) -> F | Value:
        """What comes before the label in the order of the list."""
        return F("sort_order") if "sort_order" in (self.model._meta.ordering or ()) else Value(0)


class Registered:
    """The kinds of page that are registered."""

    title = "Soort"

    def labels(self, slugs: Collection[str]) -> dict[str, str]:
        """Slug -> label of those that exist, in the order they are shown."""
        return {kind.slug: kind.plural for kind in kinds() if kind.slug in slugs}


FacetWords = Registered | Fixed | Listed


# What a facet is called beside one of its words: Filter op kanaal Telefoon.
FILTER_NAMES: Mapping[Facet, str] = {
    Facet.FAMILY: "soort organisatie",
    Facet.CHANNEL: "kanaal",
    Facet.THEME: "thema",
    Facet.BARRIER: "belemmering",
}

FACET_WORDS: Mapping[Facet, FacetWords] = {
    Facet.KIND: Registered(),
    Facet.FAMILY: Listed("Waar werk je?", OrganisationType),
    Facet.CHANNEL: Listed("Kanaal", Channel),
    Facet.THEME: Listed("Thema", Theme),
    Facet.BARRIER: Listed("Belemmering", Barrier),
    Facet.EFFORT: Fixed("Hoeveel moeite?", {effort.value: str(effort.label) for effort in Effort}),
    Facet.ORGANISATION: Listed("Organisatie", Organisation),
    Facet.PRODUCT: Listed("Product", Product),
    Facet.INDICATOR: Listed("Wat is gemeten?", Indicator),
    Facet.DESIGN: Fixed("Hoe is gemeten?", {slug: str(Design(design).label) for design, slug in DESIGN_SLUGS.items()}),
    Facet.DIRECTION: Fixed("Wat kwam eruit?", {direction.value: str(direction.label) for direction in Direction}),
    Facet.STRENGTH: Fixed("Bewijs", {str(level): f"{name}, {level} van 5" for level, name in enumerate(LEVEL_NAMES)}),
}


def labels_of(slugs: Mapping[Facet, Collection[str]]) -> dict[Facet, dict[str, str]]:
    """Slug -> label per facet, as `labels` of each gives them, in one query for all lists of the vocabulary."""
    places = _places_and_labels() if any(slugs.values()) else {}
    found = {}
    for facet, wanted in slugs.items():
        words = FACET_WORDS[facet]
        if not isinstance(words, Listed):
            found[facet] = words.labels(wanted)
        else:
            known = places.get(facet, {})
            found[facet] = {slug: known[slug][1] for slug in sorted(known.keys() & set(wanted), key=known.__getitem__)}
    return found


@by_stamp
def _places_and_labels() -> dict[Facet, dict[str, tuple[int, str]]]:
    """Of every word of the vocabulary its place in its list and its label, by slug. One query."""
    lists = [
        words.model.objects.order_by().annotate(facet=Value(facet.value), place=words.place)
        for facet, words in FACET_WORDS.items()
        if isinstance(words, Listed)
    ]
    first, *others = (words.values_list("facet", "slug", "label", "place") for words in lists)
    found: dict[Facet, dict[str, tuple[int, str]]] = defaultdict(dict)
    for number, (facet, slug, label, _) in enumerate(first.union(*others, all=True).order_by("place", "label")):
        found[Facet(facet)][slug] = number, label
    return found


def _families() -> Iterator[tuple[str, str, list[str]]]:
    for one in OrganisationType.objects.current():
        yield one.slug, one.label, [one.label, one.plural, *one.spoken.split(",")]


def _channels() -> Iterator[tuple[str, str, list[str]]]:
    for one in Channel.objects.current():
        yield one.slug, one.label, [one.label, *one.spoken.split(",")]


def _themes() -> Iterator[tuple[str, str, list[str]]]:
    for one in Theme.objects.current():
        yield one.slug, one.label, [one.label]


# Slug and label of the words of a facet that are current now, with everything people call them. One query each.
FACET_ALIASES: Mapping[Facet, Callable[[], Iterator[tuple[str, str, list[str]]]]] = {
    Facet.FAMILY: _families,
    Facet.CHANNEL: _channels,
    Facet.THEME: _themes,
}
