"""Forms for readers: join the pool, join an open round, and comments on the parts of a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from contributions.reading.draft import Part
from contributions.reading.models import LONGEST_COMMENT
from core.submissions.forms import PlainEmail, PlainText
from vocabulary.models import OrganisationType, Theme

_FIELD = "deel-"


def _address(**messages: str) -> PlainEmail:
    return PlainEmail(
        label="Je e-mailadres",
        max_length=254,
        error_messages={
            "required": "Vul je e-mailadres in. We sturen je een mail om het te bevestigen.",
            "invalid": "Dit is geen e-mailadres. Schrijf het als naam@voorbeeld.nl.",
            "max_length": "Dit e-mailadres is te lang. Gebruik een korter adres.",
        },
    )


class AddressForm(forms.Form):
    """An open round: only where the letter goes."""

    email = _address()


class WishesForm(forms.Form):
    """About what somebody wants to be asked."""

    families = forms.MultipleChoiceField(
        label="Voor welke families?",
        required=False,
        error_messages={"invalid_choice": "Kies alleen families uit de lijst."},
    )
    themes = forms.MultipleChoiceField(
        label="Over welke thema’s?",
        required=False,
        error_messages={"invalid_choice": "Kies alleen thema’s uit de lijst."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, model in (("families", OrganisationType), ("themes", Theme)):
            words = model.objects.current()
            self.fields[name].choices = [(word.slug, word.label) for word in words]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not cleaned.get("families") and not cleaned.get("themes"):
            self.add_error("families", "Kies minstens één familie of één thema. Anders weten we niet wat bij je past.")
        return cleaned


class PoolForm(WishesForm):
    email = _address()


class CommentsForm(forms.Form):
    """A field for each part of a draft, all in one form so that sending one loses nothing of another."""

    name = PlainText(
        label="Je naam", max_length=120, required=False, error_messages={"max_length": "Deze naam is te lang."}
    )
    may_be_named = forms.BooleanField(
        label="Mijn naam mag bij mijn opmerkingen en bij de pagina staan.", required=False
    )

    def __init__(self, parts: Iterable[Part], data: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        known = {_FIELD + part.key: part for part in parts}
        # A part that the page no longer has (another version of the site) is no reason to lose what was typed.
        typed = [name for name in data or {} if name.startswith(_FIELD)]
        rest = {name: Part(name.removeprefix(_FIELD)[:80], "Het hele concept") for name in typed if name not in known}
        self.parts = known | rest
        for field, part in self.parts.items():
            self.fields[field] = PlainText(
                label=f"Je opmerking bij ‘{part.heading}’",
                max_length=LONGEST_COMMENT,
                required=False,
                widget=forms.Textarea,
                error_messages={"max_length": "Maak dit korter: hooguit 4.000 tekens. Nu zijn het er %(show_value)d."},
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("may_be_named") and not cleaned.get("name"):
            self.add_error("name", "Vul je naam in, of haal het vinkje weg.")
        return cleaned

    @property
    def written(self) -> list[tuple[Part, str]]:
        """What is filled in, by part."""
        return [(part, text) for name, part in self.parts.items() if (text := self.cleaned_data.get(name, ""))]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """The heading and the text of every field with something in it, also when it is not valid."""
        return [
            (part.heading, str(self.data[name]))
            for name, part in self.parts.items()
            if str(self.data.get(name, "")).strip()
        ]

    def field_of(self, part: Part) -> forms.BoundField:
        return self[_FIELD + part.key]
