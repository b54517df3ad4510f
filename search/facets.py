"""What can be filtered on: each facet is declared once, and everything else follows from its declaration."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from django.db.models import F, Value

from cases.choices import DESIGN_SLUGS, Design, Direction
from core.http.cache.kept import by_stamp
from core.published import kinds
from evidence import LEVEL_NAMES
from methods import effort
from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Product, Term, Theme


@dataclass(frozen=True)
class Fixed:
    """Values that are code: slug -> label, in the order they are shown; `meanings` explains them to a reader."""

    words: Mapping[str, str]
    meanings: Mapping[str, str] = field(default_factory=dict)

    def labels(self, slugs: Collection[str]) -> dict[str, str]:
        """Slug -> label of those that exist, in the order they are shown."""
        return {slug: label for slug, label in self.words.items() if slug in slugs}


@dataclass(frozen=True)
class Listed:
    """Values that are a list of the vocabulary, in its own order."""

    model: type[Term]

    def labels(self, slugs: Collection[str]) -> dict[str, str]:
        """Slug -> label of those that exist, ended ones too, in the order they are shown. One query."""
        found = self.model.objects.filter(slug__in=slugs)
        return dict(found.values_list("slug", "label")) if slugs else {}

    @property
    def place(self) -> F | Value:
        """What comes before the label in the order of the list."""
        return F("sort_order") if "sort_order" in (self.model._meta.ordering or ()) else Value(0)


class Registered:
    """Values that are the registered kinds of page."""

    def labels(self, slugs: Collection[str]) -> dict[str, str]:
        """Slug -> label of those that exist, in the order they are shown."""
        return {kind.slug: kind.plural for kind in kinds() if kind.slug in slugs}


class Alias(NamedTuple):
    """A value of a facet that is current now, with everything people call it."""

    slug: str
    label: str
    names: list[str]


def _bands(aspect: effort.Aspect) -> Fixed:
    bands = aspect.bands.values()
    return Fixed({band.slug: band.label for band in bands}, {band.slug: band.meaning for band in bands})


class Facet(StrEnum):
    """What can be filtered on: a line for each, in the order of the results page.

    The value is the parameter in an address and the name in a document; `heading` stands above the values. A facet with
    a `filter_name` is also suggested (`Filter op kanaal Telefoon`) when a question names one of its values.
    """

    heading: str
    values: Fixed | Listed | Registered
    filter_name: str

    def __new__(cls, parameter: str, heading: str, values: Fixed | Listed | Registered, filter_name: str = "") -> Facet:
        facet = str.__new__(cls, parameter)
        facet._value_ = parameter
        facet.heading, facet.values, facet.filter_name = heading, values, filter_name
        return facet

    KIND = "soort", "Soort", Registered()
    FAMILY = "familie", "Waar werk je?", Listed(OrganisationType), "soort organisatie"
    CHANNEL = "kanaal", "Kanaal", Listed(Channel), "kanaal"
    THEME = "thema", "Thema", Listed(Theme), "thema"
    BARRIER = "belemmering", "Belemmering", Listed(Barrier), "belemmering"
    MONEY = effort.MONEY.slug, effort.MONEY.question, _bands(effort.MONEY)
    KNOWLEDGE = effort.KNOWLEDGE.slug, effort.KNOWLEDGE.question, _bands(effort.KNOWLEDGE)
    PEOPLE = effort.PEOPLE.slug, effort.PEOPLE.question, _bands(effort.PEOPLE)
    TIME = effort.TIME.slug, effort.TIME.question, _bands(effort.TIME)
    ORGANISATION = "organisatie", "Organisatie", Listed(Organisation)
    PRODUCT = "product", "Product", Listed(Product)
    INDICATOR = "indicator", "Wat is gemeten?", Listed(Indicator)
    DESIGN = "opzet", "Hoe is gemeten?", Fixed({slug: str(Design(one).label) for one, slug in DESIGN_SLUGS.items()})
    DIRECTION = "richting", "Wat kwam eruit?", Fixed({one.value: str(one.label) for one in Direction})
    STRENGTH = (
        "bewijs",
        "Bewijs",
        Fixed({str(level): f"{name}, {level} van 5" for level, name in enumerate(LEVEL_NAMES)}),
    )

    @property
    def is_open(self) -> bool:
        """Whether the values stand open on the results page; others fold out."""
        return self in (Facet.KIND, Facet.FAMILY, Facet.CHANNEL, Facet.BARRIER)

    @property
    def is_computed(self) -> bool:
        """Whether only an index knows its values: no query of the database can ask for them."""
        return self in (*EFFORT, Facet.DIRECTION, Facet.STRENGTH)

    def aliases(self) -> Iterator[Alias]:
        """The values that are current now, when they are a list of the vocabulary. One query."""
        for term in self.values.model.objects.current() if isinstance(self.values, Listed) else ():
            named = (getattr(term, name, "") for name in ("label", "plural", "sentence"))
            spoken = getattr(term, "spoken", "").split(",")
            yield Alias(term.slug, term.label, list(filter(None, (*named, *spoken))))


EFFORT = (Facet.MONEY, Facet.KNOWLEDGE, Facet.PEOPLE, Facet.TIME)
# What is suggested as a filter, and what a question may name.
NAMED_FACETS = tuple(facet for facet in Facet if facet.filter_name)


def labels_of(slugs: Mapping[Facet, Collection[str]]) -> dict[Facet, dict[str, str]]:
    """Slug -> label per facet, as `labels` of each gives them, in one query for all lists of the vocabulary."""
    places = _places_and_labels() if any(slugs.values()) else {}
    found = {}
    for facet, wanted in slugs.items():
        if not isinstance(facet.values, Listed):
            found[facet] = facet.values.labels(wanted)
        else:
            known = places.get(facet, {})
            found[facet] = {slug: known[slug][1] for slug in sorted(known.keys() & set(wanted), key=known.__getitem__)}
    return found


@by_stamp
def _places_and_labels() -> dict[Facet, dict[str, tuple[int, str]]]:
    """Of every word of the vocabulary its place in its list and its label, by slug. One query."""
    lists = [
        facet.values.model.objects.order_by().annotate(facet=Value(facet.value), place=facet.values.place)
        for facet in Facet
        if isinstance(facet.values, Listed)
    ]
    first, *others = (terms.values_list("facet", "slug", "label", "place") for terms in lists)
    named = {facet.value: facet for facet in Facet}
    found: dict[Facet, dict[str, tuple[int, str]]] = defaultdict(dict)
    for number, (facet, slug, label, _) in enumerate(first.union(*others, all=True).order_by("place", "label")):
        found[named[facet]][slug] = number, label
    return found
