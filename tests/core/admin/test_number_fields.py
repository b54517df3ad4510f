"""Numbers as people type them in a form, and as the form shows them again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django import forms

from core.admin.number_fields import DutchDecimalField, DutchIntegerField

D = Decimal


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        (DutchDecimalField(), "33.000", D(33000)),
        (DutchDecimalField(), "12,50", D("12.50")),
        (DutchDecimalField(), "12.000,0", D(12000)),
        (DutchDecimalField(required=False), "", None),
        (DutchIntegerField(), "1.300", 1300),
        (DutchIntegerField(), "−4", -4),
        (DutchIntegerField(), "12.000,0", 12000),
        (DutchIntegerField(), "1 234", 1234),
        (DutchIntegerField(required=False), "", None),
    ],
)
def test_the_value_of_a_field(field: forms.Field, typed: str, value: Decimal | int | None) -> None:
    assert field.clean(typed) == value


@pytest.mark.parametrize("typed", ["veel", "1,2,3", "12 procent", "NaN", "1e400x", "6,000", "1,234.5", "9" * 13])
@pytest.mark.parametrize("field", [DutchDecimalField(), DutchIntegerField()])
def test_what_is_no_number_is_refused(field: forms.Field, typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        field.clean(typed)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        (DutchDecimalField(), D("12.50"), "12,5"),
        (DutchDecimalField(), D(33000), "33.000"),
        (DutchDecimalField(), "12,5x", "12,5x"),
        (DutchDecimalField(), None, None),
        (DutchIntegerField(), 1300, "1.300"),
    ],
)
def test_what_a_form_shows(field: forms.Field, value: object, shown: str | None) -> None:
    assert field.prepare_value(value) == shown


@pytest.mark.parametrize(("field", "keys"), [(DutchDecimalField(), "decimal"), (DutchIntegerField(), "numeric")])
def test_a_phone_shows_the_keys_for_numbers(field: forms.Field, keys: str) -> None:
    assert field.widget.attrs["inputmode"] == keys
    assert field.widget.input_type == "text"


def test_what_is_wrong_is_said_in_dutch_at_the_field() -> None:
    with pytest.raises(forms.ValidationError) as refusal:
        DutchIntegerField().clean("6,000")
    assert refusal.value.messages == ["‘6,000’ is geen heel getal. Schrijf het zonder komma, zoals 6000 of 6.000."]
