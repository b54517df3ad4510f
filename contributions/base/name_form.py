"""How an editor confirms the name of an organisation: by the domain of the mail, a public source, or a call."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from vocabulary.confirmed_organisation import NameConfirmed
from vocabulary.mail_domains import check_domain, is_within
from vocabulary.models import Organisation
from vocabulary.organisation_field import OrganisationField


class NameForm(forms.Form):
    """`domain` is that of the sender's mail; empty when that person is gone."""

    prefix = "name"
    organisation = OrganisationField(label="Organisatie")
    how = forms.ChoiceField(label="Hoe heb je de naam bevestigd?", choices=[("", "Kies"), *NameConfirmed.choices])
    note = forms.CharField(label="Waar zag je dat?", max_length=255, required=False)

    def __init__(self, domain: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.domain = domain

    def clean_organisation(self) -> Organisation:
        found: Organisation | None = Organisation.objects.filter(pk=self.cleaned_data["organisation"].pk).first()
        if found is None:
            raise ValidationError("Deze organisatie staat niet in de lijst. Voeg haar eerst toe.")
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        organisation, note = cleaned.get("organisation"), cleaned.get("note", "")
        if cleaned.get("how") == NameConfirmed.DOMAIN and organisation is not None:
            cleaned["note"] = note or organisation.mail_domain_source
            self._compare(organisation.mail_domain, note)
        elif not note:
            self.add_error("note", "Schrijf op waar je dat zag, of wie je sprak.")
        return cleaned

    def _compare(self, listed: str, note: str) -> None:
        """The domain must be the listed one; without one `note` must be the page by which it can be listed."""
        try:
            check_domain(self.domain)
        except ValidationError as error:
            self.add_error("how", f"{' '.join(error.messages)} Bevestig de naam op een andere manier.")
            return
        if listed and not is_within(self.domain, listed):
            said = f"De mail komt van {self.domain}, en in de lijst staat {listed}."
            self.add_error("how", f"{said} Bevestig de naam op een andere manier.")
        elif not listed:
            try:
                URLValidator(schemes=["https", "http"])(note)
            except ValidationError:
                said = f"Vul de openbare pagina in (https://…) waarop {self.domain} van hen is."
                self.add_error("note", f"{said} Dan staat dat voortaan in de lijst.")
