"""The form of one result within a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm

from cases.figures.validation import check_relations

NO_SOURCE = "Voeg minstens één bron toe: waar staan deze cijfers?"


class ResultForm(WagtailAdminModelForm):  # type: ignore[misc]
    """Refuses impossible figures always; what is still missing only when the page is published or submitted."""

    # No panel shows it: the admin puts every field without one in the form by itself.
    uuid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, instance: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        # The empty row that the browser copies carries none, or all new results would have the same.
        self.fields["uuid"].initial = instance.uuid if instance is not None else None

    def clean_uuid(self) -> UUID:
        """The identity this result had in the version the form was made of; never that of another result."""
        wanted: UUID | None = self.cleaned_data["uuid"]
        if self.instance.pk is not None or wanted is None:
            own: UUID = self.instance.uuid
            return own
        taken = type(self.instance).objects.filter(uuid=wanted).exists()
        return uuid4() if taken else wanted

    def _post_clean(self) -> None:
        self.instance.may_be_unfinished = self.is_deferred_validation
        self.instance.uuid = self.cleaned_data.get("uuid") or self.instance.uuid
        super()._post_clean()

    def _update_errors(self, errors: Any) -> None:
        """Do not report a parse error and a required error for one field."""
        for name in list(getattr(errors, "error_dict", {})):
            if name in self._errors:
                del errors.error_dict[name]
        if getattr(errors, "error_dict", True):
            super()._update_errors(errors)

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        if self.empty_permitted and not self.has_changed():
            return valid
        return self._relations_are_valid() and self._has_source(valid)

    def _relations_are_valid(self) -> bool:
        """Say next to the field what cannot be true of the methods of this result."""
        links = self.formsets.get("counts_for")
        rows = [row for row in links.forms if not self._is_dropped(links, row)] if links is not None else []
        values = [row.cleaned_data if row.is_valid() else {} for row in rows]
        keys = [getattr(each.get("method"), "pk", None) for each in values]
        said = [(key, each.get("relation", ""), each.get("arm", "")) for key, each in zip(keys, values, strict=True)]
        wrong = list(check_relations(self.instance, said, unfinished=self.is_deferred_validation))
        for each in wrong:
            form = self if each.place is None else rows[each.place]
            if each.field not in form.errors:
                form.add_error(each.field, each.message)
        return not wrong

    def _has_source(self, valid: bool) -> bool:
        sources = self.formsets.get("sources")
        if sources is None or self.is_deferred_validation:
            return valid
        if all(self._is_dropped(sources, row) for row in sources.forms):
            if NO_SOURCE not in sources.non_form_errors():
                sources.non_form_errors().append(NO_SOURCE)
            return False
        return valid

    @staticmethod
    def _is_dropped(sources: Any, row: Any) -> bool:
        return bool(sources._should_delete_form(row)) or (row.empty_permitted and not row.has_changed())
