"""Panels in which an editor picks words from a short list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.forms.models import ModelChoiceField
from wagtail.admin.panels import FieldPanel

from vocabulary.terms import Term


class WordsPanel(FieldPanel):  # type: ignore[misc]
    """All words of a short list as checkboxes or radio buttons.

    Offers the words that are current, and an ended one only where it is chosen already: it can stay or be taken off.
    """

    def get_form_options(self) -> dict[str, Any]:
        widget = forms.CheckboxSelectMultiple if self.db_field.many_to_many else forms.RadioSelect
        options: dict[str, Any] = {"widgets": {self.field_name: widget}}
        options.update(super().get_form_options())
        return options

    class BoundPanel(FieldPanel.BoundPanel):  # type: ignore[misc]
        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            if self.bound_field is None or not isinstance(self.bound_field.field, ModelChoiceField):
                return
            field = self.bound_field.field
            words: Any = field.queryset
            if issubclass(words.model, Term):
                chosen = _keys(self.bound_field.value())
                field.queryset = words.model.objects.filter(models.Q(pk__in=chosen) | words.model.current_now())
                if isinstance(field.widget, forms.RadioSelect):
                    field.empty_label = None


def _keys(value: Any) -> list[Any]:
    """Primary keys from what a form field holds: nothing, one key, or a list of keys or words."""
    if value is None or value == "":
        return []
    values = value if isinstance(value, list | tuple | set | models.QuerySet) else [value]
    return [each.pk if isinstance(each, Term) else each for each in values if str(getattr(each, "pk", each)).isdigit()]
