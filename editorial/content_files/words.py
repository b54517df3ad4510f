"""The lists of words that content files name."""

from __future__ import annotations

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

_LISTS = {model: name for name, model in VOCABULARY_MODELS.items()}


def list_of(model: type[Any]) -> str:
    """The name of the list that a model's words stand in.

    :raises TypeError: when the model is no list of words.
    """
    if model not in _LISTS:
        raise TypeError(f"{model} has no form in a content file")
    return _LISTS[model]
