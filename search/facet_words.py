"""The words of every facet: which slugs exist, how they read, and in which order they stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from cases.choices import DESIGN_SLUGS, Design, Direction
from evidence import LEVEL_NAMES
from methods.choices import Effort
from search.contract import Facet, Kind
from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Product, Term, Theme


class FacetWords(Protocol):
    @property
    def title(self) -> str:
        """The Dutch heading of the facet."""
        ...

    def labels(self, slugs: Collection[str]) -> dict[str, str]:
        """Slug -> label of those that exist, ended ones too, in the order they are shown."""
        ...


@dataclass(frozen=True)
class Fixed:
    """A short list that is code."""

    title: str
    words: Mapping[str, str]

    def labels(self, slugs: Collection[str]) -> dict[str, str]:
        return {slug: label for slug, label in self.words.items() if slug in slugs}


@dataclass(frozen=True)
class Listed:
    """A list of the vocabulary, in its own order. One query."""

    title: str
    model: type[Term]

    def labels(self, slugs: Collection[str]) -> dict[str, str]:
        if not slugs:
            return {}
        terms = self.model.objects.filter(slug__in=slugs)
        return dict(terms.values_list("slug", "label"))


FACET_WORDS: Mapping[Facet, FacetWords] = {
    Facet.KIND: Fixed("Soort", {Kind.METHOD: "Methoden", Kind.CASE: "Praktijkvoorbeelden"}),
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
    Facet.STRENGTH: Fixed(
        "Hoe sterk is het bewijs?", {str(level): f"{level}: {name}" for level, name in enumerate(LEVEL_NAMES)}
    ),
}
