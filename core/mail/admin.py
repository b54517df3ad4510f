"""Outgoing mail in the admin: what waits, what was sent, what failed; on a local site also what a letter says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.html import format_html
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from core.mail import rendering
from core.mail.models import OutgoingMail


class ReadOnlyPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """The site writes letters; nobody adds, changes or deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))


class LetterView(InspectView):  # type: ignore[misc]
    """One letter. Its words only on a local site: elsewhere they are of the reader who gets it."""

    page_title = "Mail"

    def get_fields(self) -> list[str]:
        facts = ["template", "to", "state", "attempts", "reply", "created_at", "due_at", "finished_at", "message_id"]
        return [*facts, "text"] if settings.LOCAL else facts

    def get_field_label(self, field_name: str, field: Any) -> str:
        return "Tekst" if field_name == "text" else str(super().get_field_label(field_name, field))

    def get_text_display_value(self) -> str:
        letter = self.object
        return format_html("<pre>{}\n\n{}</pre>", rendering.subject(letter), rendering.text(letter))


class OutgoingMailViewSet(ModelViewSet):  # type: ignore[misc]
    model = OutgoingMail
    name = "mail"
    icon = "mail"
    menu_label = "Uitgaande mail"
    menu_name = "mail"
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_class = LetterView
    form_fields = ["state"]
    list_filter = ["state", "template"]
    list_display = [
        "__str__",
        "to",
        Column("get_state_display", label="Stand", sort_key="state"),
        Column("attempts", label="Pogingen"),
        DateColumn("created_at", label="Gemaakt", sort_key="created_at"),
    ]
    search_backend_name = None
    ordering = ["-created_at"]
    list_per_page = 50

    @property
    def permission_policy(self) -> ReadOnlyPolicy:
        return ReadOnlyPolicy(self.model)
