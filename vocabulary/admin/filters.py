"""Filters of the word lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django_filters import ChoiceFilter
from wagtail.admin.filters import WagtailFilterSet

from vocabulary.models import Indicator, Organisation
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


class OrganisationFilterSet(WordFilterSet):
    class Meta:
        model = Organisation
        fields = ["family", "country"]


class IndicatorFilterSet(WordFilterSet):
    class Meta:
        model = Indicator
        fields = ["unit", "better"]


def filterset_for(model: type[Term]) -> type[WordFilterSet]:
    """The filters of a list without fields of its own to filter on."""
    meta = type("Meta", (), {"model": model, "fields": []})
    return type(f"{model.__name__}FilterSet", (WordFilterSet,), {"Meta": meta})
