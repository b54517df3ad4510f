"""What an editor fills in: a round, whom to invite, and what is done with a comment."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from wagtail.admin.widgets import AdminDateInput

from contributions.reading import pool
from contributions.reading.models import Decision, PoolReader, ReadingComment, ReviewRound
from vocabulary.models import OrganisationType, Theme

_LONGEST = timedelta(days=120)
_MOST_ADDRESSES = 200
_USUAL = timedelta(days=14)


def _last_day(label: str = "Meelezen kan tot en met") -> forms.DateField:
    return forms.DateField(
        label=label,
        widget=AdminDateInput,
        error_messages={"required": "Kies tot en met wanneer.", "invalid": "Dit is geen datum."},
    )


def end_of(day: date) -> datetime:
    """The moment after a day."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def _check_last_day(day: date) -> date:
    today = timezone.localdate()
    if not today <= day <= today + _LONGEST:
        raise ValidationError(f"Kies een dag vanaf vandaag en binnen {_LONGEST.days} dagen.")
    return day


class InviteForm(forms.Form):
    """Whom to ask. Nobody at all is fine for an open round."""

    families = forms.ModelMultipleChoiceField(
        OrganisationType.objects.none(), label="Meelezers voor deze families", required=False
    )
    themes = forms.ModelMultipleChoiceField(Theme.objects.none(), label="Meelezers over deze thema’s", required=False)
    addresses = forms.CharField(
        label="Andere adressen",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="Eén per regel, of met een komma ertussen. Alleen mensen die weten dat je ze mailt.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = PoolReader.objects.filter(confirmed_at__isnull=False).count()
        for name, model in (("families", OrganisationType), ("themes", Theme)):
            field: Any = self.fields[name]
            field.queryset = model.objects.current()
            field.widget = forms.CheckboxSelectMultiple()
            field.widget.choices = field.choices
        self.fields["families"].help_text = f"Bevestigde meelezers nu: {members}. Wie bij één keuze past, krijgt mail."

    def clean_addresses(self) -> list[str]:
        found = [one for one in re.split(r"[\s,;]+", self.cleaned_data["addresses"]) if one]
        if len(found) > _MOST_ADDRESSES:
            raise ValidationError(f"Hooguit {_MOST_ADDRESSES} adressen tegelijk. Dit zijn er {len(found)}.")
        for one in found:
            try:
                validate_email(one)
            except ValidationError:
                raise ValidationError(f"‘{one}’ is geen e-mailadres.") from None
        return found

    def invited(self) -> tuple[list[PoolReader], list[str]]:
        chosen = self.cleaned_data
        return pool.matching(list(chosen["families"]), list(chosen["themes"])), chosen["addresses"]


class RoundForm(InviteForm, forms.ModelForm):  # type: ignore[type-arg]
    last_day = _last_day()

    field_order = ("last_day", "invitation", "questions", "families", "themes", "addresses")

    class Meta:
        model = ReviewRound
        fields = ("invitation", "questions", "is_open", "shows_title", "shows_others")
        widgets = {"invitation": forms.Textarea(attrs={"rows": 2}), "questions": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "invitation": "Staat in de uitnodiging, en bij een open ronde op de site. Verklap dus niets.",
            "questions": "Staat alleen boven het concept.",
            "is_open": "De ronde staat dan op de site, bij Meelezen. Wie zijn adres bevestigt, leest mee.",
            "shows_title": "Anders staat er alleen wat voor pagina het is. Mag iedereen meelezen, dan leidt de pagina "
            "ernaartoe.",
            "shows_others": "Zonder naam, behalve van wie dat goedvindt.",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["last_day"].initial = timezone.localdate() + _USUAL

    def clean_last_day(self) -> date:
        return _check_last_day(self.cleaned_data["last_day"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and not (cleaned["is_open"] or any(self.invited())):
            raise ValidationError(
                "Niemand krijgt zo een uitnodiging. Kies meelezers, typ adressen, of laat iedereen meelezen."
            )
        return cleaned

    @property
    def settings(self) -> dict[str, Any]:
        """The fields of the round."""
        chosen = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return chosen | {"ends_at": end_of(self.cleaned_data["last_day"])}


class ExtendForm(forms.Form):
    last_day = _last_day("Verleng tot en met")

    def clean_last_day(self) -> date:
        return _check_last_day(self.cleaned_data["last_day"])


class DecisionForm(forms.Form):
    """One comment. The hidden first values say what this editor changed, `version` what he looked at."""

    decision = forms.ChoiceField(
        label="Besluit", choices=Decision.choices, required=False, show_hidden_initial=True, widget=forms.Select
    )
    answer = forms.CharField(
        label="Toelichting voor de lezer",
        max_length=1000,
        required=False,
        show_hidden_initial=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, comment: ReadingComment, data: Any = None) -> None:
        self.comment = comment
        facts = {"decision": comment.decision, "answer": comment.answer, "version": comment.version}
        super().__init__(data, prefix=f"o{comment.pk}", initial=facts)

    @property
    def is_touched(self) -> bool:
        return any(name in self.changed_data for name in ("decision", "answer"))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") == Decision.NOT_TAKEN and not cleaned.get("answer", "").strip():
            self.add_error("answer", "Schrijf in een paar woorden waarom niet. De lezer krijgt dat te zien.")
        return cleaned

    def again(self) -> DecisionForm:
        """The same words of this editor, now knowing what another one decided meanwhile."""
        fresh = ReadingComment.objects.select_related("reader", "decided_by").get(pk=self.comment.pk)
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("version")] = str(fresh.version)
        data[self.add_initial_prefix("decision")], data[self.add_initial_prefix("answer")] = (
            fresh.decision,
            fresh.answer,
        )
        form = DecisionForm(fresh, data)
        form.full_clean()
        who = fresh.decided_by.get_full_name() or fresh.decided_by.get_username() if fresh.decided_by else "Een collega"
        said = f", met als toelichting ‘{fresh.answer}’" if fresh.answer else ""
        form.add_error(
            None,
            f"{who} koos net ‘{fresh.get_decision_display()}’{said}. "
            "Wat jij invulde, staat hier nog, maar is niet bewaard. Bewaar opnieuw als jouw keuze moet gelden.",
        )
        return form
