"""Filters of the word lists."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from vocabulary.terms import Term


class EndedFilter(ChoiceFilter):  # type: ignore[misc]
    """Current or ended words."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Te kiezen")
        kwargs.setdefault("empty_label", "Alles")
        kwargs.setdefault("choices", [("nu", "Nu te kiezen"), ("vervallen", "Vervallen")])
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(**kwargs)

    def filter(self, qs: models.QuerySet[Any], value: str) -> models.QuerySet[Any]:
        if value == "nu":
            return qs.filter(Term.current_now())
        return qs.exclude(Term.current_now()) if value == "vervallen" else qs


class WordFilterSet(WagtailFilterSet):  # type: ignore[misc]
    state = EndedFilter()


def filterset_for(model: type[Term], fields: Sequence[str]) -> type[WordFilterSet]:
    """The filters of a list: these fields, and whether a word ended."""
    meta = type("Meta", (), {"model": model, "fields": list(fields)})
    return type(f"{model.__name__}FilterSet", (WordFilterSet,), {"Meta": meta})
