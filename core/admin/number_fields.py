"""Form fields for numbers as people write them in Dutch: `12,5` and `33.000`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import widgets

from core.text.numbers import number

_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}(\.\d{3})+")


def plain_number(text: str) -> str:
    """`33.000` as `33000`, `12,5` and `12.5` as `12.5`; anything else as it is, for the field to refuse."""
    cleaned = re.sub(r"\s", "", text).replace("\N{MINUS SIGN}", "-")
    if "," in cleaned:
        return cleaned.replace(".", "").replace(",", ".", 1)
    return cleaned.replace(".", "") if _THOUSANDS.fullmatch(cleaned) else cleaned


def _shown(value: Any) -> Any:
    return number(value) if isinstance(value, Decimal | int) and not isinstance(value, bool) else value


class DutchDecimalField(forms.DecimalField):
    """A decimal number. A text input, because a number input depends on the language of the browser."""

    widget = widgets.TextInput

    def prepare_value(self, value: Any) -> Any:
        return _shown(value)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(plain_number(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: widgets.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal"}


class DutchIntegerField(forms.IntegerField):
    """A whole number."""

    widget = widgets.TextInput

    def prepare_value(self, value: Any) -> Any:
        return _shown(value)

    def to_python(self, value: Any) -> int | None:
        return super().to_python(plain_number(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: widgets.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "numeric"}
