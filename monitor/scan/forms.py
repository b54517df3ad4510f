"""What somebody fills in of a product. Nothing is required: empty is ‘weten we niet’."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from core.submissions.forms import PlainEmail, PlainText
from core.text.numbers import NotANumber, number, read_number, read_whole_number, sentence_case
from monitor.scan.choices import LEVELS, UNKNOWN, Login, Reason
from monitor.scan.formulas import Level
from monitor.scan.models import ScanLine
from monitor.scan.starting import in_order
from vocabulary.models import Product
from vocabulary.names import look_alikes, name_key
from vocabulary.organisation_field import MOST_SUGGESTED, OrganisationField

MOST_PRODUCTS = 60
MOST_VOLUME = 100_000_000
_YEARS = 4
_LONGEST_NUMBER = 40


class _Number(PlainText):
    """A number in Dutch notation, up to `most`; None when it is left empty."""

    def __init__(self, label: str, most: int, decimals: int) -> None:
        too_long = {"max_length": "Dit is te lang voor een getal."}
        super().__init__(label=label, required=False, max_length=_LONGEST_NUMBER, error_messages=too_long)
        self.most, self.decimals = most, decimals

    def clean(self, value: Any) -> Decimal | int | None:
        text = str(super().clean(value) or "").strip().removesuffix("%").strip()
        if not text:
            return None
        try:
            found = read_number(text) if self.decimals else Decimal(read_whole_number(text))
        except NotANumber as wrong:
            raise ValidationError(str(wrong)) from None
        if not 0 <= found <= self.most:
            raise ValidationError(f"Dit moet tussen 0 en {number(self.most)} liggen.")
        if found != round(found, self.decimals):
            raise ValidationError("Schrijf hoogstens één cijfer achter de komma.")
        return found if self.decimals else int(found)


def _choice(label: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    wrong = {"invalid_choice": "Kies iets uit de lijst."}
    return forms.ChoiceField(label=label, required=False, choices=[UNKNOWN, *choices], error_messages=wrong)


class LineForm(forms.Form):
    """One product: eight fields, of which none must be filled in."""

    volume = _Number("Aantal per jaar", MOST_VOLUME, 0)
    level = _choice("Nu", LEVELS)
    is_prefilled = forms.BooleanField(label="Vooraf ingevuld", required=False)
    is_tracked = forms.BooleanField(label="Te volgen", required=False)
    optimum = _choice("Wat is hier het beste?", LEVELS)
    reason = _choice("Waarom?", Reason.choices)
    login = _choice("Moet je inloggen?", Login.choices)
    digital = _Number("Digitaal, van elke 100", 100, 1)

    def __init__(self, *args: Any, product: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.group = sentence_case(product)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        optimum = cleaned.get("optimum")
        if optimum and optimum != Level.FULLY and "reason" in cleaned and not cleaned["reason"]:
            self.add_error("reason", "Kies waarom dit het beste is.")
        if "optimum" in cleaned and not optimum and cleaned.get("reason"):
            self.add_error("optimum", "Kies wat hier het beste is, of haal de reden weg.")
        return cleaned

    @property
    def is_filled(self) -> bool:
        """Whether anything is known of this product."""
        return any(value not in ("", None, False) for value in self.cleaned_data.values())


class HeadForm(forms.Form):
    """Which year, and a product to add."""

    year = forms.TypedChoiceField(
        label="Over welk jaar gaan de aantallen?",
        coerce=int,
        error_messages={"required": "Kies een jaar.", "invalid_choice": "Kies een jaar uit de lijst."},
    )
    extra = PlainText(
        label="Nog een product",
        required=False,
        max_length=255,
        error_messages={"max_length": "Deze naam is te lang: hooguit 255 tekens."},
    )

    def __init__(self, *args: Any, year: int | None = None, **kwargs: Any) -> None:
        """`year` when it is chosen already."""
        super().__init__(*args, **kwargs)
        self.product: Product | None = None
        if year is not None:
            del self.fields["year"]
            return
        now = timezone.localdate().year
        self.fields["year"].choices = [(each, str(each)) for each in range(now, now - _YEARS, -1)]  # type: ignore[attr-defined]

    def clean_extra(self) -> str:
        """:raises ValidationError: for a name that no product in the list has. One query when there is one."""
        typed = str(self.cleaned_data["extra"])
        if typed:
            names = {name_key(each.label): each for each in Product.objects.current().order_by("pk")}
            self.product = names.get(name_key(typed))
            if self.product is None:
                near = look_alikes(typed, [each.label for each in names.values()])
                meant = f" Bedoel je ‘{near[0]}’?" if near else " Zoek een naam uit de lijst."
                raise ValidationError(f"Dit product kennen we niet.{meant}")
        return typed

    @property
    def suggestions(self) -> list[str]:
        """Names to choose from. One query."""
        return list(Product.objects.current().values_list("label", flat=True)[:MOST_SUGGESTED])


class ScanForm:
    """The head and a line a product, of what was sent or of what was kept.

    A form of Django in what a view and a template ask of one: `is_valid`, its fields and what is wrong.
    """

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        products: Sequence[Product] = (),
        stored: Sequence[ScanLine] = (),
        year: int | None = None,
    ) -> None:
        sent = in_order(data.getlist("product")[: 2 * MOST_PRODUCTS]) if data is not None else []  # type: ignore[attr-defined]
        self.year = year
        self.head = HeadForm(data, year=year)
        self.products = list(sent or products)
        known = {row.product_id: row for row in stored}
        self.lines = [self._line(each, data, known.get(each.pk)) for each in self.products]

    @staticmethod
    def _line(product: Product, data: Mapping[str, Any] | None = None, row: ScanLine | None = None) -> LineForm:
        return LineForm(data, prefix=product.slug, product=product.label, initial=_initial(row))

    def __iter__(self) -> Iterator[forms.BoundField]:
        return chain(self.head, *self.lines)

    @property
    def rows(self) -> list[tuple[Product, LineForm]]:
        return list(zip(self.products, self.lines, strict=True))

    @property
    def errors(self) -> bool:
        return any(form.errors for form in (self.head, *self.lines))

    @property
    def non_field_errors(self) -> list[str]:
        return [str(error) for error in self.head.non_field_errors()]

    def is_valid(self) -> bool:
        if len(self.products) > MOST_PRODUCTS:
            self.head.add_error(None, f"Een scan heeft hooguit {MOST_PRODUCTS} producten.")
        elif not self.errors and not self.filled():
            self.head.add_error(None, "Vul bij minstens één product iets in.")
        return not self.errors

    def add(self) -> bool:
        """Put the product that was typed on the list, with everything else as it was sent; False when it is wrong."""
        self.head.is_valid()
        if "extra" in self.head.errors:
            return False
        if self.head.product and self.head.product not in self.products:
            self.products.append(self.head.product)
            self.lines.append(self._line(self.head.product))
        self.head = HeadForm(year=self.year, initial={"year": self.head.data.get("year", "")})
        return True

    def filled(self) -> list[ScanLine]:
        """The unsaved rows of the products of which something was filled in."""
        return [ScanLine(product=product, **line.cleaned_data) for product, line in self.rows if line.is_filled]


class PublishForm(forms.Form):
    """Whose scan it is, and where an editor can ask whether that is so."""

    organisation = OrganisationField()
    email = PlainEmail(
        label="Je e-mailadres op je werk",
        max_length=254,
        error_messages={
            "required": "Vul je e-mailadres in. Zo gaan we na dat je voor deze organisatie werkt.",
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.",
            "max_length": "Dit e-mailadres is te lang. Gebruik een korter adres.",
        },
    )
    agreed = forms.BooleanField(
        label="Ik mag dit namens mijn organisatie delen. Iedereen mag het daarna vrij gebruiken (CC0).",
        error_messages={"required": "Zonder dit akkoord mogen we je scan niet delen. Zet hier een vinkje."},
    )


def _initial(row: ScanLine | None) -> dict[str, Any]:
    if row is None:
        return {}
    found = {name: getattr(row, name) for name in LineForm.base_fields}
    for name in ("volume", "digital"):
        found[name] = "" if found[name] is None else number(found[name])
    return found
