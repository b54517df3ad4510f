"""A result outside the admin: fields for a form, and the figures as text that a content file would hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models

from cases.choices import Contrast, Design, Shape
from cases.figures.published_figures import PUBLISHED_FIELDS
from cases.models import Result
from core.admin.number_fields import DutchDecimalField, DutchIntegerField
from core.submissions.forms import PlainText
from vocabulary.models import Indicator

_FIELDS: Mapping[str, Any] = {field.name: field for field in PUBLISHED_FIELDS}
_WITHOUT = (Design.COMPARISON, Design.RANDOMISED)


def form_fields(names: Iterable[str]) -> dict[str, forms.Field]:
    """Fields for these figures, none required: what a shape needs is said by `check_result`."""
    return {name: _form_field(_FIELDS[name]) for name in names}


def contrast_of(shape: str, design: str) -> str:
    """The kind of comparison that belongs to a design, for a form that asks only the design."""
    if shape in (Shape.SINGLE, Shape.CONTEXT):
        return Contrast.NONE
    return Contrast.WITHOUT_WITH if design in _WITHOUT else Contrast.BEFORE_AFTER


def as_text(values: Mapping[str, Any]) -> dict[str, str]:
    """The figures that are filled in, as a content file has them: `12.5`, `counts`."""
    filled = {name: value for name, value in values.items() if value is not None and value is not False and value != ""}
    return {name: _text(value) for name, value in filled.items()}


def result_of(data: Mapping[str, Any], indicator: Indicator | None) -> Result:
    """An unsaved result with figures from `as_text` or from a form.

    :raises ValidationError: of Django, for text that is no figure.
    """
    result = Result(**{name: _FIELDS[name].to_python(value) for name, value in data.items() if name in _FIELDS})
    if indicator is not None:
        result.indicator = indicator
    return result


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "true" if value is True else str(value)


def _form_field(field: models.Field[Any, Any]) -> forms.Field:
    label = str(field.verbose_name).capitalize()
    if field.choices:
        return forms.ChoiceField(label=label, choices=[("", "Kies"), *field.flatchoices], required=False)
    if isinstance(field, models.DecimalField):
        return DutchDecimalField(
            label=label,
            required=False,
            max_digits=field.max_digits,
            decimal_places=field.decimal_places,
            error_messages=_TOO_LONG,
        )
    if isinstance(field, models.IntegerField):
        most = "Dit getal is te groot."
        return DutchIntegerField(
            label=label,
            required=False,
            min_value=0,
            max_value=10**12,
            error_messages={"min_value": "Vul een getal vanaf 0 in.", "max_value": most},
        )
    if isinstance(field, models.BooleanField):
        return forms.BooleanField(label=label, required=False)
    return PlainText(label=label, max_length=field.max_length or 2000, required=False)


_TOO_LONG = {
    "max_digits": "Dit getal is te lang.",
    "max_whole_digits": "Dit getal is te groot.",
    "max_decimal_places": "Schrijf hoogstens vier cijfers achter de komma.",
}
