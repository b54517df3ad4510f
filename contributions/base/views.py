"""The page with the form of a contribution: a form of `core.submissions` that keeps the person apart."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from contributions.base import lifecycle, periods
from contributions.base.forms import PURPOSES, SENDER_FIELDS
from contributions.base.models import Contribution, Contributor
from core.submissions import intake
from core.submissions.intake import Outcome
from core.submissions.models import Submission
from core.submissions.views import SubmissionView
from vocabulary.models import Organisation, OrganisationType


class ContributionView(SubmissionView):
    """As `SubmissionView`, for a model of `Contribution` and a form with the fields of `SenderForm`."""

    model: ClassVar[type[Contribution]]  # type: ignore[assignment]
    thanks = "contribution_thanks"

    def content_of(self, form: forms.Form) -> dict[str, Any]:
        """The fields of the model that the form fills in, without the person; a room says otherwise."""
        left_out = {*SENDER_FIELDS, "organisation", "family"}
        return {name: value for name, value in form.cleaned_data.items() if name not in left_out}

    def make(self, form: forms.Form) -> Submission:
        typed = form.cleaned_data
        organisation = typed["organisation"]
        found = Organisation.objects.filter(pk=organisation.pk).first() if organisation.pk else None
        return self.model(
            person=Contributor(name=typed["name"], email=typed["email"]),
            organisation=found,
            organisation_name="" if found else organisation.name,
            family=None if found else _family_of(typed.get("family", ""), organisation.name),
            licence_version=lifecycle.CONSENT_TEXT,
            licence_at=timezone.now(),
            **self.content_of(form),
            **self.fixed_fields(),
        )

    def keep(self, row: Submission, form: forms.Form) -> Outcome:
        given = [purpose for name, purpose in PURPOSES.items() if form.cleaned_data.get(name)]
        return intake.keep(row, partial(lifecycle.started, row, given))  # type: ignore[arg-type]

    def context(self) -> dict[str, Any]:
        return {
            "above": [("Meedoen", "/meedoen/")],
            "dealing_days": periods.dealing(self.model).days,
            "unconfirmed_days": periods.UNCONFIRMED.days,
        }


def _family_of(chosen: str, name: str) -> OrganisationType | None:
    """The family that was chosen, or else the one that a typed name begins with: ‘Gemeente …’."""
    found = OrganisationType.objects.filter(slug=chosen).first() if chosen else None
    first = name.partition(" ")[0]
    return found or (OrganisationType.objects.filter(label__iexact=first).first() if first else None)
