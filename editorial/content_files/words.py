"""The lists of words that content files name, and their words by slug."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Product, Term, Theme

VOCABULARY_MODELS: dict[str, type[Term]] = {
    "families": OrganisationType,
    "channels": Channel,
    "themes": Theme,
    "barriers": Barrier,
    "indicators": Indicator,
    "organisations": Organisation,
    "products": Product,
}


class Words:
    """The words of all lists by slug, read once per list."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[str, Any]] = {}

    def get(self, vocabulary: str, slug: str) -> Any:
        if vocabulary not in self._lists:
            model: Any = VOCABULARY_MODELS[vocabulary]
            self._lists[vocabulary] = {word.slug: word for word in model.objects.all()}
        return self._lists[vocabulary][slug]

    def many(self, vocabulary: str, slugs: Iterable[str]) -> list[Any]:
        return [self.get(vocabulary, slug) for slug in slugs]
