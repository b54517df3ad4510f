"""Form fields for numbers as people write them in Dutch: `12,5` and `33.000`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.forms import widgets

from core.text.numbers import NotANumber, number, read_number, read_whole_number


def _shown(value: Any) -> Any:
    return number(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else value


class DutchDecimalField(forms.DecimalField):
    """A decimal number. A text input, because a number input depends on the language of the browser."""

    widget = widgets.TextInput

    def prepare_value(self, value: Any) -> Any:
        return _shown(value)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """:raises ValidationError: for text that is no number."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return read_number(value)
        except NotANumber as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def widget_attrs(self, widget: widgets.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal"}


class DutchIntegerField(forms.IntegerField):
    """A whole number."""

    widget = widgets.TextInput

    def prepare_value(self, value: Any) -> Any:
        return _shown(value)

    def to_python(self, value: Any) -> int | None:
        """:raises ValidationError: for text that is no whole number."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return read_whole_number(value)
        except NotANumber as error:
            raise forms.ValidationError(str(error), code="invalid") from error

    def widget_attrs(self, widget: widgets.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric"}
