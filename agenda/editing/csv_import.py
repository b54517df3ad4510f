"""Take in a CSV file: first a check that writes nothing, then the same text once more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied

from agenda.editing.csv_rows import UnreadableFile, read_lines, take_over
from agenda.models import ActivityPage
from core.text.numbers import number

LARGEST = 1_000_000


class FileForm(forms.Form):
    file = forms.FileField(label="CSV-bestand", required=False)
    text = forms.CharField(label="of plak de regels hier", required=False, widget=forms.Textarea(attrs={"rows": 12}))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        upload = cleaned.get("file")
        if upload is not None:
            if upload.size > LARGEST:
                raise forms.ValidationError("Het bestand is te groot: hooguit 1 MB.")
            try:
                cleaned["text"] = upload.read().decode("utf-8-sig")
            except UnicodeDecodeError as error:
                raise forms.ValidationError("Bewaar het bestand als CSV in UTF-8.") from error
        if not cleaned.get("text", "").strip():
            raise forms.ValidationError("Kies een bestand of plak de regels.")
        return cleaned


def csv_import(request: HttpRequest) -> HttpResponse:
    """A check shows what every line would do. Only a file without an error is taken over, and then as a whole."""
    known = ActivityPage.objects.first()
    parent = known.get_parent() if known else None
    if parent is None or not parent.permissions_for_user(request.user).can_add_subpage():
        refused: HttpResponse = permission_denied(request)
        return refused
    form = FileForm(request.POST or None, request.FILES or None)
    context = {
        "page_title": "Activiteiten uit een bestand",
        "header_icon": "upload",
        "form": form,
        "template_url": reverse("agenda_csv"),
    }
    if request.method == "POST" and form.is_valid():
        try:
            lines = read_lines(form.cleaned_data["text"], parent)
        except UnreadableFile as error:
            form.add_error(None, str(error))
            return render(request, "agenda_admin/csv_import.html", context)
        has_errors = any(line.errors for line in lines)
        if "neem_over" in request.POST and not has_errors:
            public, drafts = take_over(lines, parent, request.user)
            messages.success(request, f"Op de site: {number(public)}. Als concept bewaard: {number(drafts)}.")
            return redirect("agenda_csv_import")
        checked = FileForm(initial={"text": form.cleaned_data["text"]})
        context |= {"form": checked, "lines": lines, "has_errors": has_errors}
    return render(request, "agenda_admin/csv_import.html", context)
