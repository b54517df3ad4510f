"""Rows of a page, in its edit form and in the comparison of two versions."""

from __future__ import annotations

import functools
from typing import Any

from django.utils.html import format_html
from wagtail.admin.panels import InlinePanel, Panel
from wagtail.admin.panels.base import get_form_for_model

from core.admin.revision_comparison import RowsComparison


class RowsPanel(InlinePanel):  # type: ignore[misc]
    """An inline panel whose comparison shows only what changed, and can stand within another one."""

    class BoundPanel(InlinePanel.BoundPanel):  # type: ignore[misc]
        def get_comparison(self) -> list[Any]:
            (standard,) = super().get_comparison()
            return [functools.partial(RowsComparison, *standard.args, **standard.keywords)]


class FormRowsPanel(RowsPanel):
    """Builds its row forms on the `base_form_class` of the row's model."""

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        model = self.db_field.related_model
        options["formsets"][self.relation_name]["form"] = get_form_for_model(
            model, form_class=model.base_form_class, defer_required_on_fields=deferred
        )
        return options


class LiveRegionPanel(Panel):  # type: ignore[misc]
    """An empty place in a row that a script may fill while someone types; read aloud when it changes.

    `name` is what the script finds it by, in `data-live`.
    """

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.name = name

    def clone_kwargs(self) -> dict[str, Any]:
        return {**super().clone_kwargs(), "name": self.name}

    class BoundPanel(Panel.BoundPanel):  # type: ignore[misc]
        template_name = "wagtailadmin/panels/object_list.html"

        def render_html(self, parent_context: Any = None) -> str:
            return format_html('<div role="status" aria-live="polite" data-live="{}"></div>', self.panel.name)
