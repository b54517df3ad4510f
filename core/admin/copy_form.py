"""The form that copies a page. It cannot make an alias."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.pages import CopyForm


class OwnCopyForm(CopyForm):  # type: ignore[misc]
    """Wagtail's form without the choice to make an alias: an alias would carry the number of its original."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("alias", None)
