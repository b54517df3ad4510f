"""Forms of a word: in the list, in a chooser, and when it ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from core.text.sanitise import one_line
from vocabulary.names import same_name
from vocabulary.slugs import slug_for
from vocabulary.terms import Term


def _check_replacement(form: forms.ModelForm[Any]) -> None:
    """Refuse a replacement that leads back to the word itself."""
    word, seen = form.cleaned_data.get("replaced_by"), set()
    while word is not None and word.pk not in seen:
        if form.instance.pk is not None and word.pk == form.instance.pk:
            form.add_error("replaced_by", "Dit woord wordt zelf door dit woord vervangen. Kies een ander.")
            return
        seen.add(word.pk)
        word = word.replaced_by


def _check_is_new(model: type[Term], label: str, advice: str) -> None:
    if same_name(label, model.objects.values_list("label", flat=True)):
        raise ValidationError(f"‘{label}’ bestaat al.{advice}")


class WordForm(WagtailAdminModelForm):  # type: ignore[misc]
    """A word in its list. The address is made from the word at creation and stays after that."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slug = self.fields.get("slug")
        if slug is not None:
            slug.required = False
            slug.disabled = self.instance.pk is not None
            if self.instance.pk is None:
                slug.help_text = "Laat leeg: dan maken we het van het woord. Daarna verandert het niet meer."

    def clean_label(self) -> str:
        """:raises ValidationError: for a new organisation or product that is there already, however it is written."""
        label = one_line(self.cleaned_data["label"])
        if self.instance.pk is None and self.instance.one_of_each_name:
            _check_is_new(type(self.instance), label, "")
        return label

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "slug" in self.fields and not cleaned.get("slug") and cleaned.get("label"):
            cleaned["slug"] = slug_for(type(self.instance), cleaned["label"])
            self.instance.slug = cleaned["slug"]
        _check_replacement(self)
        return cleaned


class NewWordForm(WagtailAdminModelForm):  # type: ignore[misc]
    """A new word, made while choosing one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        family = self.fields.get("family")
        if isinstance(family, forms.ModelChoiceField) and family.queryset is not None:
            family.queryset = family.queryset.current()  # type: ignore[attr-defined]

    def clean_label(self) -> str:
        """:raises ValidationError: for a name that is there already, however it is written."""
        label = one_line(self.cleaned_data["label"])
        _check_is_new(type(self.instance), label, " Zoek het op bij ‘Zoeken’.")
        return label

    def save(self, commit: bool = True) -> Term:
        self.instance.slug = slug_for(type(self.instance), self.instance.label)
        word: Term = super().save(commit=commit)
        return word


class EndWordForm(WagtailAdminModelForm):  # type: ignore[misc]
    """From when a word can no longer be chosen, and what takes its place."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"].required = True
        if self.instance.ended_on is None:
            self.fields["ended_on"].initial = timezone.localdate()
            self.initial["ended_on"] = timezone.localdate()
        self.fields["replaced_by"].help_text = "Laat leeg als er niets voor in de plaats komt."

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        _check_replacement(self)
        return cleaned


def end_form_class(model: type[Term]) -> type[EndWordForm]:
    """The form that ends a word of this list."""

    meta = type("Meta", (WagtailAdminModelForm.Meta,), {"model": model, "fields": ["ended_on", "replaced_by"]})
    return type("EndForm", (EndWordForm,), {"Meta": meta})


def new_form_class(model: type[Term], fields: list[str]) -> type[NewWordForm]:
    """The form that makes a word of this list while choosing; a family is a plain list, not a chooser in a chooser."""
    options = {"model": model, "fields": fields, "widgets": {"family": forms.Select}}
    return type("NewForm", (NewWordForm,), {"Meta": type("Meta", (WagtailAdminModelForm.Meta,), options)})
