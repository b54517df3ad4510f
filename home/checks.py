"""`manage.py check --deploy` says when no page tells a reader whose site this is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, register

NO_OWNER = "home.I001"


@register(Tags.compatibility, deploy=True)
def site_has_an_owner(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.SITE_OWNER:
        return []
    return [
        Info(
            "SITE_OWNER is empty: no page says which organisation answers for the site.",
            hint="Set it to the name of the organisation; it stands in the footer of every page.",
            id=NO_OWNER,
        )
    ]
