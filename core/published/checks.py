"""`manage.py check` says which page types nobody decided about: each is a registered kind, or says it is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from wagtail.models import Page, get_page_models

from core.published.registry import kind_of


@register(Tags.models)
def every_page_type_is_decided_about(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    return list(_undecided())


def _undecided() -> Iterator[CheckMessage]:
    for model in get_page_models():
        if model is Page or kind_of(model) is not None or not getattr(model, "is_kind", True):
            continue
        yield Error(
            f"{model._meta.label} is no registered kind of page, so nobody can find, export or share it.",
            hint="Register it with core.published.register in ready() of its room, or set is_kind = False on it.",
            id="core.E001",
            obj=model,
        )
