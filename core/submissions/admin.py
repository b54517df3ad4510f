"""What readers sent in, in the admin: it can be read and dealt with, not changed or added."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy


class SubmissionForm(WagtailAdminModelForm):  # type: ignore[misc]
    """Of a model of `Submission`. `own` are the fields that an editor fills in; everything else was sent.

    An address goes as soon as it is no longer open.
    """

    own: ClassVar[tuple[str, ...]] = ("status", "answer")
    no_answer: ClassVar[str] = "Schrijf op wat je hebt geantwoord, of kies ‘Gesloten’."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name not in self.own:
                field.disabled = True
                field.required = False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("status") in self.instance.wants_answer and not cleaned.get("answer", "").strip():
            self.add_error("answer", self.no_answer)
        return cleaned

    def save(self, commit: bool = True) -> Any:
        sent = self.instance
        if sent.status == sent.Status.OPEN:
            sent.handled_at, sent.handled_by = None, None
        else:
            sent.email, sent.content_digest = "", None
            sent.handled_at, sent.handled_by = timezone.now(), self.for_user
        return super().save(commit)


def beginning(label: str) -> Column:
    """The column with the first words of what was sent, as its name says none of them."""
    return Column("text", label=label, accessor=lambda row: row.text[:80])


class NobodyAddsPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """It comes from readers; an editor cannot add one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "add" and bool(super().user_has_permission(user, action))


class SubmissionViewSet(ModelViewSet):  # type: ignore[misc]
    """One kind of what readers sent in, newest first. All kinds together stand in `inbox`."""

    copy_view_enabled = False
    inspect_view_enabled = False
    list_filter = ["status"]
    search_backend_name = None
    ordering = ["-created_at"]
    list_per_page = 50

    @property
    def permission_policy(self) -> NobodyAddsPolicy:
        return NobodyAddsPolicy(self.model)
