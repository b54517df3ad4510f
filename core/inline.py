"""Rows of a page whose form does more than the standard one."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import InlinePanel
from wagtail.admin.panels.base import get_form_for_model


class FormInlinePanel(InlinePanel):  # type: ignore[misc]
    """An inline panel that builds its row forms on the `base_form_class` of the row's model."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        model = self.db_field.related_model
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            model, form_class=model.base_form_class, defer_required_on_fields=deferred
        )
        return options
